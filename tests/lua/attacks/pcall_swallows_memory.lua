-- expect: limit-memory
-- running out of memory ends the script even where pcall caught it
pcall(function() local t = {} for i = 1, 1e9 do t[i] = {i} end end)
while true do end
