-- expect: ok
local words = require "lib.words"
assert(words.first() == "alpha" and require "lib.words" == words)
assert(require "nothing" == true)
assert(not pcall(require, "") and not pcall(require, ".") and not pcall(require, "lib.") and not pcall(require))
