-- expect: ok
assert(math.floor(2.7) == 2 and math.ceil(2.1) == 3 and math.max(1, 5, 3) == 5 and math.min(4, 2) == 2)
assert(math.abs(-3) == 3 and math.fmod(7, 3) == 1 and math.sqrt(16) == 4.0 and math.pi > 3.14)
assert(math.tointeger(3.0) == 3 and math.type(1) == "integer" and math.type(1.0) == "float")
assert(math.type("1") == nil)
assert(math.ult(1, -1) and math.huge > math.maxinteger and math.mininteger < 0)
assert(math.exp(0) == 1 and math.log(8, 2) == 3 and math.sin(0) == 0 and math.cos(0) == 1)
-- the same sequence for every document
local first = math.random(1000000)
assert(first == 75655)
math.randomseed(42)
local a, b = math.random(), math.random(10)
math.randomseed(42)
assert(math.random() == a and math.random(10) == b and a >= 0 and a < 1)
for _ = 1, 200 do
  local n = math.random(3, 5)
  assert(n >= 3 and n <= 5 and math.type(n) == "integer")
end
assert(math.type(math.random(0)) == "integer")
assert(math.random(math.mininteger, math.maxinteger) and math.random(7, 7) == 7)
assert(not pcall(math.random, 2, 1) and not pcall(math.random, 1, 2, 3) and not pcall(math.randomseed))
