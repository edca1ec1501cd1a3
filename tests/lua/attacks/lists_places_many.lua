-- expect: limits
local t = {}
for i = 1, 1000 do t[i] = i end
while true do lists.places(t, 0, t, {}, t, 1, t, t, t, -1) end
