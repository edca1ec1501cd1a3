-- expect: ok
-- a failed load leaves nothing behind that a later one could take for a cycle
local ok = pcall(require, "broken")
local again, message = pcall(require, "broken")
assert(not ok and not again)
assert(tostring(message):find("broken on purpose", 1, true), tostring(message))
