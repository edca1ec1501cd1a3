-- expect: script-error more than 10000 values
string.byte(string.rep("x", 1000000), 1, -1)
