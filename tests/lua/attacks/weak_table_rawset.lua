-- expect: script-error must not have a field '__mode'
local mt = {}
setmetatable({}, mt)
rawset(mt, "__mode", "k")
