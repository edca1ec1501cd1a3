--- A sentence as lists of words: what the other modules read. Places are word numbers from 1. It needs a
--- bundle with token patterns, as parts of speech do.
local quotes = require "quotes"
local wordclass = require "wordclass"

local sentence = {}
sentence.__index = sentence

local known = {}

local function open(doc, span)
  local self = setmetatable({ doc = doc, span = span }, sentence)
  self.words, self.lowers = span:words(), span:lowers()
  self.pos, self.tags = span:classes(), span:tags()
  self.starts, self.stops, self.quoted = span:starts(), span:stops(), {}
  quotes.number(doc, self.starts, self.quoted)
  self.count = #self.words
  return self
end

--- The sentence that holds `place` (a span or match); opened once a document.
function sentence.of(doc, place)
  local index = place.sentence_index
  if not known[index] then
    known[index] = open(doc, doc:sentence(index))
  end
  return known[index]
end

--- The lemmas of its words; made once.
function sentence:lemmas()
  self.lemma = self.lemma or self.span:lemmas()
  return self.lemma
end

--- The sentence that holds `place`, and the numbers of the first and last word of that.
function sentence.place(doc, place)
  local s = sentence.of(doc, place)
  return s, s:index(place.start), s:index(place.stop - 1)
end

--- Whether a folded word of the stretches `parts`, each { first, last }, is one of `set`.
function sentence:any(parts, set)
  for _, part in ipairs(parts) do
    for k = part[1], part[2] do
      if set[self.lowers[k]] then return true end
    end
  end
  return false
end

--- The number of the word that holds the byte `offset`, or of the next behind it.
function sentence:index(offset)
  local stops, low, high = self.stops, 1, self.count
  while low < high do
    local middle = (low + high) // 2
    if stops[middle] > offset then high = middle else low = middle + 1 end
  end
  return low
end

--- The words first … last as a span; nil where there are none.
function sentence:slice(first, last)
  if first < 1 or last > self.count or first > last then return nil end
  return self.doc:span(self.starts[first], self.stops[last])
end

--- The folded word at `i`, "" beyond the ends.
function sentence:lower(i)
  return self.lowers[i] or ""
end

--- Whether the words a and b stand in the same quotation, or both in none.
function sentence:same_voice(a, b)
  return self.quoted[a] == self.quoted[b]
end

--- Whether the word at `i` is punctuation that parts phrases: not the hyphen within "Danish-born", nor a
--- quotation mark without a partner.
function sentence:mark(i)
  local word = self.words[i] or "."
  if not wordclass.is_mark(word) or (wordclass.is_quote_mark(word) and not self.quoted[i]) then return false end
  return not (self.words[i] == "-" and self.stops[i - 1] == self.starts[i] and self.stops[i] == self.starts[i + 1])
end

--- Whether the word at `i` is the first of its sentence or stands behind an opening mark: its capital says nothing.
function sentence:opens(i)
  return i == 1 or wordclass.is_mark(self.words[i - 1])
end

return sentence
