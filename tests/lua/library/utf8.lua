-- expect: ok
assert(utf8.char(72, 228, 8364, 128512) == "Hä€😀" and utf8.char() == "")
assert(utf8.len("Hä€😀") == 4 and utf8.len("") == 0 and utf8.len("äb", 3) == 1 and utf8.len("äb", -1) == 1)
local none, at = utf8.len("ab\xff")
assert(none == nil and at == 3)
assert(select(2, utf8.len("\xed\xa0\x80")) == 1 and select(2, utf8.len("\xc0\x80")) == 1)
assert(select(2, utf8.len("\xf4\x90\x80\x80")) == 1 and select(2, utf8.len("a\xe2\x82")) == 2)
assert(utf8.codepoint("€") == 8364 and select("#", utf8.codepoint("aä€", 1, -1)) == 3)
assert(not pcall(utf8.codepoint, "\xff"))
assert(not pcall(utf8.codepoint, "abc", 4) and not pcall(utf8.codepoint, "abc", 0))
assert(utf8.offset("aä€b", 3) == 4 and utf8.offset("aä€b", -1) == 7 and utf8.offset("aä€b", -2) == 4)
assert(utf8.offset("aä€b", 5) == 8 and utf8.offset("aä€b", 6) == nil and utf8.offset("aä€b", 0, 5) == 4)
assert(utf8.offset("abc", 1, 4) == 4 and utf8.offset("", 1) == 1 and not pcall(utf8.offset, "ä", 1, 2))
local found = {}
for position, code in utf8.codes("aä€") do found[#found + 1] = position .. ":" .. code end
assert(table.concat(found, " ") == "1:97 2:228 4:8364")
assert(not pcall(function() for _ in utf8.codes("a\xff") do end end))
assert(not pcall(function() for _ in utf8.codes("ab\x80") do end end))
