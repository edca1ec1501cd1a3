-- expect: script-error attempt to index a string value
local s = "x"
s.rep = 1
