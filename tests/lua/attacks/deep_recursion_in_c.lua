-- expect: script-error C stack overflow
local t = setmetatable({}, {})
getmetatable(t).__index = function(self, k) return tostring(self[k + 1]) end
getmetatable(t).__tostring = function(self) return tostring(self[1]) end
tostring(t)
