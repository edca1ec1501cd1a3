-- expect: script-error undefined global 'print'
local reached = print
