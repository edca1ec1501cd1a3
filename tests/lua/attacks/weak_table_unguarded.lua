-- expect: script-error must not have a field '__mode'
-- taking the metatable's own metatable away must not take its guard away
local mt = {}
local t = setmetatable({}, mt)
setmetatable(mt, nil)
mt.__mode = "k"
