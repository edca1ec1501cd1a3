--- Sets of words made of lists that are written once, as text.
local wordset = {}

local WORD = re.compile [[\S+]]

--- The words of `text`, which white space separates, as a set.
function wordset.of(text)
  local set = {}
  for word in WORD:gmatch(text) do
    set[word] = true
  end
  return set
end

--- The union of sets.
function wordset.union(...)
  local set = {}
  for _, other in ipairs { ... } do
    for word in pairs(other) do
      set[word] = true
    end
  end
  return set
end

return wordset
