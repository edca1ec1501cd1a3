-- expect: limits
local t = {}
for i = 1, 9999 do t[i] = i end
local function pass(...) return {...} end
while true do pass(table.unpack(t)) end
