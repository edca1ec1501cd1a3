-- expect: limits
-- pcall must not let a script go on after its budget ended
while true do
  pcall(function() while true do end end)
end
