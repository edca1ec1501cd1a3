-- expect: script-error must not have a field '__mode'
local mt = {}
setmetatable(mt, mt)
mt.__mode = "v"
