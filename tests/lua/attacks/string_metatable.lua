-- expect: script-error attempt to index a boolean value
getmetatable("").__index = function() return "poison" end
