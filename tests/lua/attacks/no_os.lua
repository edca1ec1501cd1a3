-- expect: script-error undefined global 'os'
local reached = os
