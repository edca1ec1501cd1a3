-- expect: ok
local t = {1, 2, 3}
table.insert(t, 4)
table.insert(t, 1, 0)
assert(table.concat(t, ",") == "0,1,2,3,4" and table.concat({}) == "" and table.concat(t, "", 2, 3) == "12")
assert(table.remove(t) == 4 and table.remove(t, 1) == 0 and table.concat(t) == "123")
assert(table.remove({}) == nil and table.remove({}, 0) == nil and table.remove({1}, 2) == nil)
assert(not pcall(table.remove, {1, 2, 3}, 7) and not pcall(table.remove, {1, 2, 3}, -1))
assert(not pcall(table.insert, t, 9, 1) and not pcall(table.insert, t, 0, 1) and not pcall(table.insert, t))
assert(not pcall(table.concat, {1, {}, 3}))
assert(table.concat(table.move({1, 2, 3}, 1, 3, 2), ",") == "1,1,2,3")
assert(table.concat(table.move({1, 2, 3}, 2, 3, 1), ",") == "2,3,3")
assert(table.concat(table.move({1, 2, 3}, 1, 3, 1, {}), ",") == "1,2,3")
local packed = table.pack(1, nil, 3)
assert(packed.n == 3 and packed[2] == nil and packed[3] == 3)
assert(select("#", table.unpack({1, 2, nil, 4}, 1, 4)) == 4 and table.unpack({1, 2}, 2) == 2)
assert(select("#", table.unpack({}, 1, 0)) == 0)

local numbers = {5, 3, 8, 1, 9, 2, 7}
table.sort(numbers)
assert(table.concat(numbers) == "1235789")
table.sort(numbers, function(a, b) return a > b end)
assert(table.concat(numbers) == "9875321")
local words = {"pear", "apple", "fig"}
table.sort(words)
assert(table.concat(words, " ") == "apple fig pear")
local rows = {}
for i = 1, 300 do rows[i] = {key = i % 3, at = i} end
table.sort(rows, function(a, b) return a.key < b.key end)
for i = 2, #rows do
  assert(rows[i - 1].key < rows[i].key or (rows[i - 1].key == rows[i].key and rows[i - 1].at < rows[i].at))
end
assert(not pcall(table.sort, {1, "x", 2}) and not pcall(table.sort, {1, 2}, 5))
table.sort({})
table.sort({1})
-- metamethods count
local proxy = setmetatable({}, {__len = function() return 3 end, __index = function(_, i) return i * 10 end})
assert(table.concat(proxy, " ") == "10 20 30" and select("#", table.unpack(proxy)) == 3)
