-- expect: script-syntax _ENV is reserved
-- Lua 5.4.4 generates wrong code for a constant of this name
local function broken() local _ENV <const> = 11; X = "hi" end
