-- expect: script-error must not have a field '__gc'
setmetatable({}, {__gc = function() while true do end end})
