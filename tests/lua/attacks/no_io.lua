-- expect: script-error undefined global 'io'
local reached = io
