-- expect: script-error undefined global 'loadfile'
local reached = loadfile
