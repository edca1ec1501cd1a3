-- expect: limits
local t = {}
for i = 1, 50000 do t["k" .. i] = i end
while true do pairs(t) end
