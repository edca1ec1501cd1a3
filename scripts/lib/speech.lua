--- Who speaks, and what the words beside a verb of saying are: subject, addressee, quotations, reported clause.
local clause = require "clause"
local finite = require "finite"
local nounphrase = require "nounphrase"
local quotes = require "quotes"
local verbgroup = require "verbgroup"
local wordclass = require "wordclass"
local wordset = require "wordset"

local ADVERBIAL, PREPOSITION = wordclass.adverbial, wordclass.preposition
local SUBJECT_PRONOUN = wordclass.subject_pronoun

local speech = {}

local RELATIVE = wordset.of [[who which that]]
local CLOSING_TAILS = re.compile [[^[.,;:!?\s]*$]]

-- The quotation that ends right before the sentence: "'Q?' X asked" are two by their marks.
local function quote_before_sentence(s)
  local start = s.starts[1]
  local quote = start >= 2 and quotes.of(s.doc)[quotes.next(s.doc, start - 2)]
  if quote and quote.closed and quote.stop <= start and start - quote.stop <= 2
    and not s.doc:span(quote.stop, start).text:find("\n", 1, true) then
    return quote
  end
  return nil
end

--- The quotation that ends right before the word `next`, with at most a comma between; else nil.
function speech.quote_before(s, next)
  if next == 1 then return quote_before_sentence(s) end
  local i = next - 1
  if i >= 1 and (s.words[i] == "," or s.words[i] == "." or s.words[i] == "–") and not s.quoted[i] then i = i - 1 end
  if i < 1 or not s.quoted[i] or s.quoted[i] == s.quoted[next] then return nil end
  local quote = quotes.of(s.doc)[s.quoted[i]]
  return quote.closed and quote.stop == s.stops[i] and quote or nil
end

--- The quotation that ends where `quote` begins, with a blank between ("Q." "R," X said); else nil.
function speech.quote_joined(s, quote)
  local before = quotes.of(s.doc)[quote.number - 1]
  if before and before.closed and quote.start - before.stop <= 2
    and not s.doc:span(before.stop, quote.start).text:find("\n", 1, true) then
    return before
  end
  return nil
end

--- The quotation that begins at the word `first`, or nil.
function speech.quote_at(s, first)
  local quote = s.quoted[first] and quotes.of(s.doc)[s.quoted[first]]
  return quote and quote.start == s.starts[first] and quote or nil
end

--- The subject of a verb group: { first =, last = }; from the left, or behind the verb where a quotation or a comma
--- stands before it ("'Q,' said X"). Of a relative clause it is the relative pronoun.
function speech.subject(s, group)
  local k = group.first - 1
  while k > 1 and s.pos[k] == "ADV" and not wordclass.is_capital(s.words[k]) do k = k - 1 end
  if k >= 1 and (s.lowers[k] == "who" or s.tags[k] == "WDT") and s:same_voice(k, group.first) then
    return { first = k, last = k }
  end
  local first, last = nounphrase.before(s, group.first)
  if first then return { first = first, last = last } end
  return speech.inverted_subject(s, group)
end

--- The subject behind the verb: "'Q,' said X".
function speech.inverted_subject(s, group)
  local before = s.words[group.first - 1]
  if group.infinitive or not (speech.quote_before(s, group.first) or before == ",") then return nil end
  local stop = nounphrase.after(s, group.verb + 1, false)
  if not stop or PREPOSITION[s.lowers[group.verb + 1]] then return nil end
  while s:lower(stop + 1) == "of" or s:lower(stop + 1) == "for" do
    local longer = nounphrase.after(s, stop + 2, false)
    if not longer then break end
    stop = longer
  end
  return { first = group.verb + 1, last = nounphrase.with_apposition(s, stop), inverted = true }
end

local FINITE = finite.tags

--- The subject of the finite verb that stands last before the word `i`, which a participle shares: "X left the
--- room, saying that P".
function speech.subject_before(s, i)
  for k = i - 1, 2, -1 do
    if FINITE[s.tags[k]] and s:same_voice(k, i) then
      local subject = speech.subject(s, verbgroup.at(s, k))
      if subject and subject.last < i then return subject end
    end
  end
  return nil
end

--- The subject that verbs before and behind the conjunction at `i` share: "X met the board and said that P".
function speech.shared_subject(s, i)
  for k = i - 1, 1, -1 do
    if s.words[k] == ";" then return nil end
    if FINITE[s.tags[k]] and s:same_voice(k, i) then
      local subject = speech.subject(s, verbgroup.at(s, k))
      if subject and not subject.inverted then return subject end
      if not (subject or s.pos[k - 1] == "CCONJ") then return nil end
    end
  end
  return nil
end

--- What a relative pronoun that is a subject stands for; other subjects as they are.
function speech.antecedent(s, subject)
  if subject.first ~= subject.last or not RELATIVE[s.lowers[subject.first]] then return subject end
  local first, last = nounphrase.before(s, subject.first + 1)
  return first and { first = first, last = last } or subject
end

--- Skips an adverbial ("on Monday", "in a statement", "late") from `i`: the next word's place.
function speech.skip_adverbial(s, i)
  local k = i
  while ADVERBIAL[s:lower(k)] or (wordclass.is_adverb(s:lower(k)) and s:lower(k) ~= "that") do
    if s.lowers[k] == "at" and (s.lowers[k + 1] == "least" or s.lowers[k + 1] == "most") then break end
    local stop = PREPOSITION[s.lowers[k]] and nounphrase.after(s, k + 1, false)
    if stop and SUBJECT_PRONOUN[s:lower(stop)] and not wordclass.is_mark(s.words[stop + 1]
      or ".") then break end
    k = (stop or k) + 1
    if k > s.count then break end
  end
  return k
end

--- Whether nothing but an adverbial stands between the word `i` and the end of the clause.
function speech.is_tail(s, i)
  local k = speech.skip_adverbial(s, i)
  if s.tags[k] == "VBN" then k = speech.skip_adverbial(s, k + 1) end
  return k > s.count or CLOSING_TAILS:find(s.words[k]) ~= nil
end

-- The rest of the sentence in which `quote` ends holds no words.
local function ends_sentence(doc, quote)
  local sentence = quote.span:sub(-1).sentence
  return not sentence or sentence.stop <= quote.stop
    or CLOSING_TAILS:find(doc:span(quote.stop, sentence.stop).text) ~= nil
end

local ASKS = wordset.of [[asked asks said says added replied answered wrote continued responded shouted yelled]]

-- "'Q?' X asked.": the words behind the quotation say whose it is.
local function has_own_speaker(doc, quote)
  local sentence = quote.span:sub(-1).sentence_index
  local behind = sentence and doc:sentence(sentence + 1)
  if not behind or behind.start - quote.stop > 2 or doc:span(quote.stop, behind.start).text:find("\n", 1, true) then
    return false
  end
  for i, lower in ipairs(behind:lowers()) do
    if ASKS[lower] then return true end
    if i == 8 then break end
  end
  return false
end

--- The utterances that go on behind the sentence `s` in its paragraph, one right after the other, with no words of
--- the article between: "'P1,' X said. 'P2.' 'P3.'"
function speech.quotes_continuing(s)
  local list, doc, at, found = quotes.of(s.doc), s.doc, s.span.stop, {}
  for number = quotes.next(doc, at), #list do
    local quote = list[number]
    local between = quote.start >= at and quote.start - at <= 4 and doc:span(at, quote.start).text
    if not between or not CLOSING_TAILS:find(between) or between:find("\n", 1, true) then break end
    if not ends_sentence(doc, quote) then
      -- "'P2.' 'P3,' he added": both are what he added
      if #found > 0 and speech.quote_joined(s, quote) then found[#found] = nil end
      break
    end
    if quote.kind ~= "speech" and quote.kind ~= "fragment" or has_own_speaker(doc, quote) then break end
    found[#found + 1] = quote.span
    at = quote.stop
  end
  return found
end

local PARTING = wordset.of [[, ; :]]

--- The quotation that a colon announces, up to `reach` words behind the word `first`: "said of Congress: 'P'"
function speech.quote_announced(s, first, reach)
  local colon = lists.find(s.words, PARTING, first, math.min(s.count - 1, first + reach))
  if not colon or s.words[colon] ~= ":" then return nil end
  for k = first, colon do
    if s.quoted[k] then return nil end
  end
  return speech.quote_at(s, colon + 1)
end

--- The clause that begins at `first`, as a span; with `that` taken off.
function speech.clause(s, first)
  if first > s.count then return nil end
  local last, start = clause.last(s, first, true)
  if wordclass.is_mark(s.words[start]) and not speech.quote_at(s, start) then return nil end
  return s:slice(start, last), start, last
end

return speech
