--- The record of a claim, of its parts.
local quotes = require "quotes"
local wordset = require "wordset"

local claimed = {}

-- direct: each part is a quotation, or lies in the one that the cue is in; mixed: some words are quoted.
local function quote_kind(doc, content)
  local whole, part, list = true, false, quotes.of(doc)
  for _, span in ipairs(content) do
    local quote = list[quotes.next(doc, span.start)]
    if not quote or quote.start >= span.stop then
      whole = false
    elseif quote.start < span.start then
      local inner = list[quote.number + 1]
      whole, part = false, part or (inner and inner.start < span.stop) or false
    else
      whole, part = whole and quote.start == span.start and quote.stop >= span.stop, true
    end
  end
  return whole and "direct" or part and "mixed" or "indirect"
end

--- Acts by which the speaker in a quotation tells no more than that the words are the speaker's.
claimed.own_mind = wordset.of [[believe say intend]]

local SPEAKERS = wordset.of [[i we you me us my our]]

--- "'I think that P,' X said": the words are X's already. `source`: first and last word, or nil.
function claimed.is_own_voice(s, source, act)
  return source and claimed.own_mind[act] and not params.own_voice and s.quoted[source.first] ~= nil
    and SPEAKERS[s.lowers[source.last]] or false
end

--- The draft of one claim; nil where the speaker in a quotation says it of the quoted words. `parts`: source (first
--- and last word, or nil), addressee and cue (spans or nil), content (a list of spans), act, negative, certainty
--- (nil: certain), confidence.
function claimed.draft(s, parts)
  local source = parts.source
  if claimed.is_own_voice(s, source, parts.act) then return nil end
  return {
    type = "claim", source = source and s:slice(source.first, source.last), addressee = parts.addressee,
    cue = parts.cue, content = parts.content, act = parts.act, quote = quote_kind(s.doc, parts.content),
    polarity = parts.negative and "negative" or "positive", certainty = parts.certainty,
    confidence = parts.confidence,
  }
end

return claimed
