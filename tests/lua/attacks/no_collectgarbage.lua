-- expect: script-error undefined global 'collectgarbage'
local reached = collectgarbage
