-- expect: ok
local function keys(t)
  local found = {}
  for k in pairs(t) do found[#found + 1] = tostring(k) end
  return table.concat(found, " ")
end
assert(keys({}) == "" and keys({10, 20, 30}) == "1 2 3")
assert(keys({b = 1, a = 2, 10, [false] = 1, [true] = 1, [-1] = 1, [2.5] = 1, [7] = 1, [0] = 1, aa = 1})
       == "1 7 -1 0 2.5 a aa b false true")
local many = {}
for i = 1, 500 do many["k" .. (i * 7919) % 1009] = i end
local last, count = "", 0
for k, v in pairs(many) do
  assert(k > last and many[k] == v)
  last, count = k, count + 1
end
assert(count == 500)

-- fields may be removed on the way
for k in pairs(many) do many[k] = nil end
assert(next(many) == nil and next({}) == nil)
local t = {1, 2, 3, x = 1, y = 2}
for k in pairs(t) do t[k] = nil; t.y = nil end
assert(next(t) == nil)

-- next
t = {1, 2, a = 3, b = 4}
local k, v = next(t)
assert(k == 1 and v == 1)
assert(select("#", next(t, "b")) == 1 and next(t, 2) == "a" and next(t, "a") == "b")
local order = {}
for key in next, t do order[#order + 1] = tostring(key) end
assert(table.concat(order) == "12ab")
assert(not pcall(next, t, "nowhere") and not pcall(next, 1) and not pcall(pairs, nil) and not pcall(pairs))
local ok, message = pcall(pairs, {[{}] = 1})
assert(not ok and message:find("no fixed order", 1, true))

local function three() return 1, 2, 3 end
assert(select("#", pairs(setmetatable({}, {__pairs = three}))) == 3)
local found = {}
for name, value in pairs(string) do found[name] = value end
assert(found.rep == string.rep and found.dump == nil)
for name, owner in pairs({string = string, math = math}) do
  local _, state = pairs(owner)
  assert(state == owner)
end
local huge = {[math.maxinteger] = 1, [1] = 2, [math.mininteger] = 3, [-2^63 - 2048] = 4, [2^63] = 5}
assert(keys(huge) == "1 9223372036854775807 -9.2233720368548e+18 -9223372036854775808 9.2233720368548e+18")
