-- expect: limits
local s = "a" .. string.rep("\x80", 4000000)
while true do utf8.offset(s, 2, 1) end
