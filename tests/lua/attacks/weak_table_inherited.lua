-- expect: script-error must not have a field '__mode'
local mt = setmetatable({}, {__index = {}})
local t = setmetatable({}, mt)
mt["__" .. "mode"] = "v"
