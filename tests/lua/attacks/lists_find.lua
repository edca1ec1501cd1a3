-- expect: limits
local t = {}
for i = 1, 100000 do t[i] = i end
while true do lists.find(t, 0) end
