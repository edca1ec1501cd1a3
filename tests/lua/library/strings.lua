-- expect: ok
local function fails(text, f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok and message:find(text, 1, true), message)
end
assert(("abc"):byte() == 97 and select("#", ("abc"):byte(1, -1)) == 3 and ("abc"):byte(-1) == 99)
assert(select("#", ("abc"):byte(10)) == 0 and select("#", ("abc"):byte(0)) == 0 and ("abc"):byte(-10, 1) == 97)
assert(string.char(104, 105) == "hi" and ("abc"):len() == 3 and #"a\0b" == 3)
assert(("hello"):sub(2, -2) == "ell" and ("hello"):sub(-100, 2) == "he" and ("hello"):sub(4, 2) == "")
assert(("MiXed É1"):lower() == "mixed É1" and ("MiXed é1"):upper() == "MIXED é1" and ("abc"):reverse() == "cba")
assert(("ab"):rep(3) == "ababab")
assert(("ab"):rep(3, "-") == "ab-ab-ab" and ("x"):rep(0) == "" and ("x"):rep(-1) == "")
assert((""):rep(5, ",") == ",,,," and ("abc"):rep(1, "long") == "abc")
assert(string.format("%5d|%-5s|%05.1f|%x|%q|%%|%c|%i", 42, "ab", 3.14159, 255, "a\nb", 65, 3)
       == '   42|ab   |003.1|ff|"a\\\nb"|%|A|3')
assert(string.format("%s %s %s", nil, {}, true) == "nil table true")
assert(string.format("%10.3s|", "abcdef") == "       abc|")
assert(string.format("%s", setmetatable({}, {__tostring = function() return "own" end})) == "own")
fails("no value", string.format, "%d")
fails("invalid conversion", string.format, "%y", 1)

-- find: plain text, with %-escapes, or the plain flag
assert(("hello world"):find("wor") == 7 and select(2, ("hello world"):find("wor")) == 9)
assert(("a.b"):find(".", 1, true) == 2 and ("a.b"):find("%.") == 2 and ("a%b"):find("%%") == 2)
assert(("abc"):find("x") == nil and ("abcabc"):find("b", 3) == 5 and ("abcabc"):find("b", -2) == 5)
assert(("abc"):find("") == 1 and select(2, ("abc"):find("")) == 0 and ("abc"):find("", 4) == 4)
assert(("abc"):find("", 5) == nil and ("abc"):find("abcd") == nil and (""):find("a") == nil)
assert(("a\0b"):find("\0", 1, true) == 2 and ("a\0b\0"):find("b\0") == 3)
fails("use re", string.find, "a", "a+")
fails("use re", string.gsub, "a", "%a", "")
fails("use re", string.match, "a", "(a)")
fails("use re", string.gmatch, "a", "^a")
assert(("key=value"):match("=") == "=" and ("abc"):match("x") == nil and ("abcb"):match("b", 3) == "b")
local count = 0
for word in ("ab cab ab"):gmatch("ab") do assert(word == "ab"); count = count + 1 end
assert(count == 3)
count = 0
for _ in ("abc"):gmatch("") do count = count + 1 end
assert(count == 4)

-- gsub
local s, n = ("a-b-c"):gsub("%-", "+")
assert(s == "a+b+c" and n == 2)
assert(("abc"):gsub("", "-") == "-a-b-c-")
assert(("aaa"):gsub("a", "b", 2) == "bba" and ("aaa"):gsub("a", "b", 0) == "aaa")
assert(("abc"):gsub("b", "[%0%%%1]") == "a[b%b]c")
assert(("abc"):gsub("b", {b = 1}) == "a1c" and ("abc"):gsub("b", {}) == "abc")
assert(("abc"):gsub("b", function(x) return x .. x end) == "abbc" and ("abc"):gsub("b", function() end) == "abc")
fails("invalid replacement value", string.gsub, "a", "a", function() return {} end)
fails("invalid use of '%'", string.gsub, "a", "a", "%z")
