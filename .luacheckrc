-- What a bundle's Lua may use: the sandbox's library and the words that rules are declared with.
std = "lua54"
max_line_length = 116
not_globals = {
  "collectgarbage", "coroutine", "debug", "dofile", "io", "load", "loadfile", "os", "xpcall",
}
read_globals = { "emit", "lexicon", "link", "lists", "modifier", "on", "params", "pattern", "re", "rule" }

-- A handler takes its arguments by position, whether it needs them all or not.
unused_args = false

-- A bundle's own files and the attack scripts of tests may do what is refused.
files["tests/lua/attacks"] = { only = {} }
-- Declarations for editors, which define what the sandbox has.
files["scripts/meta"] = { only = {} }
files[".luacheckrc"] = { std = "luacheckrc" }
