-- expect: script-error C stack overflow
local function deeper(s) return (s:gsub("a", deeper)) end
deeper("a")
