-- expect: limits
local t = {}
for i = 1, 50000 do t[i] = "some text" end
while true do table.concat(t, ", ") end
