-- expect: script-error undefined global 'dofile'
local reached = dofile
