--- Where clauses begin and end, by marks, finite verbs and words of saying: behind which comma a clause that leads
--- gives way to the other, what is put in before it, what hangs on behind it.
local clause = require "clause"
local extent = require "extent"
local finite = require "finite"
local tree = require "tree"
local wordclass = require "wordclass"
local wordset = require "wordset"

local find = lists.find

local boundary = {}

--- Tags of words that a subject may consist of.
boundary.nominal = wordset.of [[NN NNS NNP NNPS PRP EX WP DT CD PRP$]]

--- Modal verbs, with which a clause looks ahead.
boundary.modal = wordset.of [[will would wo can could may might must should shall 'll ’ll 'd ’d ca cannot]]

--- Conjunctions whose clause often leads.
boundary.leading = wordset.of [[as while when although though since after before]]

local FINITE = finite.tags
local VERB = wordset.union(FINITE, wordset.of [[VB VBN]])
local NOMINAL, MODAL, LEADING = boundary.nominal, boundary.modal, boundary.leading
-- Behind a comma these go on with the clause before it.
local GOES_ON = wordset.of [[and or nor but which who whom whose where including such as especially like rather
  not even if unless because than]]
local OPENERS = wordset.of [[if unless when who which that whose where because as while although though]]
local ENDS = wordset.of [[; : — – -- ? ! .]]
local MARKS = wordset.union(ENDS, wordset.of [[,]])
local REPORTED = wordset.of [[ccomp]]

local REPORTS = wordset.of [[say tell add warn believe think fear hope expect predict note
  claim insist suspect argue state assure]]

-- Whether the words first … last hold a finite verb; one that is tagged as base form counts without "to" or a
-- modal, one that is tagged as participle behind a pronoun.
local function is_finite(s, first, last)
  local tags = s.tags
  local k = find(tags, VERB, first, last)
  while k do
    local tag, before = tags[k], tags[k - 1]
    if FINITE[tag] or tag == "VB" and before ~= "TO" and before ~= "MD" then return true end
    if tag == "VBN" and (before == "PRP" or before == "RB" and tags[k - 2] == "PRP") then return true end
    k = find(tags, VERB, k + 1, last)
  end
  return false
end

-- The first word of the clause that holds `i`, with a "that" that is its subject.
local function first_of(s, i)
  local first = clause.first(s, i)
  while first > 1 and s.lowers[first - 1] == "that" and s.tags[first - 1] == "DT" do
    first = clause.first(s, first - 1)
  end
  return first
end

-- The words first … last without marks at the edges and a leading conjunction "that": last, then first.
local function trim(s, first, last)
  local stop, start = clause.trim(s, first, last)
  while stop > start and (s.words[stop] == "’" or s.words[stop] == "'") and s.pos[stop] == "PUNCT" do
    stop = stop - 1
  end
  while start > first and s.lowers[start - 1] == "that" and s.tags[start - 1] == "DT" do
    start = start - 1
  end
  return stop, start
end

-- Whether the mark at `k` ends a clause anywhere: not the colon of 10:30, nor a dash before the clause's verb.
local function ends(s, first, k)
  return ENDS[s.words[k]] and s.stops[k] ~= s.starts[k + 1] and is_finite(s, first, k - 1)
end

-- Whether a clause with a subject of its own, an order or a question begins at `k`.
local function begins_clause(s, k)
  local tag = s.tags[k]
  if tag == "VB" or s.lowers[k] == "then" or tag == "RB" and s.tags[k + 1] == "VB" then return true end
  if wordclass.auxiliary[s.lowers[k]] then return s.tags[k + 1] == "PRP" end
  local nominal = false
  for i = k, s.count do
    if ENDS[s.words[i]] then return false end
    if FINITE[s.tags[i]] or s.tags[i] == "VBN" and s.tags[i - 1] == "PRP" then return nominal end
    nominal = nominal or NOMINAL[s.tags[i]] or tag == "VBG" or s.lowers[i] == "that"
  end
  return false
end

-- In "If C, X said, E" the words of the speaker between two commas are no part of the other clause.
local function behind_speaker(s, first)
  local comma = find(s.words, ",", first, first + 8)
  if not comma then return first end
  local verb = s:mark(comma - 1) and comma - 2 or comma - 1
  return not VERB[s.tags[comma + 1]] and extent.speaks(tree.of(s), verb) and comma + 1 or first
end

-- Whether nothing but a speaker stands behind the comma at `k`: "…, analysts said."
local function is_speaker(s, k)
  local t = tree.of(s)
  for i = k + 1, math.min(s.count, k + 6) do
    if s.words[i] == "," then return false end
    if extent.speaks(t, i) and FINITE[s.tags[i]] then
      return s:mark(i + 1) or i == k + 1 or i + 1 >= s.count or s.pos[i + 1] ~= "SCONJ" and s:mark(k - 1)
    end
  end
  return false
end

local function has_modal(s, first)
  local from = behind_speaker(s, first)
  local modal = find(s.lowers, MODAL, from)
  return modal ~= nil and not find(s.words, MARKS, from, modal - 1)
end

-- Whether the comma at `k` can end the clause that begins at `first`.
local function can_end(s, first, k)
  local next = s:lower(k + 1)
  if next == "then" then return true end
  if GOES_ON[next] or s.tags[k + 1] == "VBG" and not begins_clause(s, k + 1) then return false end
  -- "… and, if C, could E"
  if s.tags[k + 1] == "MD" and wordclass.coordinator[s:lower(first - 2)] then return true end
  if is_speaker(s, k) and behind_speaker(s, k + 1) == k + 1 then return false end
  return (is_finite(s, first, k - 1) or k - first <= 4) and begins_clause(s, k + 1)
end

-- Whether the comma at `k` stands before the closing mark of a quotation that began behind `first`.
local function closes_quotation(s, first, k)
  return wordclass.is_quote_mark(s.words[k + 1] or "") and s.quoted[k] and s.quoted[k] ~= s.quoted[first]
    and s.quoted[k] == s.quoted[k + 1] and s.quoted[k + 2] ~= s.quoted[k]
end

-- The comma that ends a clause which begins at `first` and leads: the first that can; better one behind which the
-- other clause looks ahead, and whether that is so. nil where there is none.
local function comma_behind(s, first)
  local found = nil
  local k = find(s.words, MARKS, first + 1, s.count - 1)
  while k do
    local last = k
    if s.words[k] == "," and closes_quotation(s, first, k) then last = k + 1 end
    if s.words[k] == "," and (last > k or s:same_voice(first, k) or s:same_voice(first - 1, k))
      and can_end(s, first, last) then
      if has_modal(s, last + 1) then return last, true end
      found = found or last
    elseif ends(s, first, k) and s.words[k] ~= "—" and s.words[k] ~= "--" then
      break
    end
    k = find(s.words, MARKS, k + 1, s.count - 1)
  end
  return found, false
end

-- "If the dam breaks the town will be flooded": the first word of the subject of a modal verb behind the first
-- verb.
local function without_comma(s, first)
  local t = tree.of(s)
  local verb = nil
  for k = first, s.count do
    if verb and s.tags[k] == "MD" and s:same_voice(first, k) then
      local subject = t.head[k] > 0 and tree.own_subject(t, t.head[k])
      if subject and extent.speaks(t, t.first[subject] - 1) then return nil end
      return subject and subject > verb and t.first[subject] > verb and t.first[subject] or nil
    end
    if s:mark(k) and not wordclass.is_quote_mark(s.words[k]) then return nil end
    if FINITE[s.tags[k]] then verb = k end
  end
  return nil
end

-- ", X said" behind the words first … last.
local function before_speaker(s, first, last)
  local t, words = tree.of(s), s.words
  local comma = find(words, ",", first + 2, last)
  while comma do
    local next = find(words, ",", comma + 1, last)
    if s:same_voice(first, comma) then
      local stop = math.min(last, comma + 8, next and next - 1 or last)
      local verb = find(s.tags, FINITE, comma + 1, stop)
      while verb and not extent.speaks(t, verb) do verb = find(s.tags, FINITE, verb + 1, stop) end
      if verb then return (trim(s, first, comma)) end
    end
    comma = next
  end
  return last
end

-- Whether another clause goes on behind the comma at `k`: ", and that would be cheaper".
local function is_left(s, first, k)
  if not is_finite(s, first, k - 1) then return false end
  local next = k + 1
  if s:lower(next) == "and" or s:lower(next) == "but" then next = next + 1 end
  if OPENERS[s:lower(next)] then return false end
  return begins_clause(s, next) and s.tags[next] ~= "VB" and s.tags[next + 1] ~= "VB"
end

local CLAUSE_ENDS = wordset.union(MARKS, wordset.of [[and but )]])

-- Whether the mark or conjunction at `k` ends the clause that begins at `first` and has the head `c`.
local function ends_clause(s, first, c, k)
  local next = s:lower(k + 1)
  if s.words[k] == "," then
    if next == "which" then return is_finite(s, first, k - 1) end
    return c and tree.of(s).last[c] <= k and not GOES_ON[next] or is_left(s, first, k)
  end
  if s.lowers[k] == "and" then return next == "that" and s.tags[k + 1] == "IN" end
  if s.lowers[k] == "but" then return FINITE[s.tags[k + 1]] and is_finite(s, first, k - 1) end
  if s.words[k] == ")" then return not find(s.words, "(", first, k - 1) end
  return ends(s, first, k) and s:same_voice(first, k)
end

-- Where the clause ends that begins at `first` and has the head `c`: at the first comma behind which nothing
-- hangs on it, or at what ends a clause anywhere.
local function clause_end(s, first, c)
  local last = clause.last(s, first)
  local k = find(s.lowers, CLAUSE_ENDS, first + 1, last)
  while k and not ends_clause(s, first, c, k) do
    k = find(s.lowers, CLAUSE_ENDS, k + 1, last)
  end
  return before_speaker(s, first, (trim(s, first, k and k - 1 or last)))
end

local BREAKS = wordset.of [[so because although though which who according whereas while]]

local PARTING = wordset.of [[, and . ? !]]

local STOPS = wordset.of [[. ? !]]

-- The last word of the clause that begins at `first`: before a comma with what another clause begins with, too.
local function main_end(s, first)
  local last = before_speaker(s, first, clause.last(s, first))
  local k = find(s.lowers, PARTING, first + 2, last - 2)
  while k do
    if STOPS[s.words[k]] then
      if s:same_voice(first, k) and is_finite(s, first, k - 1) then return (trim(s, first, k - 1)) end
    elseif s.lowers[k] == "and" then
      if FINITE[s.tags[k + 1]] and REPORTS[s:lemmas()[k + 1]] and s:same_voice(first, k) then
        return (trim(s, first, k - 1))
      end
    elseif BREAKS[s:lower(k + 1)] and s:same_voice(first, k) and is_finite(s, first, k - 1)
      and not (s:lower(k + 1) == "so" and s:lower(k + 2) == "that") then
      return (trim(s, first, k - 1))
    end
    k = find(s.lowers, PARTING, k + 1, last - 2)
  end
  return last
end

-- "because, it said, C", "unless, of course, C": behind what is put in.
local function behind_insertion(s, first)
  local start = s:lower(first) == "," and first + 1 or first
  if s:lower(start) == "of" and s:lower(start + 1) == "course" then
    return s:lower(start + 2) == "," and start + 3 or start + 2
  end
  if s:lower(first) ~= "," then return first end
  local behind = behind_speaker(s, first + 1)
  return behind > first + 1 and behind or first
end

-- "If the dollar falls, which it may, E": the clause ends before the relative clause that ends it.
local function before_relative(s, first, last)
  local k = find(s.words, ",", first + 2, last - 1)
  while k do
    local next = s:lower(k + 1)
    if (next == "which" or next == "who") and is_finite(s, first, k - 1) then return k - 1 end
    k = find(s.words, ",", k + 1, last - 1)
  end
  return last
end

-- "I think most people": the first word behind who says the words first … last.
local function behind_report(s, first, last)
  local t = tree.of(s)
  local comma = LEADING[s.lowers[first]] and find(s.words, ",", first, last)
  local k = find(s.tags, FINITE, (comma or first) + 1, last - 1)
  while k and REPORTS[t.lemma[k]] and find(s.tags, FINITE, k + 1, last) do
    local that = find(s.lowers, "that", k + 1, math.min(k + 6, last - 1))
    if that and not find(s.tags, FINITE, k + 1, that) then
      first = that + 1
    elseif tree.child(t, k, REPORTED) then
      first = k + 1
    else
      return first
    end
    k = find(s.tags, FINITE, first, last - 1)
  end
  return first
end

-- "its size, place, and age, these houses": the word behind the last "and" of a list that begins at `first`, before
-- a finite verb; the word behind `first` where there is none.
local function behind_list(s, first)
  local verb = find(s.tags, FINITE, first + 1, s.count) or s.count
  local comma, found = find(s.words, ",", first + 1, verb), first + 1
  while comma do
    if wordclass.coordinator[s:lower(comma + 1)] then found = comma + 2 end
    comma = find(s.words, ",", comma + 1, verb)
  end
  return found
end

-- The comma behind a phrase that leads, and begins at `first`.
local function comma_behind_phrase(s, first)
  for k = behind_list(s, first), s.count - 1 do
    local parts = s.words[k] == "," and s:same_voice(first, k) and not GOES_ON[s:lower(k + 1)]
    if parts and begins_clause(s, k + 1) then return k end
    if ENDS[s.words[k]] or FINITE[s.tags[k]] then return nil end
  end
  return nil
end

--- The first word of the clause that holds the word `i`, with a "that" that is its subject.
boundary.first = first_of

--- The last word of the clause that begins at `first` and goes on to the end of the sentence, less who says it, and
--- less the marks that end it.
function boundary.last(s, first)
  return (trim(s, first, main_end(s, first)))
end

--- The same with those marks.
boundary.main_end = main_end

--- The last word of the clause that begins at `first` and has the head `c`: before the first comma behind which
--- nothing hangs on it, or before what ends a clause anywhere.
boundary.clause_end = clause_end

--- The words first … last without marks at the edges, but with a "that" that is a subject: last, then first.
boundary.trim = trim

--- Whether the words first … last hold a finite verb.
boundary.is_finite = is_finite

--- Whether a clause with a subject of its own, an order or a question begins at the word `k`.
boundary.begins_clause = begins_clause

--- Whether the word at `j` opens a clause with a finite verb, and no mere phrase.
function boundary.opens_clause(s, j)
  local nominal = false
  for k = j + 1, s.count do
    if s:mark(k) then return false end
    if FINITE[s.tags[k]] then return nominal end
    nominal = nominal or NOMINAL[s.tags[k]] ~= nil
  end
  return false
end

--- The comma that ends a clause which begins at `first` and leads: the first that can; better one behind which the
--- other clause looks ahead, and whether that is so. nil where there is none.
boundary.comma_behind = comma_behind

--- The comma behind a phrase that leads, and begins at `first`; nil where there is none.
boundary.comma_behind_phrase = comma_behind_phrase

--- Where a clause that begins at `first` leads and no comma ends it: the first word of the other clause, which is
--- the subject of a modal verb behind the first verb; nil where there is none.
boundary.without_comma = without_comma

--- The first word of the clause from `first` on, behind a speaker's words between two commas.
boundary.behind_speaker = behind_speaker

--- The same, behind what is put in there: "because, it said, C", "unless, of course, C".
boundary.behind_insertion = behind_insertion

--- The first word behind who says the words first … last: "I think most people".
boundary.behind_report = behind_report

--- The last of the words first … last before ", X said".
boundary.before_speaker = before_speaker

--- The last of the words first … last before a relative clause that ends them.
boundary.before_relative = before_relative

return boundary
