-- expect: limits
while true do local t = {1, 2, 3, {}, {}, {}, a = 1, b = 2} end
