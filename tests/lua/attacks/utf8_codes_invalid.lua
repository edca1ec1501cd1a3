-- expect: limits
local s = "a" .. string.rep("\x80", 4000000)
while true do pcall(function() for _ in utf8.codes(s) do end end) end
