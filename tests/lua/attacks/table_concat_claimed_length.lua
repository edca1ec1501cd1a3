-- expect: limits
local t = setmetatable({}, {__len = function() return 1 << 50 end, __index = function() return "" end})
table.concat(t)
