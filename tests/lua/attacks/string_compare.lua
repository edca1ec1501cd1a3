-- expect: time
-- one instruction that compares megabytes
local a, b = string.rep("a", 8000000), string.rep("a", 7999999) .. "a"
while true do local same = a == b, a < b end
