-- expect: script-error must not have a field '__mode'
local mt = {}
local t = setmetatable({}, mt)
mt.__mode = "k"
