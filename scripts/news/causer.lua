--- What brings about what a verb says: its subject, what a relative pronoun stands for, or the clause that a
--- participle goes on with. Each is { first, last } or a list of such, with the head where that is a noun.
local agents = require "agents"
local causation = require "causation"
local events = require "events"
local extent = require "extent"
local finite = require "finite"
local nounphrase = require "nounphrase"
local subordinate = require "subordinate"
local tree = require "tree"
local verbgroup = require "verbgroup"
local wordset = require "wordset"

local causer = {}

local AUXILIARY = wordset.of [[aux]]
local COPULA = wordset.of [[cop]]
local SUBJECT = wordset.of [[nsubj nsubj:pass csubj csubj:pass]]
local RELATIVE = wordset.of [[which that who]]
local FINITE = wordset.of [[VBD VBZ VBP]]
-- Conjunctions that are prepositions, too.
local OPENERS = wordset.of [[as since before after until]]
-- Words behind which an infinitive is what happens, and no aim.
local RAISING = wordset.of [[likely unlikely expect threaten appear seem continue begin start tend help go set bind
  come prove serve manage fail power potential able ability sure certain enough cease risk due poise combine
  conspire]]
-- Verbs behind which a participle is no other event.
local GOES_ON = wordset.of [[keep start begin continue risk end]]
-- What is no subject, whatever the tree says.
local NEVER = wordset.of [[ADP SCONJ CCONJ PART PUNCT INTJ]]
local NOMINAL = wordset.of [[NOUN PROPN NUM]]
-- "Heavy rain last winter led to": no subject by themselves.
local TIMES = wordset.of [[day night week weekend month year winter spring summer autumn season quarter today
  yesterday morning evening monday tuesday wednesday thursday friday saturday sunday]]
-- How what is no cause itself hangs on what may be one: "the fire in Kent, which".
local INSIDE = wordset.of [[nmod nmod:poss nmod:unmarked nmod:desc flat compound appos conj nummod]]
-- A gerund that is a subject is looked for so many words before the verb.
local FARTHEST = 12
-- What words spark, and not what they say: "said it would close, prompting protests".
local REACTIONS = wordset.of [[prompt spark provoke trigger draw stir]]
local CLAUSE = wordset.of [[root ccomp advcl conj parataxis acl:relcl csubj]]

--- Whether an infinitive behind the word `lemma` is what happens, and no aim.
function causer.raises(lemma)
  return RAISING[lemma] ~= nil
end

--- Whether the verb at `v` stands behind a mark: it goes on with the clause before.
function causer.is_apart(s, t, v)
  return s:mark(t.first[v]) or s:mark(t.first[v] - 1)
end

--- Whether the noun at `n` is a person, or what persons form: it acts, and does not happen.
function causer.is_agent(s, n)
  local t = tree.of(s)
  local word = s.words[n]
  if s.pos[n] == "PROPN" or #word > 1 and #word < 7 and word == word:upper() and word ~= word:lower() then
    return s.tags[n - 1] ~= "POS" and t.rel[n] ~= "nmod"
  end
  return agents[t.lemma[n]] or agents[s.lowers[n]] or false
end

-- Whether the clause of the verb at `v` tells more of a noun with no comma before it: what stands behind a comma
-- goes on with the clause around it.
local function is_restrictive(s, t, v)
  local modifies = t.rel[v] == "acl:relcl" or t.rel[v] == "acl"
  return modifies and not s:mark(t.first[v]) and not s:mark(t.first[v] - 1)
end

-- The verb whose clause goes on at the word `v`; nil where none stands before it.
local function clause_verb(s, t, v)
  local head = t.head[v]
  while head > 0 and ((head > v or s.pos[head] ~= "VERB" and s.pos[head] ~= "AUX") and not CLAUSE[t.rel[head]]
      or t.rel[head] == "xcomp" or t.rel[head] == "conj" and not tree.own_subject(t, head)
      or s.tags[head] == "VBG" and s.tags[t.first[head]] == "IN" or is_restrictive(s, t, head)) do
    head = t.head[head]
  end
  return head > 0 and head < v and head or nil
end

--- The verb of the clause that the participle at `v` tells the result of ("…, forcing the port to close"), and of
--- what is said there; nil where there is none.
function causer.going_on(s, v)
  local t = tree.of(s)
  local head = clause_verb(s, t, v)
  return head and (REACTIONS[t.lemma[v]] and head or subordinate.reported(t, head, v))
end

-- The clause that the participle at `v` tells the result of.
local function clause_of_participle(s, t, v)
  local head = causer.going_on(s, v)
  if not head then return nil end
  local parts = extent.clause(s, head, { first = t.first[v], last = t.last[v], head = v })
  local last = parts[#parts]
  if not last or last[2] >= v or last[2] - parts[1][1] < 2 then return nil end
  if t.rel[head] == "conj" and tree.own_subject(t, head) and s.lowers[parts[1][1]] == "and" then
    local before = extent.clause(s, t.head[head])[1]
    if before and before[1] < parts[1][1] then parts[1][1] = before[1] end
  end
  return parts
end

--- Whether the noun at `n` is a day, a season or the like.
function causer.is_time(t, n)
  return TIMES[t.lemma[n]] ~= nil
end

-- Whether the noun at `k` is no event by itself: a name, a number, a time.
local function is_bare(s, t, k)
  return s.pos[k] == "PROPN" or s.pos[k] == "NUM" or TIMES[t.lemma[k]] or false
end

-- The word that the relative clause of the verb at `v` hangs on, whose pronoun stands at `n`: the noun before that,
-- where the tree has none.
local function noun_before(s, t, n, v)
  local k = t.head[v]
  if (t.rel[v] == "acl:relcl" or t.rel[v] == "advcl:relcl") and k < n then return k end
  k = n - 1
  while k > 1 and (s:mark(k) or s.pos[k] == "ADP") do
    k = k - 1
  end
  return k
end

-- Whether the noun at `k` has not the number of the finite verb at `v`: "from 65 unions, which causes a loss".
local function disagrees(s, k, v)
  local tag, verb = s.tags[k], s.tags[finite.of(s, v)]
  local plural = tag == "NNS" or tag == "NNPS"
  return verb == "VBZ" and plural or verb == "VBP" and not plural and tag ~= "CD"
end

local PARTS = wordset.of [[part most some one all much piece series number lot set wave round type kind form sort]]

-- Whether the noun at `k`, or what it is a part of, happens.
local function names_event(s, t, k)
  local whole = PARTS[t.lemma[k]] and s.lowers[k + 1] == "of" and tree.child(t, k, { nmod = true })
  return events.has(t.lemma[whole or k])
end

-- The clause before the relative pronoun at `n`, behind a comma: the verb at `v` says what comes of all of it.
local function clause_before(s, t, n, v, k)
  local verb = s.pos[k] == "VERB" and not is_restrictive(s, t, k) and k or clause_verb(s, t, k)
  verb = verb and subordinate.reported(t, verb, n)
  local parts = verb and extent.clause(s, verb, { first = n, last = t.last[v], head = v })
  return parts and #parts > 0 and parts[#parts][2] < n and parts or nil
end

-- "it is the lack of rain that": the noun that the pronoun of a cleft stands for, above the one at `k`; else that.
local function of_cleft(s, t, k)
  local above = k
  while above > 0 and INSIDE[t.rel[above]] do
    above = t.head[above]
  end
  local subject = above > 0 and tree.child(t, above, COPULA) and tree.own_subject(t, above)
  return subject and s.lowers[subject] == "it" and above or k
end

-- "…, which could hurt": what stands before the pronoun at `n`, and its head; the clause before it, where no noun
-- there can be the cause, unless a noun is wanted (`nominal`).
local function antecedent(s, t, n, v, nominal)
  while t.rel[v] == "conj" or t.rel[v] == "xcomp" do
    v = t.head[v]
  end
  local k, apart = noun_before(s, t, n, v), s.words[n - 1] == ","
  while k > 0 do
    local beside = t.rel[k] == "nmod" and not names_event(s, t, k) and names_event(s, t, t.head[k])
    if (beside or is_bare(s, t, k) or disagrees(s, k, v)) and INSIDE[t.rel[k]] then
      k = t.head[k]
    elseif t.rel[k] == "obl:agent" and t.rel[t.head[k]] == "acl" then
      k = t.head[t.head[k]] -- "a drive led by the army that has caused E"
    else
      break
    end
  end
  if k < 1 then return nil end
  k = of_cleft(s, t, k)
  local happens = names_event(s, t, k) and t.lemma[v] ~= "mean" and not disagrees(s, k, v)
  if apart and s.lowers[n] == "which" and not (happens or nominal) then
    local parts = clause_before(s, t, n, v, k)
    if parts then return parts, nil end
  end
  if not NOMINAL[s.pos[k]] then return nil end
  local last = n - 1
  while last > k and (s:mark(last) or s.pos[last] == "ADP") do
    last = last - 1
  end
  local copula = tree.child(t, k, COPULA)
  local first = extent.phrase(s, k)[1]
  -- "it is the rain that led to the flood"
  return { copula and copula < k and math.max(first, copula + 1) or first, last }, k
end

-- Whether a clause may begin at `first`: nothing stands before it that governs it.
local function may_begin(s, t, first)
  local before = s.pos[first - 1]
  return first == 1 or s:mark(first - 1) or before == "CCONJ" or before == "SCONJ" or extent.speaks(t, first - 1)
    or OPENERS[s.lowers[first - 1]] or false
end

-- "Curbing imports to protect farmers would hurt": the gerund with which the clause begins whose verb stands behind
-- `last`; nil where it begins with something else.
local function gerund_before(s, t, last)
  for k = last, math.max(1, last - FARTHEST), -1 do
    if FINITE[s.tags[k]] or s.tags[k] == "MD" or s:mark(k) then return nil end
    if s.tags[k] == "VBG" and s.pos[k] == "VERB" and may_begin(s, t, k) then return { k, last } end
  end
  return nil
end

-- What stands before a finite verb for which the tree has no subject.
local function subject_before(s, t, v)
  if not (FINITE[s.tags[v]] or causation.modal(s, v)) then return nil end
  local before = verbgroup.at(s, v).first
  local first, last = nounphrase.before(s, before)
  if not first or TIMES[t.lemma[last]] and first > last - 2 then return nil end
  if last < before - 1 and not s:mark(last + 1) then return nil end
  if may_begin(s, t, first) then return { first, last }, last end
  return gerund_before(s, t, before - 1), nil
end

-- The subject of the verb at `v`: of two of its own the nearer ("the orders the bank will allow"); a relative
-- pronoun, where it has one, and not what that stands for.
local function subject_of(s, t, v)
  local nearest
  for _, k in ipairs(tree.children(t, v)) do
    if SUBJECT[t.rel[k]] and k < v and s.pos[k] ~= "NUM" then nearest = k end
  end
  if nearest and RELATIVE[s.lowers[nearest]] then return nearest end
  local noun = tree.subject(t, v)
  return noun and nearest and noun < nearest and t.head[noun] == v and nearest or noun
end

-- Whether the phrase that begins at `first` is no subject, whatever the tree says: a preposition or a participle
-- governs it.
local function is_governed(s, t, first)
  local before, tag = first - 1, s.tags[first - 1]
  return s.pos[before] == "ADP" or (tag == "VBG" or tag == "VB") and s.pos[before] == "VERB"
    and not extent.speaks(t, before)
end

-- Whether only a comma parts the noun at `n` from its verb at `v`: the end of an insertion was taken for it.
local function is_cut_off(s, t, n, v)
  local comma = verbgroup.at(s, v).first - 1
  return s.words[comma] == "," and t.head[n] == v and t.last[n] >= comma - 1
    and not lists.find(s.words, ",", t.first[n], comma - 1)
end

local JOINS = wordset.of [[cc]]

-- Whether the verb at `v` hangs by mistake on one before it whose subject it would share: nothing joins the two.
local function is_unjoined(s, t, v)
  if t.rel[v] ~= "conj" or tree.own_subject(t, v) or tree.child(t, v, JOINS) then return false end
  local first = verbgroup.at(s, v).first
  return not (s:mark(first - 1) or s.pos[first - 1] == "CCONJ")
end

-- Whether the verb at `v`, if it is a base form, says what happens, and no aim: behind a modal verb or "help", or
-- behind "likely to"; not "sent police to catch and kill".
local function happens(s, t, v)
  if s.tags[v] ~= "VB" and s.lowers[v - 1] ~= "to" then return true end
  local top = v
  while t.rel[top] == "conj" and not tree.child(t, top, AUXILIARY) do
    top = t.head[top]
  end
  if s.lowers[top - 1] == "to" then return t.rel[top] == "xcomp" and RAISING[t.lemma[t.head[top]]] or false end
  return top == v or s.tags[top] == "VB" or s.tags[v] ~= "VB"
end

-- Whether the participle at `v` has no subject to be told.
local function is_free(s, t, v)
  local rel, first = t.rel[v], v
  while t.rel[first] == "conj" and s.tags[t.head[first]] == "VBG" do
    first = t.head[first]
  end
  if s.tags[first - 1] == "IN" then return true end
  if rel == "conj" and (s.tags[t.head[v]] == "VB" or NOMINAL[s.pos[t.head[v]]]) then return true end
  return rel ~= "acl" and rel ~= "conj" and not (rel == "xcomp" and GOES_ON[t.lemma[t.head[v]]])
    and not tree.own_subject(t, v)
end

-- "its poverty and indigence rates", "Lee's help": the words of a subject, with what the tree took off before it.
local function with_joined(s, v, words)
  local joined = s.pos[words[1] - 1] == "CCONJ" and NOMINAL[s.pos[words[1] - 2]]
  if not joined and s.tags[words[1] - 1] ~= "POS" then return words end
  local first, last = nounphrase.before(s, verbgroup.at(s, v).first)
  return first and first < words[1] and last == words[2] and { first, last } or words
end

--- Whether the verb at `v` is a participle that tells what came of the clause before it: "…, forcing E".
function causer.trails(s, v)
  local t = tree.of(s)
  local rel = t.rel[v]
  local joined = rel == "conj" and s.words[v - 1] == "," and FINITE[s.tags[t.head[v]]]
  local hangs = joined or rel == "advcl" or rel == "acl"
  return s.tags[v] == "VBG" and hangs and s.lowers[v - 1] ~= "including" and s.tags[v - 1] ~= "IN"
    and causer.is_apart(s, t, v) and not tree.child(t, v, AUXILIARY) and not tree.own_subject(t, v)
end

--- Who or what does what the verb at `v` says: the words, and the head where that is a noun; nil where that cannot
--- be told.
function causer.of(s, v)
  local t = tree.of(s)
  local rel = t.rel[v]
  if s.tags[v] == "VBG" and s.tags[v - 1] == "IN" then return nil end
  if causer.trails(s, v) then return clause_of_participle(s, t, v), nil end
  if s.tags[v] == "VBG" and not tree.child(t, v, AUXILIARY) and is_free(s, t, v) then return nil end
  if not happens(s, t, v) then return nil end
  local n = subject_of(s, t, v)
  if not n or is_unjoined(s, t, v) or is_cut_off(s, t, n, v) then return subject_before(s, t, v) end
  if n == v or n > v or NEVER[s.pos[n]] then return nil end
  -- "which they said would ruin it": the tree took the insertion for who does it
  if FINITE[s.tags[n]] and tree.own_subject(t, n) then return nil end
  if s.lowers[n] == "what" then return nil end
  if RELATIVE[s.lowers[n]] and s.tags[n] ~= "DT" then return antecedent(s, t, n, v) end
  if TIMES[t.lemma[n]] then return subject_before(s, t, v) end
  local words = extent.subject(s, n, v)
  if not words or t.rel[words[1]] == "case" then return nil end
  if is_governed(s, t, words[1]) and rel ~= "acl" and rel ~= "acl:relcl" then return nil end
  if s.pos[words[1] - 1] == "VERB" and FINITE[s.tags[finite.of(s, v)]] and not extent.speaks(t, words[1] - 1) then
    -- "hit thousands and aid has helped": what stands before "and" belongs to the verb before
    local joint = lists.find(s.lowers, "and", words[1], words[2])
    words[1] = joint and joint < words[2] and joint + 1 or words[1]
  end
  return with_joined(s, v, words), n
end

--- What the relative pronoun that is the subject of the verb at `v`, at `n`, stands for, as words; nil where that
--- cannot be told.
function causer.stands_for(s, n, v)
  return RELATIVE[s.lowers[n]] and s.tags[n] ~= "DT" and antecedent(s, tree.of(s), n, v, true) or nil
end

return causer
