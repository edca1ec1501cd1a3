--- How far a clause or a phrase reaches, by the dependency tree: lists of { first, last } word numbers, as a part
--- may stand apart ("The debentures, unless redeemed, will be convertible").
local clause = require "clause"
local finite = require "finite"
local nounphrase = require "nounphrase"
local tree = require "tree"
local wordclass = require "wordclass"
local wordset = require "wordset"

local find, find_last = lists.find, lists.find_last

local extent = {}

-- What hangs on a clause's verb and is no part of what the clause says.
local OUTSIDE = wordset.of [[mark cc cc:preconj punct parataxis discourse vocative list dep reparandum]]
-- The same of what stands before the clause's own words.
local LEAD = wordset.of [[but and or so yet however also then moreover still nevertheless nonetheless instead
  meanwhile rather therefore thus indeed well now plus only even just]]
local OPENERS = wordset.of [[as because since if unless after when while although though before until whereas once
  whether so]]
-- Children with which something else begins, behind what a verb governs.
local STOPS = wordset.of [[conj parataxis cc punct]]
local LOOSE = wordset.of [[acl acl:relcl appos parataxis advcl advcl:relcl dep]]
-- These go on with a phrase behind a comma.
local EXAMPLES = wordset.of [[including such especially particularly notably like mainly mostly excluding]]
local SPEAKERS = wordset.of [[say tell add warn note explain announce argue believe think know hope claim
  insist conclude predict report write suggest admit acknowledge forecast
  anticipate foresee concede promise vow declare state maintain estimate feel see
  show mean find understand realize fear expect agree guess suspect suppose imply
  indicate confirm deny doubt stress emphasize underline caution threaten cite
  maintain assert allege contend remark observe reply recall complain disclose
  reiterate comment]]

--- Whether the word at `v` is a verb that reports or holds a clause.
function extent.speaks(t, v)
  return SPEAKERS[t.lemma[v]] ~= nil
end

--- Whether it has such a clause.
function extent.reports(t, v)
  return SPEAKERS[t.lemma[v]] ~= nil and tree.child(t, v, { ccomp = true }) ~= nil
end

-- Marks and words that lead in, off both edges.
local function trimmed(s, first, last)
  while first < last and (s:mark(first) and not wordclass.is_quote_mark(s.words[first]) or LEAD[s.lowers[first]]
    and (first == 1 or s:mark(first - 1) or s.words[first + 1] == ",")) do
    first = first + 1
  end
  local stop, start = clause.trim(s, first, last)
  if start > first and s.lowers[start - 1] == "that" and s.tags[start - 1] == "DT" then start = start - 1 end
  return start, stop
end

-- Whether the words first … last leave the quotation that `v` stands in, so that they have to end at its edge.
local function within_voice(s, v, first, last)
  if not s.quoted[v] then return first, last end
  while first < v and not s:same_voice(first, v) do
    first = first + 1
  end
  while last > v and not s:same_voice(last, v) do
    last = last - 1
  end
  return first, last
end

-- Whether the child `k` of the clause's verb `v` belongs to it, when the words of `cut` are taken out.
local function belongs(s, t, v, k, cut)
  local rel = t.rel[k]
  if OUTSIDE[rel] then return false end
  if not cut then return true end
  local first, last = t.first[k], t.last[k]
  if k == cut.head or cut.first <= first and last <= cut.last then return false end
  if first <= cut.last and cut.first <= last then return true end
  local trails = cut.first > v
  if trails then return k < cut.first end
  return k > cut.last or tree.own_subject(t, v) == k or rel == "aux"
end

local function add(parts, s, v, first, last)
  if first > last then return end
  first, last = within_voice(s, v, first, last)
  first, last = trimmed(s, first, last)
  if first <= last and not (first == last and s:mark(first)) then parts[#parts + 1] = { first, last } end
end

-- Behind the last colon before `i` from `first` on: what stands before it is a place, a day, or a headline.
local function behind_colon(s, first, i)
  local colon = find_last(s.words, ":", first, i - 1)
  while colon and s.stops[colon] == s.starts[colon + 1] do
    colon = find_last(s.words, ":", first, colon - 1)
  end
  return colon and colon + 1 or first
end

local OUTER = wordset.of [[nsubj:outer]]

-- First and last word of the verb `v` with those children that belong to its clause.
local function hull(s, t, v, cut)
  local first, last, kids = v, v, tree.children(t, v)
  -- "the view is that it would help": what is said alone
  local outer = tree.child(t, v, OUTER) and find(s.lowers, "that", 1, v) or 0
  for n = 1, #kids do
    local k = kids[n]
    if k > outer and belongs(s, t, v, k, cut) then
      local from, to = t.first[k], t.last[k]
      if from < first then first = from end
      if to > last then last = to end
    end
  end
  return behind_colon(s, first, v), last
end

-- ", he said" at the end of the words first … last hangs on a word far within.
local function without_speaker(s, t, first, last)
  local k = find(t.rel, "parataxis", first + 1, last)
  while k do
    if t.head[k] >= first and t.head[k] < k and SPEAKERS[t.lemma[k]]
      and t.last[k] >= last - 1 and s:mark(t.first[k] - 1) then
      return t.first[k] - 2
    end
    k = find(t.rel, "parataxis", k + 1, last)
  end
  return last
end

--- The clause of the verb (or what stands for one) at `v`, without the conjunction that opens it, and without the
--- words `cut` ({ first =, last =, head = }), which are another clause or phrase on it.
function extent.clause(s, v, cut)
  local t, parts = tree.of(s), {}
  local first, last = hull(s, t, v, cut)
  last = without_speaker(s, t, first, last)
  if not cut or cut.first > last or cut.last < first then
    add(parts, s, v, first, last)
    return parts
  end
  add(parts, s, v, first, cut.first - 1)
  if v > cut.last then add(parts, s, v, cut.last + 1, last) end
  return parts
end

--- "Second, because of C, only three men were jailed": the first word of the clause of the verb at `v`, which
--- begins at `first`, behind what leads it in.
function extent.behind_lead_in(s, v, first)
  local subject = tree.own_subject(s, v)
  local start = subject and subject < v and extent.phrase(s, subject)[1] or first
  local comma = find_last(s.words, ",", first, start - 1)
  return comma and comma + 1 or first
end

local RELATIVE = wordset.of [[which who whom whose where when]]
local CONTRAST = wordset.of [[while but]]
local REASONS = wordset.of [[because although though unless whereas]]

local TELLS_MORE = wordset.union(REASONS, wordset.of [[,]])

local SUBJECT = tree.subjects

-- Whether a verb behind the word `k` has its subject in the words first … k: what begins there is only put in.
local function is_put_in(s, first, k, last)
  local t = tree.of(s)
  local subject = find(t.rel, SUBJECT, first, k)
  while subject do
    local v = t.head[subject]
    if k < v and v <= last and tree.own_subject(t, v) == subject then return true end
    subject = find(t.rel, SUBJECT, subject + 1, k)
  end
  return false
end

-- Whether something else begins behind a comma at `k`: a relative clause, a participle, "while …".
local function begins_other(s, k)
  local lower, next = s.lowers[k], s.pos[k + 1]
  if lower == "but" and (next == "ADV" or next == "ADJ") then return false end
  if lower == "as" and tree.relation(s, k) == "mark" then return true end
  if RELATIVE[lower] or CONTRAST[lower] or s.tags[k] == "MD" then return true end
  return s.tags[k] == "VBG" and s.pos[k] == "VERB" and not EXAMPLES[s.lowers[k]]
end

-- Whether a clause at the word `k`, a comma or a conjunction, tells more of what stands before it from `first` on,
-- or of what came of it: ", which …", ", toppling …", "because …".
local function tells_more(s, first, k, last)
  local begins
  if s.words[k] == "," then
    begins = s:same_voice(first, k) and begins_other(s, k + 1)
  else
    begins = s.lowers[k + 1] ~= "of"
  end
  return begins and not is_put_in(s, first, k, last)
end

-- The last of the words first … last before what tells more.
local function minimal(s, first, last)
  local k = find(s.lowers, TELLS_MORE, first + 1, last - 1)
  while k and not tells_more(s, first, k, last) do
    k = find(s.lowers, TELLS_MORE, k + 1, last - 1)
  end
  return k and k - 1 or last
end

local FINITE = finite.tags

-- Whether the finite verb at `k` is that of the clause around the verb at `v`: its subject stands before that.
local function is_outer(s, v, k)
  local relation = tree.relation(s, v)
  if not FINITE[s.tags[k]] then return false end
  local subject = tree.own_subject(s, finite.governor(s, k))
  if subject then return subject < v end
  return relation == "acl:relcl" or relation == "acl"
end

--- The end of what the word at `v` governs, whose last word by the tree is `last`: where a finite verb follows, or
--- "that" with a clause, the tree broke off what belongs to it ("exporters who fear the dollar" and "will fall").
function extent.whole(s, v, last)
  local k = last + 1
  if k >= s.count or is_outer(s, v, k) then return last end
  local is_relative = s.tags[k] == "PRP" and FINITE[s.tags[k + 1]] and s.pos[last] == "NOUN" -- "the risk they felt"
  if not (is_relative or FINITE[s.tags[k]] or s.lowers[k] == "that" and s.tags[k] == "IN") then return last end
  while k < s.count and not s:mark(k + 1) and s.pos[k + 1] ~= "CCONJ" do
    k = k + 1
  end
  return k
end

-- "freight in the strait, and bread could become dearer": where another clause has lost its subject to the words
-- first … last, they end before it.
local function without_subject(s, first, last)
  if not FINITE[s.tags[last + 1]] then return extent.whole(s, first, last) end
  if is_outer(s, first, last + 1) then return last end
  local comma = find_last(s.words, ",", first + 1, last - 1)
  return comma and comma - 1 or extent.whole(s, first, last)
end

-- Where the phrase of `n` ends: before a comma with a clause or an explanation behind it.
local function phrase_end(s, t, n)
  local last = n
  for _, k in ipairs(tree.children(t, n)) do
    if k > n then
      local rel = t.rel[k]
      local first = s:mark(t.first[k]) and t.first[k] + 1 or t.first[k]
      local apart = s:mark(first - 1) and not EXAMPLES[s.lowers[first]]
      if rel == "parataxis" or LOOSE[rel] and apart then break end
      if rel ~= "punct" and rel ~= "cc" then last = t.last[k] end
    end
  end
  return last
end

--- The noun phrase of `n` (or the clause, where a clause stands for one), without its preposition.
function extent.phrase(s, n)
  local t = tree.of(s)
  local first = t.first[n]
  for _, k in ipairs(tree.children(t, n)) do
    if k < n and (t.rel[k] == "case" or t.rel[k] == "cc" or t.rel[k] == "mark" and s.tags[k] ~= "TO") then
      first = math.max(first, t.last[k] + 1)
    end
  end
  first = behind_colon(s, first, n)
  local last = minimal(s, first, without_speaker(s, t, first, phrase_end(s, t, n)))
  first, last = within_voice(s, n, first, last)
  first, last = trimmed(s, first, last)
  return { first, last }
end

--- The phrase of the subject at `n` of the verb at `v`, without the relative clause that the verb is in; nil where
--- nothing is left.
function extent.subject(s, n, v)
  local t, phrase = tree.of(s), extent.phrase(s, n)
  if n > v or phrase[2] < v then return phrase[2] >= phrase[1] and phrase or nil end
  local last = v - 1
  for _, k in ipairs(tree.children(t, n)) do
    if k > n and tree.within(t, v, k) then last = t.first[k] - 1 end
  end
  while last > n and s.lowers[last] ~= "so" and (s:mark(last) or wordclass.is_adverb(s.lowers[last])
    and t.head[last] == v) do
    last = last - 1
  end
  return last >= phrase[1] and { phrase[1], last } or nil
end

local NOMINAL = wordset.of [[NOUN PROPN]]

local JOINABLE = wordset.of [[DT PRP$ JJ NN NNS NNP NNPS CD]]
local VERB = wordset.union(finite.tags, wordset.of [[MD]])

--- The end of a phrase whose last word by the tree is `last`, with what "and" joins to it up to the next mark if
--- that holds no finite verb: the tree may have joined it to something else.
function extent.joined(s, last)
  if s.lowers[last + 1] ~= "and" or not JOINABLE[s.tags[last + 2]] then return last end
  local k = s:before_mark(last + 2)
  return find(s.tags, VERB, last + 2, k) and last or k
end

-- Whether something else than what the verb governs begins with its child `k`.
local function stops(s, t, k)
  local rel = t.rel[k]
  if rel == "conj" and NOMINAL[s.pos[k]] and not tree.own_subject(t, k) and not s:mark(t.first[k]) then
    return false
  end
  if STOPS[rel] then return rel ~= "punct" end
  if rel == "advcl" or rel == "advcl:relcl" then
    return s:mark(t.first[k] - 1) or OPENERS[s.lowers[t.first[k]]] ~= nil
  end
  return false
end

-- "hurt trade and cost jobs": the last verb that is joined to `v`, in the same form and without a subject of its
-- own.
local function last_joined(s, t, v)
  local found = nil
  for _, k in ipairs(tree.children(t, v)) do
    if k > v and t.rel[k] == "conj" and s.tags[k] == s.tags[v] and not tree.own_subject(t, k)
      and s.lowers[t.first[k]] == "and" then
      found = k
    end
  end
  return found
end

--- The verb at `v` or the last of those that are joined to it with "and", have its form and no subject.
function extent.last_verb(s, v)
  local t = tree.of(s)
  return last_joined(s, t, v) or v
end

local COORDINATOR = wordset.of [[and or]]
local OPENS_CLAUSE = wordclass.asking

--- "losses to farmers and threaten disaster": before a verb that "and" joins to the one at `v`, as the words tell.
function extent.before_joined(s, v, last)
  local k = find(s.lowers, COORDINATOR, v + 1, last)
  while k do
    local noun = nounphrase.after(s, k + 1, false)
    local verb = noun and noun < last and noun + 1 or k + 1
    if FINITE[s.tags[verb]] and s.pos[verb] ~= "NOUN" then
      local within = find(s.tags, OPENS_CLAUSE, v + 1, k) or find(s.lowers, "that", v + 1, k)
        or find(s.tags, FINITE, v + 1, k)
      return within and last or k - 1
    end
    k = find(s.lowers, COORDINATOR, k + 1, last)
  end
  return last
end

local COLONS = wordset.of [[; :]]

--- The last word of what the verb at `v` governs: before what is joined to it, and before a clause of its own.
function extent.governed_end(s, v)
  local t = tree.of(s)
  local last = v
  for _, k in ipairs(tree.children(t, v)) do
    if k > v then
      if stops(s, t, k) then break end
      if t.rel[k] ~= "punct" then last = t.last[k] end
    end
  end
  last = minimal(s, v, without_subject(s, v, without_speaker(s, t, v, last)))
  local _, stop = within_voice(s, v, v, last)
  local mark = find(s.words, COLONS, v + 1, stop)
  while mark and s.words[mark] == ":" and s.stops[mark] == s.starts[mark + 1] do
    mark = find(s.words, COLONS, mark + 1, stop)
  end
  return (clause.trim(s, v, extent.before_joined(s, v, mark and mark - 1 or stop)))
end

return extent
