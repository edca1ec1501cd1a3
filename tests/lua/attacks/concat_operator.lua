-- expect: limits
local s = string.rep("x", 3000000)
while true do local t = s .. s end
