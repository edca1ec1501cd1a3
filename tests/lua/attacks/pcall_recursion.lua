-- expect: limits
local function spread(n) if n > 0 then pcall(spread, n - 1) pcall(spread, n - 1) end end
spread(150)
