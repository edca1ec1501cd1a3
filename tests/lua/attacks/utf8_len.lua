-- expect: limits
local s = string.rep("é", 1000000)
while true do utf8.len(s) end
