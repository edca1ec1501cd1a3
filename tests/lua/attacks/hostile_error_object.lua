-- expect: script-error an error that is no text but a table value
-- the host must not call metamethods of an error value
error(setmetatable({}, {
  __tostring = function() while true do end end,
  __name = "poison",
  __index = function() while true do end end,
  __concat = function() while true do end end,
}))
