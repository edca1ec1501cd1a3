-- expect: limits
while true do
  local t = {}
  for i = 1, 10000 do t[i] = i end
  for _ = 1, 10000 do table.remove(t, 1) end
end
