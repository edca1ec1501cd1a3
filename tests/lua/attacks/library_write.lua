-- expect: script-error 'string' is read-only
string.rep = function() return "poison" end
