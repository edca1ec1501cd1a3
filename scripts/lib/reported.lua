--- What a verb of saying or thinking reports: the quotations and clauses before and behind it.
local clause = require "clause"
local finite = require "finite"
local quotes = require "quotes"
local reach = require "reach"
local speech = require "speech"
local tree = require "tree"
local wordclass = require "wordclass"
local wordset = require "wordset"

local reported = {}

local MARK = wordset.of [[mark]]
-- "said as he left", "said before the vote": no clause that is said, where no "that" says so.
local ASIDE = wordset.of [[as while before after though although than like because until once]]
local TIME_NOUN = wordset.of [[week month year night morning afternoon evening weekend day hour fall spring summer
  winter]]
local TIME_OPENER = wordset.of [[last this next late early earlier on]]
local JOINING = wordset.of [[ADP CCONJ SCONJ]]
local GOES_ON = wordset.of [[DET PRON NUM]]

--- The words first … last, of what the cue at `verb` reports; where they end or begin within a quotation that the
--- cue is not in, all of it.
function reported.stretch(s, first, last, verb)
  local list, start, stop = quotes.of(s.doc), s.starts[first], s.stops[last]
  local opening, closing = s.quoted[first], s.quoted[last]
  if opening and opening ~= s.quoted[verb] then start = math.min(start, list[opening].start) end
  if closing and closing ~= s.quoted[verb] and (list[closing].closed or list[closing].stop > s.stops[s.count]) then
    stop = math.max(stop, list[closing].stop)
  end
  return s.doc:span(start, stop)
end

-- ---- Before the cue --------------------------------------------------------------------------------------

-- Whether the word at `i` only leads in the sentence of a voice: "And", "However,", a dash.
local function leads_in(s, i, voice)
  local word, lower = s.words[i], s.lowers[i]
  if lower == "nor" then return false end
  return s.pos[i] == "CCONJ" or word == "," or word == "-" or word == "("
    or voice and wordclass.is_quote_mark(word) or s.words[i + 1] == "," and wordclass.contrast[lower]
end

-- Behind a place that leads in an article's first sentence: "patna: P, he said".
local function behind_dateline(s)
  if s.span.sentence_index > 1 then return 1 end
  for k = 2, math.min(s.count, 12) do
    if s.words[k] == ":" and not s.quoted[k] then return k + 1 end
  end
  return 1
end

-- The first word of the stretch before the cue that its voice, or quotations within, fill.
local function voice_start(s, verb)
  local first, voice = behind_dateline(s), s.quoted[verb]
  while voice and s.quoted[first] ~= voice do
    first = first + 1
  end
  while first < verb and leads_in(s, first, voice) do
    first = first + 1
  end
  return first
end

-- The first word behind the mark at `opening`, which may be typed twice: ““Go”.
local function first_inside(s, opening)
  local k = opening + 1
  while s.words[k] and wordclass.is_quote_mark(s.words[k]) do k = k + 1 end
  return s.words[k] or ""
end

-- A quotation that ends right before the cue, with what stands before it in its sentence.
local function quoted_before(s, quote, verb)
  local first, opening = voice_start(s, verb), s:index(quote.start)
  local mark = s.words[opening - 1]
  local is_sentence = quote.kind == "speech" and wordclass.is_capital(first_inside(s, opening))
    and (mark == "," or mark == ":")
  if quote.start >= s.starts[1] and opening > first and not is_sentence then
    return { reported.stretch(s, first, s:index(quote.stop - 1), verb) }
  end
  local joined = speech.quote_joined(s, quote)
  return joined and joined.kind == "speech" and { joined.span, quote.span } or { quote.span }
end

-- "P, X said": the first and last word of P; nil where nothing stands there.
local function clause_before(s, left, verb)
  local comma = left - 1
  if s.words[comma] ~= "," and not s:dash(comma) or not s:same_voice(comma, verb) then return nil end
  local first = voice_start(s, verb)
  local last = clause.trim(s, first, comma - 1)
  if last < first then return nil end
  return first, last
end

-- Whether the words first … last can stand alone as what someone says.
local function is_whole(s, first, last)
  if s.pos[first] == "SCONJ" or s.tags[first] == "WRB" then
    repeat first = first + 1 until first >= last or s.words[first] == ","
  end
  for i = first, last do
    local g = finite.is(s, i) and finite.governor(s, i)
    if g then
      local relation = tree.relation(s, g)
      if g < first or relation ~= "acl:relcl" and not (relation == "advcl" and tree.child(s, g, MARK)) then
        return true
      end
    end
  end
  return false
end

-- Whether a word of first … last hangs on one of from … to.
local function hangs_between(s, first, last, from, to)
  for i = first, last do
    local head = tree.head(s, i)
    if head >= from and head <= to and tree.relation(s, i) ~= "punct" then return true end
  end
  return false
end

-- Whether the words before the cue and those behind it are parts of one clause.
local function is_split(s, first, last, from, to)
  if s.lowers[from] == "that" or s.quoted[from] ~= s.quoted[first] then return true end
  if not is_whole(s, first, last) then return true end
  return GOES_ON[s.pos[from]] or hangs_between(s, from, to, first, last) or hangs_between(s, first, last, from, to)
end

-- "P1, X said, P2": the words of P2 behind the comma at `comma`.
local function clause_resumed(s, first, last, comma, verb)
  local from = comma + 1
  if s.words[comma] ~= "," and not s:dash(comma) or from >= s.count or not s:same_voice(comma, verb)
    or reach.reports(s, from) or s.pos[from] == "CCONJ" and finite.is_tagged(s, from + 1) then
    return nil
  end
  local stop = reach.of(s, from, verb)
  if stop - from < 1 or not is_split(s, first, last, from, stop) then return nil end
  return reported.stretch(s, from, stop, verb)
end

-- ---- Clauses behind the cue ------------------------------------------------------------------------------

local function is_time_word(lower)
  return wordclass.time[lower] or TIME_NOUN[lower] or TIME_NOUN[lower:sub(1, -2)]
end

-- "Monday", "two weeks", "March 10", but "two ships".
local function is_time(s, i)
  local lower = s.lowers[i]
  if s.pos[i] ~= "NUM" then return s.words[i + 1] ~= "-" and (wordclass.time[lower] or TIME_NOUN[lower]) end
  return is_time_word(s:lower(i + 1)) or is_time_word(s:lower(i - 1))
end

-- Whether the words first … last say when, where or how something was said.
local function is_adverbial(s, first, last)
  if first > last then return true end
  local pos, lower = s.pos[first], s.lowers[first]
  if reach.reports(s, first) then return false end
  if not (pos == "ADP" or pos == "ADV" or lower == "," or lower == "to" or s.tags[first] == "VBG"
    or is_time(s, first) or TIME_OPENER[lower]) then
    return false
  end
  for i = first, last do
    if finite.is(s, i) then return false end
  end
  return true
end

-- Whether "that" at `k` opens a clause.
local function opens_clause(s, k)
  if s.lowers[k] ~= "that" then return false end
  if (s.tags[k] == "IN" or s.tags[k] == "WDT") and tree.relation(s, k) == "mark" then return true end
  if s.tags[k] == "DT" and s.tags[k + 1] == "NN" and tree.relation(s, k) == "det" then return false end
  if s:lower(k + 1) == "had" and s.pos[k + 2] == "DET" then return true end
  if s.words[k + 1] == "," or s.quoted[k + 1] and s.quoted[k + 1] ~= s.quoted[k] then return true end
  return s.tags[k] ~= "WDT" and not finite.is_tagged(s, k + 1) and s.pos[k + 1] ~= "AUX"
    and not wordclass.is_mark(s.words[k + 1] or ".")
end

local OBJECT = wordset.of [[obj]]

-- Whether an object of the verb stands from `first` up to the word before `k`: "recalled cars after reports that".
local function has_object(s, verb, first, k)
  local object = tree.child(s, verb, OBJECT)
  return object and object >= first and object < k and not is_time(s, object) or false
end

-- The place behind "that", where that stands at `i` or behind an adverbial.
local function behind_that(s, i, verb)
  if i > s.count or not s:same_voice(i, verb) or not lists.find(s.lowers, "that", i, i + 16) then return nil end
  for k = i, math.min(s.count - 1, i + 16) do
    if s:same_voice(k, verb) then
      if (k == i or s.pos[k] == "SCONJ" or s.lowers[k - 1] == "here") and opens_clause(s, k) then
        return is_adverbial(s, i, k - 1) and not has_object(s, verb, i, k) and k + 1 or nil
      end
      if finite.is(s, k) then return nil end
    end
  end
  return nil
end

-- Whether a hyphen joins the word at `k` to the next: "after-tax profit".
local function is_joined(s, k)
  return s.words[k + 1] == "-" and s.stops[k] == s.starts[k + 1]
end

-- Steps over "Tuesday", "last week", "in an interview" before a subject.
local function skip_adverbial(s, i, verb)
  local k = i
  while k <= s.count and s:same_voice(k, verb)
    and (is_time(s, k) or TIME_OPENER[s.lowers[k]] and k < s.count and is_time(s, k + 1)) do
    k = k + 1
  end
  if k > s.count or not s:same_voice(k, verb) then return k end
  -- "nearly three ships" belongs together
  local adverb = s.pos[k] == "ADV" and wordclass.is_adverb(s.lowers[k]) and s.pos[k + 1] ~= "NUM"
  return (s.pos[k] == "ADP" or adverb) and not is_joined(s, k) and speech.skip_adverbial(s, k) or k
end

-- Whether the first finite verb from `first` on has a subject there, or hangs on the cue: "announced a plan that
-- was" holds no clause.
local function has_subject_first(s, first, last, verb)
  for i = first, last do
    local g = finite.is(s, i) and finite.governor(s, i)
    if g and (tree.relation(s, g) ~= "acl:relcl" or tree.head(s, g) < first)
      and not (tree.relation(s, g) == "advcl" and tree.child(s, g, MARK)) then
      -- "suggested her husband would help": the tree may take the subject for what is suggested
      if i > first and tree.head(s, g) == verb and tree.relation(s, g) ~= "conj" then return true end
      local subject = finite.subject_of(s, g)
      return subject ~= nil and subject >= first and subject < i
    end
  end
  return false
end

-- "at least six ships": no adverbial.
local AMOUNT = wordset.of [[least most]]

-- Whether something else than a clause that is said begins at `first`, where no "that" says so.
local function opens_else(s, first, surely)
  if is_joined(s, first) then return false end
  local lower = s.lowers[first]
  if ASIDE[lower] or s.pos[first] == "CCONJ" or lower == "of" or reach.reports(s, first) then return true end
  if AMOUNT[s:lower(first + 1)] then return false end
  return not surely and (s.pos[first] == "ADP" or s.lowers[first] == "when")
end

--- The clause that the word at `verb` reports from `i` on: its span, and whether "that" opens it. `surely`: nothing
--- but a clause is to be expected there, as behind "said".
function reported.clause(s, i, verb, surely)
  local first = behind_that(s, i, verb) or s.lowers[i] == "if" and i or nil
  local that = first ~= nil
  first = first or skip_adverbial(s, i, verb)
  -- "know that's so": a pronoun, which belongs to the clause
  local pronoun = finite.is_tagged(s, first + 1) or s.pos[first + 1] == "AUX"
  if not that and s.lowers[first] == "that" and (not pronoun or opens_clause(s, first)) then
    first, that = first + 1, true
  end
  if first > s.count or s.words[first] == ":" then return nil end
  -- "said in remarks prepared for delivery"
  local after = s.words[first] == "," and first + 1 or first
  if not that and first > i and s.tags[after] == "VBN" then return nil end
  -- "feared for his job, he left"
  if not that and not surely and first > i and s.words[first] == "," then return nil end
  if not that and opens_else(s, first, surely) then return nil end
  local last, start = reach.of(s, first, verb)
  if not that and s.lowers[first] == "that" then start = first end
  if last < start or last == start and s:mark(start) then return nil end
  if not that and not reach.is_clause(s, start, last, surely) then return nil end
  if not that and not surely and not has_subject_first(s, start, last, verb) then return nil end
  return reported.stretch(s, start, last, verb), that
end

--- A clause without a finite verb of its own from `i` on: an infinitive, a noun phrase, a participle; also one that
--- asks.
function reported.phrase(s, i, verb)
  if i > s.count or s:mark(i) and not speech.quote_at(s, i) then return nil end
  local last, start = reach.of(s, i, verb, true)
  return last >= start and reported.stretch(s, start, last, verb) or nil
end

--- The clause with a subject from `i` on, where nothing but one can stand.
function reported.sentence(s, i, verb)
  local last, start = reach.of(s, i, verb)
  return last >= start and reported.stretch(s, start, last, verb) or nil
end

-- ---- Quotations behind the cue ---------------------------------------------------------------------------

-- Whether a quotation is a sentence of its own, not the first words of a clause.
local function stands_alone(s, quote, verb)
  local last = s:index(quote.stop - 1)
  if s.stops[last] < quote.stop or last == s.count or s:mark(last + 1) then return true end
  local closing = last
  while wordclass.is_quote_mark(s.words[closing - 1] or "") do closing = closing - 1 end
  local inner = s.words[closing - 1]
  if inner and (wordclass.is_terminal(inner) or inner == ",") then return true end
  return JOINING[s.pos[last + 1]] or tree.head(s, last + 1) == verb
end

--- The quotation that "and" or a comma joins to `quote`: "He said 'P' and 'Q'."
function reported.quote_added(s, quote)
  local k = s:index(quote.stop - 1) + 1
  if s.stops[k - 1] ~= quote.stop then return nil end
  while s.words[k] == "," or s.pos[k] == "CCONJ" do k = k + 1 end
  return s.stops[k - 1] ~= quote.stop and speech.quote_at(s, k) or nil
end

-- "said as he left the room, 'P'": the quotation behind the comma that ends the adverbial clause.
local function quote_behind_clause(s, i, verb)
  if not (JOINING[s.pos[i]] or s.pos[i] == "ADV" or s.tags[i] == "VBG") then return nil end
  for k = i + 2, math.min(s.count - 1, i + 30) do
    if not s:same_voice(k, verb) then return nil end
    if s.words[k] == "," or s.words[k] == ":" then
      local quote = speech.quote_at(s, k + 1)
      if quote and quote.kind == "speech" then return quote end
    end
  end
  return nil
end

-- The quotation that begins at `i`, or behind a comma or colon there.
local function quote_from(s, i)
  return speech.quote_at(s, (s.words[i] == "," or s.words[i] == ":") and i + 1 or i)
end

--- The quotation behind the cue: one that begins at `i`, behind an adverbial, or behind a colon; where not `close`,
--- also behind an adverbial clause. Whether a colon announces it.
function reported.quote(s, i, verb, close)
  local quote = quote_from(s, i) or quote_from(s, speech.skip_adverbial(s, i))
    or not close and (speech.quote_announced(s, i, 14) or quote_behind_clause(s, i, verb))
  if not quote or quote.number == s.quoted[verb] then return nil end
  local mark = s.words[s:index(quote.start) - 1]
  if mark ~= "," and mark ~= ":" and not stands_alone(s, quote, verb) then return nil end
  return quote, mark == ":"
end

-- "'Q1,' said X, speaking of Y, 'and Q2.'": the quotation that goes on with the one before.
local function quote_resumed(s, right, verb)
  for k = right, s.count - 1 do
    if s.words[k] == "," and s:same_voice(k, verb) then
      local quote = speech.quote_at(s, k + 1)
      if quote and not wordclass.is_capital(first_inside(s, k + 1)) then return quote end
    end
  end
  return nil
end

-- ---- Around the cue --------------------------------------------------------------------------------------

-- What is said by "'P1,' X said, P2.", with the quotation `before`.
local function around_quote(s, before, right, verb)
  local spans = quoted_before(s, before, verb)
  local quote, colon = reported.quote(s, right, verb)
  if not quote or not colon and s.words[right] ~= "," then quote = quote_resumed(s, right, verb) end
  if quote then
    spans[#spans + 1] = quote.span
  elseif s.words[right] == "," and (before.kind ~= "speech" or s.lowers[right + 1] == "that") then
    spans[#spans + 1] = clause_resumed(s, voice_start(s, verb), s:index(before.stop - 1), right, verb)
  end
  return spans
end

-- Whether a quotation that is more than some words begins behind the mark at `right`.
local function announces_quote(s, right)
  if s.words[right] == ":" then return true end
  local quote = s.words[right] == "," and speech.quote_at(s, right + 1)
  return quote and quote.kind == "speech"
end

-- What is said by "P1, X said, P2." without quotation marks around it.
local function around_clause(s, left, right, verb)
  local first, last = clause_before(s, left, verb)
  if not first or announces_quote(s, right) or s.lowers[first] == "asked" then return {} end
  local resumed
  if right <= s.count and not wordclass.is_terminal(s.words[right]) and s.words[right] ~= ")" then
    resumed = clause_resumed(s, first, last, right, verb)
    local ends = speech.is_tail(s, right) or s.words[right] == "," or s:dash(right)
    if not resumed and not ends and not reach.reports(s, right) then
      return {}
    end
  end
  if not resumed and (last - first < 2 or not is_whole(s, first, last)) then return {} end
  -- "Last year, he said, P"
  if resumed and TIME_OPENER[s.lowers[first]] and is_time(s, first + 1) and not is_whole(s, first, last) then
    local from, to = s:index(resumed.start), s:index(resumed.stop - 1)
    return is_whole(s, from, to) and { resumed } or {}
  end
  return { reported.stretch(s, first, last, verb), resumed }
end

--- All that stands before the word `left`, where the cue with its subject begins, and behind `right`, where it
--- ends, as far as it is quoted or in the same sentence: a list of spans; and the quotation before, if there is
--- one.
function reported.around(s, left, right, verb)
  local before = speech.quote_before(s, left)
  -- "'Q?' X asked." are two sentences by their marks
  if before and before.stop <= s.starts[1] and not speech.is_tail(s, right) and s.words[right] ~= "," then
    before = nil
  end
  if before then return around_quote(s, before, right, verb), before end
  return around_clause(s, left, right, verb)
end

return reported
