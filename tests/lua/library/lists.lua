-- expect: ok
local words = {"the", "old", ",", "old", "dam", ","}
local marks = {[","] = true, [";"] = true, dam = false}
assert(lists.find(words, "old") == 2 and lists.find(words, "old", 3) == 4 and lists.find(words, "new") == nil)
assert(lists.find(words, marks) == 3 and lists.find(words, marks, 4, 5) == nil)
assert(lists.find(words, marks, 6, 99) == 6)
assert(lists.find(words, "the", -5, 99) == 1 and lists.find(words, "the", 2, 1) == nil)
assert(lists.find({}, "a") == nil)
assert(lists.find(words, "the", math.maxinteger, math.mininteger) == nil)
assert(lists.find_last(words, "old") == 4 and lists.find_last(words, "old", 1, 3) == 2)
assert(lists.find_last(words, marks) == 6 and lists.find_last(words, marks, 4, 5) == nil)
assert(lists.find_last(words, "the", math.mininteger, math.maxinteger) == 1)
assert(lists.find({1, 2.0, false}, 2) == 2 and lists.find({1, 2, false}, false) == 3)

assert(table.concat(lists.places(words, marks), " ") == "3 6" and #lists.places(words, "new") == 0)
local tags = {"DT", "JJ", ",", "JJ", "NN", ","}
assert(table.concat(lists.places(words, ",", tags, {DT = true, NN = true}), " ") == "1 3 5 6")
local sparse = {}
sparse[4] = true
assert(table.concat(lists.places(words, "the", sparse, true), " ") == "1 4")

assert(not pcall(lists.find, nil, "a") and not pcall(lists.find, {}) and not pcall(lists.find, {}, nil))
assert(not pcall(lists.places, {}) and not pcall(lists.places, {}, "a", {}))
assert(not pcall(lists.places, {}, 1, 2, 3))
