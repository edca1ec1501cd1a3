-- expect: script-error 'math' is read-only
table.insert(math, "poison")
