-- expect: limits
while true do end
