-- expect: script-error undefined global 'package'
local reached = package
