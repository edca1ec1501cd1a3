-- expect: time-or-memory
-- living at the limit, where each allocation costs a full collection
local keep = {}
local ok = pcall(function() for i = 1, 1e9 do keep[i] = {} end end)
