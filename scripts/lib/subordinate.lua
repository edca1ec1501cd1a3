--- A clause that a conjunction opens ("if C", "because C") and the clause that it belongs to: where both begin and
--- end. Where the two meet is told by marks and finite verbs, how far the other clause reaches back by the tree.
local clause = require "clause"
local events = require "events"
local extent = require "extent"
local finite = require "finite"
local tree = require "tree"
local wordclass = require "wordclass"
local wordset = require "wordset"

local find = lists.find

local subordinate = {}

local FINITE = finite.tags
local VERBAL = wordset.of [[VERB AUX SCONJ]]
local VERB = wordset.union(FINITE, wordset.of [[VB VBN]])
local NOMINAL = wordset.of [[NN NNS NNP NNPS PRP EX WP DT CD PRP$]]
-- "threatened to strike unless C": the strike is what the condition is for.
local VOWS = wordset.of [[threaten vow promise pledge]]
local COPULA = wordset.of [[cop]]
local EXPLETIVE = wordset.of [[expl nsubj]]
local FORETELLS = wordset.of [[will would wo can could may might must should shall 'll ’ll 'd ’d ca cannot]]
-- Behind a comma these go on with the clause before it.
local GOES_ON = wordset.of [[and or nor but which who whom whose where including such as especially like rather
  not even if unless because than]]
local OPENERS = wordset.of [[if unless when who which that whose where because as while although though]]
local LEADS_IN = wordset.of [[and but or so that because though although while then yet whereas plus]]
local OPENING = wordset.of [[“ " ‘ ( : ; — – -- - [ … ... ' `` , ? ! .]]
local ENDS = wordset.of [[; : — – -- ? ! .]]
local LEADING = wordset.of [[as while when although though since after before]]
local MARKS = wordset.union(ENDS, wordset.of [[,]])

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
  local modal = find(s.lowers, FORETELLS, from)
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

-- Whether the conjunction at `i` may lead: nothing of the other clause stands right before it.
local function may_lead(s, i)
  if i == 1 or OPENING[s.words[i - 1]] or LEADS_IN[s.lowers[i - 1]] then return true end
  local t = tree.of(s)
  if extent.speaks(t, i - 1) and s.tags[i - 1] ~= "NN" then return true end
  local first = first_of(s, i)
  return i - first <= 6 and s.tags[first] ~= "VBG" and not is_finite(s, first, i - 1)
end

-- Behind a comma the other clause may have been before it: "E, if C, and so on".
local function stands_apart(s, i)
  if s:lower(i - 1) ~= "," or LEADS_IN[s:lower(i - 2)] or extent.speaks(tree.of(s), i - 2) then return true end
  return not is_finite(s, first_of(s, i - 2), i - 2)
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

local AUXILIARY = wordset.of [[aux]]
local REPORTED = wordset.of [[ccomp]]

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

local function leading(s, j, comma, start)
  local first = start
  if comma then
    first = behind_speaker(s, comma + 1)
    if s:lower(first) == "then" then first = first + 1 end
    first = behind_report(s, first, s.count)
  end
  if first > s.count then return nil end
  local last, trimmed = trim(s, first, main_end(s, first))
  local cause_last, cause_first = trim(s, behind_insertion(s, j + 1), start - 1)
  cause_last = before_relative(s, cause_first, cause_last)
  local leads_on = s.lowers[cause_last] == "then" and s.pos[cause_last - 1] ~= "ADP"
  if leads_on and cause_last > cause_first then cause_last = cause_last - 1 end
  if cause_last < cause_first or last < trimmed then return nil end
  return { cause_first, cause_last }, { { trimmed, last } }, true
end

-- What the clause of `c` hangs on, behind or before the words i … j of the conjunction.
local function governor(t, c, i, j)
  local head = t.head[c]
  while head >= i and head <= j do
    head = t.head[head]
  end
  return head
end

local VOWED = wordset.of [[xcomp ccomp]]

-- The reported clause of "X said E if C", and the promise of "X vowed to E if C", when it stands on the same side
-- of `before`.
local function reported(t, v, before)
  while extent.reports(t, v) or VOWS[t.lemma[v]] do
    local content = tree.child(t, v, VOWS[t.lemma[v]] and VOWED or REPORTED)
    if not content or content > before then return v end
    v = content
  end
  return v
end

-- Whether one of `parts`, of the clause of the verb `v`, holds a finite verb, and they end close to the word `i` or
-- behind it; nothing behind it that says who speaks.
local function is_clause(s, parts, i, v)
  local first, last = parts[1], parts[#parts]
  if not first then return false end
  local start = first[1]
  if start >= i and (s.tags[start] == "VBG" or extent.speaks(tree.of(s), v) or LEADING[s:lower(start - 1)]
    or LEADING[s.lowers[start]] or s.pos[start] == "ADV" and LEADING[s:lower(start + 1)]) then
    return false
  end
  for _, part in ipairs(parts) do
    if is_finite(s, part[1], part[2]) then return last[2] >= i - 4 end
  end
  return false
end

-- "in part because of", "largely due to", "but also because": no part of the clause before.
local HEDGES = wordset.of [[partly largely mainly mostly primarily apparently allegedly reportedly only simply just
  possibly probably perhaps precisely especially particularly chiefly partially]]

local function before_hedge(s, last)
  if last > 2 and s.lowers[last] == "part" and s.lowers[last - 1] == "in" then last = last - 2 end
  if last > 2 and s.lowers[last] == "also" and s.lowers[last - 1] == "but" then last = last - 2 end
  while last > 2 and (HEDGES[s.lowers[last]] or s.words[last] == ",") do
    last = last - 1
  end
  return last
end

-- The parts of the clause of `v` without the words of `cut` behind it: where the tree gives it no subject, from
-- where the marks say that it begins.
local function parts_before(s, t, v, cut)
  local parts = extent.clause(s, v, cut)
  local first = parts[1]
  -- "the strains that have developed because of C": with what the clause tells more of
  if first and t.rel[v] == "acl:relcl" and tree.own_subject(t, v) == first[1] - 1 and t.head[v] < first[1] - 1 then
    first[1] = extent.phrase(s, t.head[v])[1]
    return parts
  end
  if first and FINITE[s.tags[first[1]]] and t.rel[v] ~= "conj" and first[2] < cut.first then
    local start = first_of(s, first[1])
    for k = start, first[1] - 1 do
      if extent.speaks(t, k) and FINITE[s.tags[k]] then start = k + 1 end
    end
    first[1] = math.min(start, first[1])
  end
  local last = parts[#parts]
  if last and last[2] < cut.first then
    last[2] = math.max(last[1], before_hedge(s, last[2]))
  end
  return parts
end

-- "have won two games and will finish last unless …": the second verb alone looks ahead.
local function looks_ahead(s, t, v)
  local aux = tree.child(t, v, AUXILIARY)
  local above = aux and tree.child(t, t.head[v], AUXILIARY)
  return aux and s.tags[aux] == "MD" and not (above and s.tags[above] == "MD") or false
end

-- The clause before the conjunction at `i` that the clause of `c` belongs to, by the tree, and its head; of those
-- that it stands in the innermost that looks ahead, else the innermost. nil where there is none.
local function governing(s, i, j, c, last, looks)
  local t = tree.of(s)
  local cut = { first = i, last = last, head = c }
  local v, found, head = c and governor(t, c, i, j) or 0, nil, nil
  while v > 0 and t.rel[v] == "parataxis" and extent.speaks(t, v) and reported(t, v, i) == v do
    v = t.head[v]
  end
  while v > 0 do
    local top = reported(t, v, i)
    local vowed = t.rel[top] == "xcomp" and VOWS[t.lemma[t.head[top]]]
    local shares = t.rel[v] == "xcomp" and not vowed
      or t.rel[v] == "conj" and not tree.own_subject(t, v) and not looks_ahead(s, t, v)
    for _, place in ipairs { top, v } do
      local parts = not shares and parts_before(s, t, place, cut)
      if parts and parts[1] and top ~= v and place == v and parts[1][1] < top then
        parts[1][1] = math.max(parts[1][1], math.min(t.first[top], top)) -- what is said, with all behind it
      elseif parts and parts[1] and top == v and extent.speaks(t, v) then
        parts[1][1] = behind_report(s, parts[1][1], parts[1][2])
      end
      if parts and (is_clause(s, parts, i, place) or vowed and #parts > 0) then
        if not looks or vowed or s:any(parts, FORETELLS) then return parts, place end
        if not found then found, head = parts, place end
      end
    end
    v = t.head[v]
  end
  return found, head
end

-- The same, before who says it: "'E,' said X, 'because C'".
local function clause_before(s, i, j, c, last, looks)
  local parts, head = governing(s, i, j, c, last, looks)
  local part = parts and parts[#parts]
  if part then part[2] = before_speaker(s, part[1], part[2]) end
  return parts, head
end

local DOUBTS = wordset.of [[unlikely doubtful impossible inconceivable questionable improbable]]

-- "It is unlikely that E because C": what the word says of E, with it.
local function with_judgement(s, parts, v)
  local t = tree.of(s)
  local above = v and (t.rel[v] == "csubj" or t.rel[v] == "ccomp") and t.head[v] or 0
  if above == 0 or above > v or not DOUBTS[s.lowers[above]] then return parts end
  local it = tree.child(t, above, EXPLETIVE)
  if it and s.lowers[it] == "it" and it < parts[1][1] then parts[1][1] = it end
  return parts
end

-- What a participle with an object says ("allowing firms to hire if C"), where the clause hangs right on it.
local function participial(s, i, j, c, last)
  local t = tree.of(s)
  local v = c and governor(t, c, i, j) or 0
  if v == 0 or v > i or s.tags[v] ~= "VBG" or t.rel[v] ~= "advcl" or tree.own_subject(t, v) then return nil end
  local parts = extent.clause(s, v, { first = i, last = last, head = c })
  if v > 1 and not s:mark(v - 1) then return nil end
  return #parts == 1 and parts[1][2] >= i - 2 and parts[1][2] < i and parts[1][1] == v and parts or nil
end

local CONDITIONS = wordset.of [[if unless since]]
local SUBJECT_TAGS = wordset.union(NOMINAL, wordset.of [[VBG]])

-- Where a clause begins that the tree gives the words first … last: without "and that" and a condition of its own
-- before it, and with its subject, which an insertion may have parted from it.
local function clause_start(s, first, last)
  if wordclass.coordinator[s.lowers[first]] and s:lower(first + 1) == "that" then first = first + 2 end
  if CONDITIONS[s.lowers[first]] then
    local comma = comma_behind(s, first + 1)
    if comma and comma < last - 1 then first = s:lower(comma + 1) == "then" and comma + 2 or comma + 1 end
  end
  local verb = find(s.tags, FINITE, first, last)
  if verb and not find(s.tags, SUBJECT_TAGS, first, verb) or s.pos[first] == "ADP" and s:mark((verb or 0) - 1) then
    local start = first_of(s, first)
    if start < first and not is_finite(s, start, first - 1) then return start end
  end
  return first
end

local function trailing(s, i, j, c, looks)
  local start = behind_insertion(s, j + 1)
  local last = clause_end(s, start, c)
  if last < start then return nil end
  local parts, v = participial(s, i, j, c, last)
  if not parts then parts, v = clause_before(s, i, j, c, last, looks) end
  if parts and v then parts = with_judgement(s, parts, v) end
  if not parts then
    local stop, first = trim(s, first_of(s, i), i - 1)
    if stop <= first or stop >= i then return nil end
    parts = { { behind_report(s, first, stop), stop } }
  end
  if parts[1][1] < i then parts[1][1] = clause_start(s, parts[1][1], parts[1][2]) end
  return { start, last }, parts, false, v
end

--- The first word of the clause that holds the word `i`, with a "that" that is its subject.
subordinate.first = first_of

--- Whether the words first … last hold a finite verb.
subordinate.is_finite = is_finite

--- Whether a clause with a subject of its own, an order or a question begins at the word `k`.
subordinate.begins_clause = begins_clause

--- The first word of the clause from `first` on, behind a speaker's words between two commas.
subordinate.behind_speaker = behind_speaker

--- The reported clause of the verb at `v`, when it stands before the word `before`; else `v`.
subordinate.reported = reported

--- The parts of the clause of the verb at `v` before the words of `cut` ({ first =, last =, head = }).
function subordinate.clause(s, v, cut)
  return parts_before(s, tree.of(s), v, cut)
end

--- Whether the word at `j` opens a clause with a finite verb, and no mere phrase.
function subordinate.opens_clause(s, j)
  local nominal = false
  for k = j + 1, s.count do
    if s:mark(k) then return false end
    if FINITE[s.tags[k]] then return nominal end
    nominal = nominal or NOMINAL[s.tags[k]] ~= nil
  end
  return false
end

--- The last word of the clause that begins at `first` and has the head `c`.
subordinate.clause_end = clause_end

--- The last word of the clause that begins at `first` and goes on to the end of the sentence, less who says it.
function subordinate.ends(s, first)
  return (trim(s, first, main_end(s, first)))
end

--- The head of the clause that the words i … j open: what the last of them, as conjunction, hangs on; else the
--- highest word above the next that does not reach before `i`. nil where it stands before them.
function subordinate.opened(s, i, j)
  local t = tree.of(s)
  for k = j, i, -1 do
    if t.rel[k] == "mark" and t.head[k] > j then
      local c = t.head[k]
      return t.rel[c] == "mark" and t.head[c] > c and t.head[c] or c
    end
  end
  local v = j + 1
  if v > s.count then return nil end
  while t.head[v] > j and t.rel[v] ~= "advcl" do
    v = t.head[v]
  end
  return t.rel[v] ~= "root" and v or nil
end

-- "The debentures, unless redeemed, will be convertible": a clause between commas that part a subject from its
-- verb.
local function inserted(s, i, j)
  if s:lower(i - 1) ~= "," then return nil end
  local first = behind_report(s, first_of(s, i - 2), s.count)
  if first >= i - 1 or is_finite(s, first, i - 2) or s.pos[i - 2] == "ADV" then return nil end
  for k = j + 2, s.count - 1 do
    if s.words[k] == "," then
      if not FINITE[s.tags[k + 1]] then return nil end
      return { j + 1, k - 1 }, { { first, i - 2 }, { k + 1, main_end(s, k + 1) } }, false, nil
    end
  end
  return nil
end

--- For the conjunction at words i … j: the words of its clause { first, last }, the parts of the other clause,
--- whether the conjunction leads, and the head of the other clause, where the tree told. nil where a clause is
--- missing. `looks`: the other clause rather is one that looks ahead.
function subordinate.parts(s, i, j, looks)
  if j >= s.count then return nil end
  local cause, effect = inserted(s, i, j)
  if cause then return cause, effect, false, nil end
  if may_lead(s, i) and stands_apart(s, i) then
    local comma, modal = comma_behind(s, j + 1)
    local bare = not modal and without_comma(s, j + 1)
    if bare and not (comma and comma < bare) then return leading(s, j, nil, bare) end
    if comma then return leading(s, j, comma, comma) end
    if s.lowers[i - 1] == "that" and tree.relation(s, i - 1) == "mark" then return nil end
  end
  if i == 1 then return nil end
  return trailing(s, i, j, subordinate.opened(s, i, j), looks)
end

local EXAMPLES = wordset.of [[including especially particularly notably]]
local SUBJECTS = wordset.of [[nsubj nsubj:pass]]
local UNITS = wordset.of [[year month week day hour minute time part percent pct dollar]]
local HANGS = wordset.of [[obl obl:agent obl:unmarked nmod advcl acl advcl:relcl ccomp xcomp]]

-- The word that the preposition at words i … j governs.
local function governed(s, t, i, j)
  for k = i, j do
    if (t.rel[k] == "case" or t.rel[k] == "mark") and t.head[k] > j then return t.head[k] end
  end
  local n = j + 1
  while t.head[n] > j and not HANGS[t.rel[n]] do
    n = t.head[n]
  end
  return n
end

-- The subject of "E is due to C": of the preposition itself or of what it governs.
local function subject_of_copula(s, t, i, j, n)
  for k = i, j do
    local subject = tree.own_subject(t, k)
    if subject and subject < i then return subject end
  end
  local subject = tree.child(t, n, COPULA) and tree.own_subject(t, n)
  if not subject or subject > i then return nil end
  -- "the institution it is today due to C"
  return not (s.tags[subject] == "PRP" and s.pos[subject - 1] == "NOUN") and subject or nil
end

-- "in the wake of riots in some parts of the country": the last word of a phrase up to `last` with what tells more
-- of its noun behind it, up to the next mark, where that holds no verb.
local TELLS_MORE = wordset.of [[in of on between among against over within]]

local function with_place(s, last)
  if not TELLS_MORE[s:lower(last + 1)] or not NOMINAL[s.tags[last]] or wordclass.time[s:lower(last + 2)] then
    return last
  end
  local k = last + 1
  while k < s.count and not s:mark(k + 1) do
    k = k + 1
  end
  return find(s.pos, VERBAL, last + 1, k) and last or k
end

local function phrase_end(s, t, n, i, j)
  local last = math.max(extent.phrase(s, n)[2], j + 1)
  if t.rel[n] == "advcl" or t.rel[n] == "acl" then last = clause_end(s, j + 1, n) end
  if s:lower(last + 1) == "," and EXAMPLES[s:lower(last + 2)] then
    last = last + 2
    while last < s.count and not s:mark(last + 1) do
      last = last + 1
    end
  end
  last = with_place(s, extent.joined(s, extent.whole(s, i, last)))
  return before_speaker(s, j + 1, last)
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

-- Whether the noun at `n` that a preposition at `i` hangs on can be what comes of a cause: "deaths due to C are",
-- "a decrease due to C", but not "called for help in the wake of C".
local function stands_alone(s, t, i, n)
  if t.rel[n] == "root" or UNITS[t.lemma[n]] then return false end
  if SUBJECTS[t.rel[n]] and t.head[n] > i then return true end
  return s.lowers[i] ~= "in" and events.has(t.lemma[n])
end

--- The same of a preposition at words i … j: the words that it governs, the parts of what it belongs to, whether
--- it leads, and the head of that. `nominal`: a noun that it hangs on is what it belongs to, and not that noun's
--- clause.
function subordinate.phrase(s, i, j, looks, nominal)
  if j >= s.count then return nil end
  if may_lead(s, i) and stands_apart(s, i) then
    local comma = comma_behind_phrase(s, j + 1)
    if comma then return leading(s, j, comma, comma) end
  end
  if i == 1 then return nil end
  local t = tree.of(s)
  local n = governed(s, t, i, j)
  local cause = { j + 1, phrase_end(s, t, n, i, j) }
  for k = i, j do -- "in view of A and B", where B is joined to "view"
    for _, other in ipairs(tree.children(s, k)) do
      if t.rel[other] == "conj" and other > n then cause[2] = math.max(cause[2], extent.phrase(s, other)[2]) end
    end
  end
  local subject = subject_of_copula(s, t, i, j, n)
  if subject then return cause, { extent.phrase(s, subject) }, false, subject end
  local head = governor(t, n, i, j)
  if head > 0 and t.rel[head] == "acl" and s.tags[head] == "VBN" and t.head[head] < head and i - head < 4
    and not tree.own_subject(t, head) then
    return cause, { { extent.phrase(s, t.head[head])[1], (trim(s, head, i - 1)) } }, false, head
  end
  if nominal and t.rel[n] == "nmod" and head > 0 and head < i and stands_alone(s, t, i, head) then
    local first, last = extent.phrase(s, head)[1], i - 1
    return cause, { { first, (trim(s, first, last)) } }, false, head
  end
  local parts, v = clause_before(s, i, j, n, cause[2], looks)
  if parts and looks and v ~= head and not tree.within_clause(t, head, v) then return nil end
  if parts then
    if parts[1][1] < i then parts[1][1] = clause_start(s, parts[1][1], parts[1][2]) end
    return cause, parts, false, v
  end
  local stop, first = trim(s, first_of(s, i), i - 1)
  if stop <= first or stop >= i then return nil end
  return cause, { { behind_report(s, first, stop), stop } }, false, nil
end

return subordinate
