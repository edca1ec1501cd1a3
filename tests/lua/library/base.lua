-- expect: ok
assert(type(nil) == "nil" and type({}) == "table" and type("") == "string" and type(type) == "function")
assert(tostring(nil) == "nil" and tostring(12) == "12" and tostring(1.0) == "1.0" and tostring(true) == "true")
assert(tostring({}) == "table" and tostring(type) == "function")
assert(tostring(setmetatable({}, {__tostring = function() return "own" end})) == "own")
assert(tostring(setmetatable({}, {__name = "Name"})) == "Name")
assert(tonumber("0x10") == 16 and tonumber("  7 ") == 7 and tonumber("z", 36) == 35 and tonumber("x") == nil)
assert(select("#", 1, nil, nil) == 3 and select(2, "a", "b", "c") == "b" and select(-1, "a", "b") == "b")
assert(rawequal("a", "a") and rawlen({1, 2}) == 2 and rawget({a = 1}, "a") == 1)
assert(rawset({}, "a", 5).a == 5)
assert(rawset(_G, "made_raw", 1) == _G and _G.made_raw == 1)
local sum = 0
for i, v in ipairs({1, 2, 3, nil, 5}) do sum = sum + i * v end
assert(sum == 14)

-- pcall and error
local ok, message = pcall(error, "text", 0)
assert(not ok and message == "text")
ok, message = pcall(error, {code = 7})
assert(not ok and message.code == 7)
ok, message = pcall(function() local x = nil; return x.y end)
assert(not ok and message:find("attempt to index a nil value", 1, true))
assert(select("#", pcall(function() return 1, nil, 3 end)) == 4)
assert(not pcall(pcall))
ok, message = pcall(assert, false)
assert(not ok and message == "assertion failed!")
assert(select(2, assert(1, 2)) == 2)

-- globals
_G.x = 5
assert(rawget(_G, "x") == 5 and _G.x == 5 and rawget(_G, "nowhere") == nil)
assert(not pcall(function() return _G.nowhere end))
_G.string = nil
assert(string ~= nil, "what an assignment hid comes back when it is undone")
assert(getmetatable("") == false and getmetatable(_G) == false and getmetatable(table) == false)
