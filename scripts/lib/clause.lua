--- Where a clause ends, and what to take off its edges.
local quotes = require "quotes"
local wordclass = require "wordclass"
local wordset = require "wordset"

local find, find_last = lists.find, lists.find_last

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

local PARTING = wordset.of [[, ;]]

-- Whether the comma or semicolon at `k` ends the clause that begins at `first`.
local function ends_at(s, first, k, led_in)
  local quoted, next = s.quoted, k + 1
  if s.words[k] == ";" then return quoted[k] == quoted[first] end
  return quoted[next] == quoted[first] and (led_in or BREAKS[s:lower(next)] or goes_on(s, next)
    or s.tags[next] == "VBG" and s.lowers[next] ~= "including")
end

--- The last word of the clause that begins at `first`: the end of the sentence, of the quotation that holds it, or
--- of the clause at a semicolon or a comma with "but", "while", a participle and such behind it. `within`: also the
--- end of a clause that leads the sentence in ("When X said P, …"), if it is in one.
function clause.last(s, first, within)
  local led_in = within and is_led_in(s, first)
  local stop = s.quoted[first] and s:voice_end(first) or math.max(s.count, first) + 1
  local k = find(s.words, PARTING, first + 1, stop - 1)
  while k and not ends_at(s, first, k, led_in) do
    k = find(s.words, PARTING, k + 1, stop - 1)
  end
  return clause.trim(s, first, (k or stop) - 1)
end

local CLOSING = wordset.of [[” " » '']]
local EDGE = wordset.of [[, ; : . ! ? … ... ( [ ] – — - -- “ ” " „ « » '' `` and but]]

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
    if not EDGE[word] or CLOSING[word] and closes_inside(s, first, last) then break end
    last = last - 1
  end
  while first < last and (s.words[first] == "," or s.words[first] == ":" or LEADERS[s.lowers[first]]) do
    first = first + 1
  end
  return last, first
end

local OPENING = wordset.of [[that but because]]
local MARKS = wordset.of [[, ; : . ! ? … ... [ ] – — -- “ ” " „ « » '' ``]]

-- "the bank''s rule": an apostrophe that some archive doubled.
local function is_doubled(s, k)
  return s.words[k] == "''" and s.lowers[k + 1] == "s" and s.stops[k] == s.starts[k + 1]
end

--- The first word of the clause that holds `i`, searched backwards: behind a mark, a conjunction or "that".
function clause.first(s, i)
  local first = s:voice_start(i)
  local opener = find_last(s.lowers, OPENING, first, i - 1)
  if opener then first = opener + 1 end
  local mark = find_last(s.words, MARKS, first, i - 1)
  while mark and (s.words[mark] == "," and not wordclass.subordinator[s.lowers[mark + 1]] or is_doubled(s, mark)) do
    mark = find_last(s.words, MARKS, first, mark - 1)
  end
  if mark then first = mark + 1 end
  while first < i and (s.words[first] == "," or wordclass.coordinator[s.lowers[first]]) do
    first = first + 1
  end
  return first
end

return clause
