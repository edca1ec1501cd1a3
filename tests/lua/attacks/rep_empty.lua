-- expect: limits
-- one C call that would loop a million million times over nothing
while true do assert(string.rep("", 1 << 40) == "") end
