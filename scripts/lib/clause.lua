--- Where a clause ends, and what to take off its edges.
local quotes = require "quotes"
local wordclass = require "wordclass"
local wordset = require "wordset"

local clause = {}

-- Behind a comma these begin something that is no longer the clause.
local BREAKS = wordset.of [[but while although though whereas according saying adding noting warning citing
  reported]]
local LEADERS = wordset.of [[that]]

local PAST = re.compile [[^\p{Ll}+ed$]]

-- ", and called the accusation …" goes on with what the speaker did.
local function goes_on(s, i)
  return s:lower(i) == "and" and s.words[i + 1] and not s.quoted[i + 1] and PAST:find(s.words[i + 1]) ~= nil
end

local OPENERS = wordset.of [[after although as because before despite if once since though unless until when
  whenever while whereas]]

-- Whether `first` stands in a clause that an opener at the beginning of the sentence leads in, before its comma.
local function is_led_in(s, first)
  local start = 1
  while start < first and not s:same_voice(start, first) do
    start = start + 1
  end
  while start < first and wordclass.is_mark(s.words[start]) do
    start = start + 1
  end
  if start >= first or not OPENERS[s.lowers[start]] then return false end
  for i = start + 1, first - 1 do
    if s.words[i] == "," and s:same_voice(i, first) then return false end
  end
  return true
end

--- The last word of the clause that begins at `first`: the end of the sentence, of the quotation that holds it, or
--- of the clause at a semicolon or a comma with "but", "while", a participle and such behind it. `within`: also the
--- end of a clause that leads the sentence in ("When X said P, …"), if it is in one.
function clause.last(s, first, within)
  local last, led_in = first, within and is_led_in(s, first)
  while last < s.count and (s:same_voice(first, last + 1) or not s.quoted[first]) do
    local word = s.words[last + 1]
    if word == ";" and s:same_voice(first, last + 1) then break end
    if word == "," and s:same_voice(first, last + 2) and (led_in or BREAKS[s:lower(last + 2)]
      or goes_on(s, last + 2) or s.tags[last + 2] == "VBG" and s.lowers[last + 2] ~= "including") then
      break
    end
    last = last + 1
  end
  return clause.trim(s, first, last)
end

local function is_quote_mark(word)
  return word == "”" or word == '"' or word == "»" or word == "''"
end

-- Whether the closing mark at `i` closes a quotation that begins at or behind `first`.
local function closes_inside(s, first, i)
  local quote = quotes.of(s.doc)[s.quoted[i]]
  return quote and quote.start >= s.starts[first] and quote.stop == s.stops[i]
end

--- Takes punctuation off both edges, but for the marks of a quotation that lies within: the last word, then the
--- first.
function clause.trim(s, first, last)
  while last > first do
    local word = s.words[last]
    if is_quote_mark(word) and closes_inside(s, first, last) then break end
    if not (wordclass.is_mark(word) or word == "and" or word == "but") or word == ")" then break end
    last = last - 1
  end
  while first < last and (s.words[first] == "," or s.words[first] == ":" or LEADERS[s.lowers[first]]) do
    first = first + 1
  end
  return last, first
end

--- The first word of the clause that holds `i`, searched backwards: behind a mark, a conjunction or "that".
function clause.first(s, i)
  local first = i
  while first > 1 and s:same_voice(first - 1, i) do
    local word, lower = s.words[first - 1], s.lowers[first - 1]
    if word == ";" or word == ":" or lower == "that" or lower == "but" or lower == "because" then break end
    if word == "," and wordclass.subordinator[s.lowers[first]] then break end
    if wordclass.is_mark(word) and word ~= "," and word ~= "-" and word ~= "(" and word ~= ")" then break end
    first = first - 1
  end
  while first < i and (s.words[first] == "," or wordclass.coordinator[s.lowers[first]]) do
    first = first + 1
  end
  return first
end

return clause
