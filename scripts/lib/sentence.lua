--- A sentence as lists of words: what the other modules read. Places are word numbers from 1. It needs a
--- bundle with token patterns, as parts of speech do.
local quotes = require "quotes"
local wordclass = require "wordclass"

local MARK, QUOTE_MARK = wordclass.mark, wordclass.quote_mark

local sentence = {}
sentence.__index = sentence

local known = {}

local function open(doc, span)
  local self = setmetatable({ doc = doc, span = span }, sentence)
  self.words, self.lowers, self.pos, self.tags, self.starts, self.stops = span:lists()
  self.quoted = {}
  quotes.number(doc, self.starts, self.quoted)
  self.count = #self.words
  return self
end

-- The sentence of that number; opened once a document.
local function numbered(doc, number)
  local s = known[number]
  if not s then
    s = open(doc, doc:sentence(number))
    known[number] = s
  end
  return s
end

--- The sentence that holds `place` (a span or match).
function sentence.of(doc, place)
  return numbered(doc, place.sentence_index)
end

--- The lemmas of its words; made once.
function sentence:lemmas()
  self.lemma = self.lemma or self.span:lemmas()
  return self.lemma
end

--- The sentence that holds `place`, and the numbers of the first and last word of that.
function sentence.place(doc, place)
  local number, first, last = place:place()
  return numbered(doc, number), first, last
end

--- Whether a folded word of the stretches `parts`, each { first, last }, is one of `set`.
function sentence:any(parts, set)
  for _, part in ipairs(parts) do
    if lists.find(self.lowers, set, part[1], part[2]) then return true end
  end
  return false
end

--- The number of the word that holds the byte `offset`, or of the next behind it.
function sentence:index(offset)
  return self.span:index(offset) or 1
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

--- The first word behind the word at `i` that is not of the same quotation, or outside of all with it.
function sentence:voice_end(i)
  local quoted, k = self.quoted, i + 1
  if not next(quoted) then return math.max(self.count, i) + 1 end
  while k <= self.count and quoted[k] == quoted[i] do k = k + 1 end
  return k
end

--- The first of the words up to the word at `i` that are all of the same quotation, or outside of all.
function sentence:voice_start(i)
  local quoted, k = self.quoted, i
  if not next(quoted) then return math.min(1, i) end
  while k > 1 and quoted[k - 1] == quoted[i] do k = k - 1 end
  return k
end

--- Whether the word at `i` is punctuation that parts phrases: not the hyphen within "Danish-born", nor a
--- quotation mark without a partner.
function sentence:mark(i)
  local word = self.words[i]
  if not word then return true end
  if not MARK[word] or QUOTE_MARK[word] and not self.quoted[i] then return false end
  return not (word == "-" and self.stops[i - 1] == self.starts[i] and self.stops[i] == self.starts[i + 1])
end

--- Whether the word at `i` is a dash between words.
function sentence:dash(i)
  return wordclass.dash[self.words[i]] ~= nil and self:mark(i)
end

--- The last word before the next punctuation mark behind `i`.
function sentence:before_mark(i)
  while i < self.count and not self:mark(i + 1) do i = i + 1 end
  return i
end

--- Whether the word at `i` is the first of its sentence or stands behind an opening mark: its capital says nothing.
function sentence:opens(i)
  return i == 1 or wordclass.is_mark(self.words[i - 1])
end

return sentence
