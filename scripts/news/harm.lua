--- The words of harm of an article (cues/harm_word.tsv), by sentence: how grave what a span says is.
local harm = {}

local by_sentence = {}

--- Notes a word of harm: the capture of a list's entry with its `severity`.
function harm.note(word)
  local index = word.sentence_index
  local list = by_sentence[index] or {}
  list[#list + 1] = { start = word.start, stop = word.stop, severity = word.severity, word = word }
  by_sentence[index] = list
end

--- The severity of the gravest word of harm in `span`, and that word; nil where there is none.
function harm.severity(span)
  local start, stop, best = span.start, span.stop, nil
  for index = span.sentence_index, span:sub(-1).sentence_index do
    for _, entry in ipairs(by_sentence[index] or {}) do
      if start <= entry.start and entry.stop <= stop and (not best or entry.severity > best.severity) then
        best = entry
      end
    end
  end
  if best then return best.severity, best.word end
  return nil
end

return harm
