-- expect: limits
local keep = {}
for i = 1, 40 do keep[i] = string.rep("x", 200000 + i) end
while true do local s = string.rep("y", 1000) end
