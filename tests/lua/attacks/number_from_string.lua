-- expect: time
-- one instruction (or a call of a C function) that reads megabytes of digits
local s = string.rep("1", 8000000)
while true do
  pcall(function() return s | 1 end)
  pcall(math.floor, s)
  tonumber(s)
end
