--- A clause that a conjunction opens ("if C", "because C"), or a phrase with a preposition, and the clause that it
--- belongs to. Where the two meet is told by marks and finite verbs (module boundary), how far the other clause
--- reaches back by the tree.
local boundary = require "boundary"
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
-- "threatened to strike unless C": the strike is what the condition is for.
local VOWS = wordset.of [[threaten vow promise pledge]]
local COPULA = wordset.of [[cop]]
local EXPLETIVE = wordset.of [[expl nsubj]]
local LEADS_IN = wordset.of [[and but or so that because though although while then yet whereas plus]]
local OPENING = wordset.of [[“ " ‘ ( : ; — – -- - [ … ... ' `` , ? ! .]]
local NOMINAL, LEADING = boundary.nominal, boundary.leading
local AUXILIARY = wordset.of [[aux]]
local REPORTED = wordset.of [[ccomp]]

-- Whether the conjunction at `i` may lead: nothing of the other clause stands right before it.
local function may_lead(s, i)
  if i == 1 or OPENING[s.words[i - 1]] or LEADS_IN[s.lowers[i - 1]] then return true end
  local t = tree.of(s)
  if extent.speaks(t, i - 1) and s.tags[i - 1] ~= "NN" then return true end
  local first = boundary.first(s, i)
  return i - first <= 6 and s.tags[first] ~= "VBG" and not boundary.is_finite(s, first, i - 1)
end

-- Behind a comma the other clause may have been before it: "E, if C, and so on".
local function stands_apart(s, i)
  if s:lower(i - 1) ~= "," or LEADS_IN[s:lower(i - 2)] or extent.speaks(tree.of(s), i - 2) then return true end
  return not boundary.is_finite(s, boundary.first(s, i - 2), i - 2)
end

local function leading(s, j, comma, start)
  local first = start
  if comma then
    first = boundary.behind_speaker(s, comma + 1)
    if s:lower(first) == "then" then first = first + 1 end
    first = boundary.behind_report(s, first, s.count)
  end
  if first > s.count then return nil end
  local last, trimmed = boundary.trim(s, first, boundary.main_end(s, first))
  local cause_last, cause_first = boundary.trim(s, boundary.behind_insertion(s, j + 1), start - 1)
  cause_last = boundary.before_relative(s, cause_first, cause_last)
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
    if boundary.is_finite(s, part[1], part[2]) then return last[2] >= i - 4 end
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
    local start = boundary.first(s, first[1])
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
        parts[1][1] = boundary.behind_report(s, parts[1][1], parts[1][2])
      end
      if parts and (is_clause(s, parts, i, place) or vowed and #parts > 0) then
        if not looks or vowed or s:any(parts, boundary.modal) then return parts, place end
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
  if part then part[2] = boundary.before_speaker(s, part[1], part[2]) end
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
    local comma = boundary.comma_behind(s, first + 1)
    if comma and comma < last - 1 then first = s:lower(comma + 1) == "then" and comma + 2 or comma + 1 end
  end
  local verb = find(s.tags, FINITE, first, last)
  if verb and not find(s.tags, SUBJECT_TAGS, first, verb) or s.pos[first] == "ADP" and s:mark((verb or 0) - 1) then
    local start = boundary.first(s, first)
    if start < first and not boundary.is_finite(s, start, first - 1) then return start end
  end
  return first
end

local function trailing(s, i, j, c, looks)
  local start = boundary.behind_insertion(s, j + 1)
  local last = boundary.clause_end(s, start, c)
  if last < start then return nil end
  local parts, v = participial(s, i, j, c, last)
  if not parts then parts, v = clause_before(s, i, j, c, last, looks) end
  if parts and v then parts = with_judgement(s, parts, v) end
  if not parts then
    local stop, first = boundary.trim(s, boundary.first(s, i), i - 1)
    if stop <= first or stop >= i then return nil end
    parts = { { boundary.behind_report(s, first, stop), stop } }
  end
  if parts[1][1] < i then parts[1][1] = clause_start(s, parts[1][1], parts[1][2]) end
  return { start, last }, parts, false, v
end

--- The reported clause of the verb at `v`, when it stands before the word `before`; else `v`.
subordinate.reported = reported

--- The parts of the clause of the verb at `v` before the words of `cut` ({ first =, last =, head = }).
function subordinate.clause(s, v, cut)
  return parts_before(s, tree.of(s), v, cut)
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
  local first = boundary.behind_report(s, boundary.first(s, i - 2), s.count)
  if first >= i - 1 or boundary.is_finite(s, first, i - 2) or s.pos[i - 2] == "ADV" then return nil end
  for k = j + 2, s.count - 1 do
    if s.words[k] == "," then
      if not FINITE[s.tags[k + 1]] then return nil end
      return { j + 1, k - 1 }, { { first, i - 2 }, { k + 1, boundary.main_end(s, k + 1) } }, false, nil
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
    local comma, modal = boundary.comma_behind(s, j + 1)
    local bare = not modal and boundary.without_comma(s, j + 1)
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
  local k = s:before_mark(last + 1)
  return find(s.pos, VERBAL, last + 1, k) and last or k
end

local function phrase_end(s, t, n, i, j)
  local last = math.max(extent.phrase(s, n)[2], j + 1)
  if t.rel[n] == "advcl" or t.rel[n] == "acl" then last = boundary.clause_end(s, j + 1, n) end
  if s:lower(last + 1) == "," and EXAMPLES[s:lower(last + 2)] then
    last = last + 2
    while last < s.count and not s:mark(last + 1) do
      last = last + 1
    end
  end
  last = with_place(s, extent.joined(s, extent.whole(s, i, last)))
  return boundary.before_speaker(s, j + 1, last)
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
    local comma = boundary.comma_behind_phrase(s, j + 1)
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
    return cause, { { extent.phrase(s, t.head[head])[1], (boundary.trim(s, head, i - 1)) } }, false, head
  end
  if nominal and t.rel[n] == "nmod" and head > 0 and head < i and stands_alone(s, t, i, head) then
    local first, last = extent.phrase(s, head)[1], i - 1
    return cause, { { first, (boundary.trim(s, first, last)) } }, false, head
  end
  local parts, v = clause_before(s, i, j, n, cause[2], looks)
  if parts and looks and v ~= head and not tree.within_clause(t, head, v) then return nil end
  if parts then
    if parts[1][1] < i then parts[1][1] = clause_start(s, parts[1][1], parts[1][2]) end
    return cause, parts, false, v
  end
  local stop, first = boundary.trim(s, boundary.first(s, i), i - 1)
  if stop <= first or stop >= i then return nil end
  return cause, { { boundary.behind_report(s, first, stop), stop } }, false, nil
end

return subordinate