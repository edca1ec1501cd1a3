-- expect: limits
while true do local s = string.rep("ab", 500000, ",") end
