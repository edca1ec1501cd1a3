--- Sets of words and regexes made of word lists, so that a list is written once, as text.
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

--- A regex source that matches any of the `forms` (a list) as whole words.
function wordset.regex(forms)
  table.sort(forms)
  return [[\b(?:]] .. table.concat(forms, "|") .. [[)\b]]
end

return wordset
