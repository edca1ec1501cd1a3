-- expect: script-error must not have a field '__mode'
setmetatable({}, {__mode = "k"})
