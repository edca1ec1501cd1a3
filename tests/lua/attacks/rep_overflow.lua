-- expect: script-error resulting string too large
local s = string.rep("abc", math.maxinteger)
