-- expect: limits
-- a step of `next` that has to begin anew each time
local t = {}
for i = 1, 20000 do t["k" .. i] = i end
while true do next(t, "k1") next(t, "k20000") end
