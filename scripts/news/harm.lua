--- The words of harm of an article (cues/harm_word.tsv), by sentence: how grave what a span says is.
local harm = {}

local by_sentence = {}

--- Notes a word of harm: the capture of a list's entry with its `severity`.
function harm.note(word)
  local index = word.sentence_index
  local list = by_sentence[index] or {}
  list[#list + 1] = word
  by_sentence[index] = list
end

--- The severity of the gravest word of harm in `span`, and that word; nil where there is none.
function harm.severity(span)
  local best, most = nil, nil
  for index = span.sentence_index, span:sub(-1).sentence_index do
    for _, word in ipairs(by_sentence[index] or {}) do
      local severity = word.severity
      if (not most or severity > most) and span:contains(word) then best, most = word, severity end
    end
  end
  return most, best
end

return harm
