-- expect: script-error use re for patterns
string.find(string.rep("a", 30), string.rep("a?", 30) .. string.rep("a", 30))
