-- expect: ok
-- an order that contradicts itself must end, in bounds
local t = {}
for i = 1, 2000 do t[i] = i end
table.sort(t, function() return true end)
table.sort(t, function(a, b) return a <= b end)
assert(#t == 2000)
