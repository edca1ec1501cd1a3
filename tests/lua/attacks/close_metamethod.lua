-- expect: script-error must not have a field '__close'
local x <close> = setmetatable({}, {__close = function() while true do end end})
