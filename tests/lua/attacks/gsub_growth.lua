-- expect: limit-memory
local s = string.rep("a", 4000)
s = s:gsub("a", string.rep("b", 4000))
