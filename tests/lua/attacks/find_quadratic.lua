-- expect: limits
local s, needle = string.rep("a", 4000000), string.rep("a", 2000000) .. "b"
string.find(s, needle, 1, true)
