-- expect: script-error undefined global 'debug'
local reached = debug
