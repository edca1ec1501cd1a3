-- expect: script-error undefined global 'load'
local reached = load
