--- Verbs of causing, letting and preventing: "C led to E", "E was caused by C", "…, forcing E", and verbs of
--- change: "C could hurt E".
require "cues_consequence"
local agents = require "agents"
local causation = require "causation"
local extent = require "extent"
local nounphrase = require "nounphrase"
local sentence = require "sentence"
local subordinate = require "subordinate"
local tree = require "tree"
local verbgroup = require "verbgroup"
local wordset = require "wordset"

local AGENT = wordset.of [[obl:agent]]
local OBLIQUE = wordset.of [[obl nmod]]
local GOVERNED = wordset.of [[obj ccomp xcomp obl obl:unmarked iobj nsubj csubj advmod nmod]]
local OBJECT = wordset.of [[obj ccomp xcomp iobj]]
local SMALL_CLAUSE = wordset.of [[obj nsubj ccomp xcomp]]
local STATE = wordset.of [[xcomp obl advmod ccomp advcl obl:unmarked]]
local PASSIVE = wordset.of [[aux:pass nsubj:pass]]
local RELATIVE = wordset.of [[which that who]]
local FINITE = wordset.of [[VBD VBZ VBP]]
-- Words behind which an infinitive is what happens, and no aim.
local RAISING = wordset.of [[likely unlikely expect threaten appear seem continue begin start tend help go set bind
  come prove serve manage fail power potential able ability sure certain enough cease risk due poise combine
  conspire]]
-- Verbs behind which a participle is no other event.
local GOES_ON = wordset.of [[keep start begin continue risk end]]
local PREVENTS = wordset.of [[obj iobj]]
-- What is no subject, whatever the tree says.
local NEVER = wordset.of [[ADP SCONJ CCONJ PART PUNCT INTJ]]
local MEASURES = wordset.of [[percent pct cent percentage point]]
local NOTHING = wordset.of [[nothing anything something it what much little lot more business]]

-- "Heavy rain last winter led to": no subject by themselves.
local TIMES = wordset.of [[day night week weekend month year winter spring summer autumn season quarter today
  yesterday morning evening monday tuesday wednesday thursday friday saturday sunday]]

local function is_apart(s, t, v)
  return s:mark(t.first[v]) or s:mark(t.first[v] - 1)
end

-- Whether the noun at `n` is a person, or what persons form: it acts, and does not happen.
local function is_agent(s, t, n)
  if s.pos[n] == "PROPN" then return s.tags[n - 1] ~= "POS" and t.rel[n] ~= "nmod" end
  return agents[t.lemma[n]] or agents[s.lowers[n]] or false
end

local function by_phrase(s, t, v)
  for _, k in ipairs(tree.children(t, v)) do
    if k > v and (AGENT[t.rel[k]] or OBLIQUE[t.rel[k]] and s.lowers[t.first[k]] == "by") then return k end
  end
  return nil
end

local function is_passive(t, v)
  return tree.child(t, v, PASSIVE) ~= nil
end

local CLAUSE = wordset.of [[root ccomp advcl conj parataxis acl:relcl csubj]]

-- What words spark, and not what they say: "said it would close, prompting protests".
local REACTIONS = wordset.of [[prompt spark provoke trigger draw stir]]

-- The verb of the clause that the participle at `v` says the result of ("…, forcing the port to close"), nil where
-- it is none.
local function verb_of_participle(s, t, v)
  local head = t.head[v]
  while head > 0 and ((head > v or s.pos[head] ~= "VERB" and s.pos[head] ~= "AUX") and not CLAUSE[t.rel[head]]
      or t.rel[head] == "xcomp" or t.rel[head] == "conj" and not tree.own_subject(t, head)) do
    head = t.head[head]
  end
  if head == 0 or head > v then return nil end
  return REACTIONS[t.lemma[v]] and head or subordinate.reported(t, head, v)
end

local function clause_of_participle(s, t, v)
  local head = verb_of_participle(s, t, v)
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

-- "…, which could hurt": what stands before the pronoun at `n`, and its head.
local function antecedent(s, t, n)
  local k = n - 1
  while k > 1 and (s:mark(k) or s.pos[k] == "ADP") do
    k = k - 1
  end
  while k > 0 and t.head[k] > 0 and t.head[k] < n and tree.within(t, n - 1, t.head[k])
    and (s.pos[t.head[k]] == "NOUN" or s.pos[t.head[k]] == "PROPN") do
    k = t.head[k]
  end
  if k < 1 or not (s.pos[k] == "NOUN" or s.pos[k] == "PROPN") then return nil end
  local first = extent.phrase(s, k)[1]
  local last = n - 1
  while last > k and s:mark(last) do
    last = last - 1
  end
  return { first, last }, k
end

-- What stands before a finite verb for which the tree has no subject.
local function subject_before(s, v)
  if not (FINITE[s.tags[v]] or causation.modal(s, v)) then return nil end
  local first, last = nounphrase.before(s, verbgroup.at(s, v).first)
  if not first or TIMES[tree.of(s).lemma[last]] and first > last - 2 then return nil end
  return { first, last }, last
end

local AUXILIARY = wordset.of [[aux]]

-- Whether the verb at `v` is a participle that tells what came of the clause before it: "…, forcing E".
local function trails(s, t, v)
  return s.tags[v] == "VBG" and not tree.child(t, v, AUXILIARY) and (t.rel[v] == "advcl" or t.rel[v] == "acl")
    and s.pos[v - 1] ~= "ADP" and is_apart(s, t, v)
end

-- Who or what does what the verb at `v` says: the words, and the head where that is a noun.
local function doer(s, t, v)
  local rel = t.rel[v]
  if trails(s, t, v) then return clause_of_participle(s, t, v), nil end
  if s.tags[v] == "VBG" and not tree.child(t, v, AUXILIARY) then
    if s.pos[v - 1] == "ADP" then return nil end
    if rel ~= "acl" and rel ~= "conj" and not (rel == "xcomp" and GOES_ON[t.lemma[t.head[v]]]) then return nil end
  end
  if s.lowers[v - 1] == "to" and not (rel == "xcomp" and RAISING[t.lemma[t.head[v]]] or rel == "conj") then
    return nil
  end
  local n = tree.subject(t, v)
  if not n then return subject_before(s, v) end
  if n == v or n > v or NEVER[s.pos[n]] then return nil end
  -- "which they said would ruin it": the tree took the insertion for who does it
  if FINITE[s.tags[n]] and tree.own_subject(t, n) then return nil end
  if s.lowers[n] == "what" then return nil end
  if RELATIVE[s.lowers[n]] and s.tags[n] ~= "DT" then return antecedent(s, t, n) end
  if TIMES[t.lemma[n]] then return subject_before(s, v) end
  return extent.subject(s, n, v), n
end

-- The words behind `j` that the verb at `v` governs, if something of `kinds` is among them.
local function governed(s, t, v, j, kinds)
  local last = extent.governed_end(s, v)
  local has = false
  for _, k in ipairs(tree.children(t, v)) do
    if k > j and k <= last and kinds[t.rel[k]] then has = true end
  end
  for link = v + 1, j do
    for _, k in ipairs(tree.children(t, link)) do
      has = has or k > j
    end
    if t.head[link] > j then has = true end
    last = math.max(last, (extent.governed_end(s, link)))
  end
  if not has or last <= j or s:mark(j + 1) then return nil end
  return { j + 1, last }
end

local EFFECTS = {}

function EFFECTS.object(s, t, v, j, entry)
  local found = governed(s, t, v, j, entry.relation == "prevent" and PREVENTS or OBJECT)
  if found and t.lemma[v] == "mean"
    and (s.tags[v] == "VBN" or NOTHING[s.lowers[v + 1]] or causation.is_negated(s, v)) then
    return nil
  end
  return found
end

-- "ended in Washington on Friday" says where, not what came of it.
function EFFECTS.link(s, t, v, j)
  local found = governed(s, t, v, j, GOVERNED)
  if found and t.lemma[v] == "end" and (s.pos[j + 1] == "PROPN" or s.pos[j + 1] == "NUM") then return nil end
  return found
end

function EFFECTS.infinitive(s, t, v, j)
  local found = governed(s, t, v, j, OBJECT)
  if not found then return nil end
  for k = found[1] + 1, found[2] do
    local above = s.tags[k] == "TO" and t.head[t.head[k]]
    if above and (above == v or t.head[above] == v) then return found end
  end
  return nil
end

function EFFECTS.result(s, t, v, j)
  if s.lowers[v + 1] == "it" then return nil end
  local found = governed(s, t, v, j, SMALL_CLAUSE)
  if not found or s.tags[v] == "VBG" and is_apart(s, t, v) then return found end
  for k = v + 2, found[2] do
    local tag, pos = s.tags[k], s.pos[k]
    local state = STATE[t.rel[k]] and (pos == "ADJ" or pos == "VERB" or pos == "ADV")
    local last = k == found[2] and (tag == "JJ" or tag == "VBN")
    if (state or last or tag == "JJR" or tag == "RBR") and s.lowers[k - 1] ~= "to" then return found end
  end
  return nil
end

-- "keep the crowd from entering": an object, and "from" behind it.
function EFFECTS.from(s, t, v, j)
  local found = governed(s, t, v, j, PREVENTS)
  for k = v + 2, found and found[2] or 0 do
    if s.lowers[k] == "from" then return found end
  end
  return nil
end

-- Verbs of change, by the place where they begin, that are part of the effect of one before.
local covered = {}

function EFFECTS.change(s, t, v, j)
  if s.tags[v] == "VBG" and t.rel[v] == "acl" and not is_apart(s, t, v) then return nil end
  local object = tree.child(t, v, PREVENTS)
  if object and (MEASURES[t.lemma[object]] or s.pos[object] == "NUM") then return nil end
  local last = extent.last_verb(s, v)
  local found = governed(s, t, v, j, PREVENTS)
  if last == v then return found end
  found = found or governed(s, t, last, last, PREVENTS)
  if not found then return nil end
  for k = v + 1, last do
    if t.rel[k] == "conj" then covered[s.starts[k]] = true end
  end
  return { v, math.max(found[2], extent.governed_end(s, last)) }
end

-- "The road was damaged by floods": of verbs of change the effect is all that stands before the cause.
local function changed(s, t, v, agent)
  if t.rel[v] == "acl" or not tree.own_subject(t, v) then return nil end
  local parts = extent.clause(s, v, { first = t.first[agent], last = t.last[agent], head = agent })
  return #parts > 0 and parts[1][2] >= v and parts or nil
end

local NO_PASSIVE = wordset.of [[infinitive result from]]

local function passive(s, t, v, j, entry)
  local agent = by_phrase(s, t, v)
  local n = tree.subject(t, v)
  if not (agent and n and n < v) or NO_PASSIVE[entry.effect] or t.lemma[v] == "mean" then return nil end
  if entry.agent ~= "yes" and is_agent(s, t, agent) then return nil end
  local effect
  if entry.effect == "change" then
    effect = changed(s, t, v, agent)
  else
    effect = extent.subject(s, n, v)
  end
  if not effect then return nil end
  local cause = extent.phrase(s, agent)
  if s.lowers[cause[1]] == "by" then cause[1] = cause[1] + 1 end
  local with = entry.effect ~= "change" and s.lowers[v + 1] == "by" and v + 1 or v
  return cause, effect, { v, with }
end

-- "E results from C", "E is blamed on C".
local function effect_first(s, t, v, j, entry)
  local n = tree.subject(t, v)
  local effect = n and n < v and extent.subject(s, n, v)
  local cause = effect and governed(s, t, v, j, GOVERNED)
  if not cause then return nil end
  local head = t.head[j] > j and t.head[j] or j + 1
  if entry.effect == "participle" and is_agent(s, t, head) then return nil end
  return cause, effect, { v, j }
end

-- "Akin prompted outrage with his response": what the person did it with or by is the cause.
local function means(s, t, v, effect)
  for _, k in ipairs(tree.children(t, v)) do
    local first = t.first[k]
    local case = s.lowers[first]
    if k > v and OBLIQUE[t.rel[k]] and (case == "with" or case == "by") and first > effect[1] then
      return extent.phrase(s, k), { effect[1], first - 1 }
    end
  end
  return nil
end

-- "If C, it would create E": the connective's record says so already.
local function is_echo(s, n)
  if not (n and (s.lowers[n] == "it" or s.lowers[n] == "that" or s.lowers[n] == "this")) then return false end
  for k = 1, s.count do
    if s.lowers[k] == "if" or s.lowers[k] == "unless" then return true end
  end
  return false
end

-- Whether the verb at `v` stands in a clause with "if", which only supposes it.
local function is_supposed(s, t, v)
  while t.head[v] > 0 and (t.rel[v] == "conj" or t.rel[v] == "xcomp") do
    v = t.head[v]
  end
  for _, k in ipairs(tree.children(t, v)) do
    if t.rel[k] == "mark" and (s.lowers[k] == "if" or s.lowers[k] == "unless" or s.lowers[k] == "whether") then
      return true
    end
  end
  return false
end

local POSSESSIVE = wordset.of [[its their his her our my your]]
local PRONOUN = wordset.of [[it they this that]]

-- Whether the pronoun at `n` stands for who acts: "the bank said it would ease curbs", "it raised its stake".
local function is_actor(s, t, n, v, effect)
  if not PRONOUN[s.lowers[n]] then return false end
  if POSSESSIVE[s.lowers[effect[1]]] or POSSESSIVE[s:lower(v + 1)] then return true end
  local above = t.head[v]
  local speaker = s.lowers[n] ~= "this" and above > 0 and extent.speaks(t, above) and tree.own_subject(t, above)
  return speaker and is_agent(s, t, speaker) or false
end

local function active(s, t, v, j, entry)
  local cause, n = doer(s, t, v)
  if not cause or is_echo(s, n) or covered[s.starts[v]] then return nil end
  local effect = EFFECTS[entry.effect](s, t, v, j, entry)
  if not effect then return nil end
  if n and (is_agent(s, t, n) or s.lowers[n + 1] == "who" or is_actor(s, t, n, v, effect)) then
    local with, rest = means(s, t, v, effect)
    if with and entry.effect ~= "change" then return with, rest, { v, j } end
    if entry.agent ~= "yes" then return nil end
  end
  local cue = { v, j }
  if t.rel[v] == "xcomp" and t.lemma[t.head[v]] == "help" and t.head[v] >= v - 2 then cue[1] = t.head[v] end
  if entry.effect == "change" then
    if is_supposed(s, t, v) then return nil end
    local modal = causation.modal(s, v)
    effect[1], cue = v, modal and { modal, modal } or { v, j }
  elseif params.motives and s.tags[v] == "VBG" then
    effect[1] = v
  end
  return cause, effect, cue
end

local function parts_of(s, t, v, j, entry)
  if entry.direction == "effect_first" then return effect_first(s, t, v, j, entry) end
  if is_passive(t, v) or s.tags[v] == "VBN" and t.rel[v] == "acl" then return passive(s, t, v, j, entry) end
  return active(s, t, v, j, entry)
end

local PERSONS = wordset.of [[i you he she we they who]]

-- Whether the verb at `v` surely gives no record, told without the tree: "to hurt" that no verb like "threaten"
-- stands before, "by hurting", "they have hurt".
local function is_hopeless(s, v, entry)
  if s.lowers[v - 1] == "to" then
    return not (RAISING[s:lemmas()[v - 2]] or s.pos[v - 2] == "ADV" or s.pos[v - 2] == "PUNCT")
  end
  if s.tags[v] == "VBG" and s.pos[v - 1] == "ADP" then return true end
  local k = v - 1
  while k > 1 and (s.pos[k] == "AUX" or s.pos[k] == "ADV" or s.pos[k] == "PART") do
    k = k - 1
  end
  return PERSONS[s.lowers[k]] and entry.agent ~= "yes" and s.tags[v] ~= "VBN" or false
end

rule "verb" {
  about = "C led to E; C will cause E; C prevented E; …, forcing E; C could hurt E.",
  pattern = [[ (?= [pos=VERB]) cue:@cause_verb ]],
  emit = function(m, doc)
    local s, v, j = sentence.place(doc, m)
    local entry = m.cue
    if is_hopeless(s, v, entry) then return nil end
    local t = tree.of(s)
    local cause, effect, cue = parts_of(s, t, v, j, entry)
    if not cause then return nil end
    local real = trails(s, t, v) and verb_of_participle(s, t, v) or v
    local modality = is_supposed(s, t, real) and "conditional" or causation.modality(s, real)
    return causation.record(s, { cause = cause, cue = cue, effect = effect, relation = entry.relation,
      modality = modality, negative = causation.is_negated(s, v) })
  end,
  accepts = {
    { "Crime hurts the economy; in Honduras, that is known.", cause = "Crime", effect = "hurts the economy" },
    { "It said heavy rain could fall by Friday, making some roads impassable.",
      cause = "heavy rain could fall by Friday", effect = "some roads impassable", modality = "predicted" },
    { "Spills will go on unless rules force companies to act.",
      { cue = "force", effect = "companies to act", modality = "conditional" } },
    { "The strike led to long queues at the port.", cause = "The strike", cue = "led to",
      effect = "long queues at the port", relation = "cause" },
    { "The delay was caused by a broken crane.", cause = "a broken crane", cue = "caused by",
      effect = "The delay" },
    { "New pumps prevented a second flood.", relation = "prevent", effect = "a second flood" },
    { "The wall kept the water from rising.", relation = "prevent", cause = "The wall", cue = "kept",
      effect = "the water from rising" },
    { "The new rule allows firms to hire workers.", relation = "enable", cause = "The new rule", cue = "allows",
      effect = "firms to hire workers" },
    { "The war could hurt the economy.", cause = "The war", cue = "could", effect = "hurt the economy",
      modality = "predicted" },
    { "Floods destroyed the bridge.", cause = "Floods", cue = "destroyed", effect = "destroyed the bridge" },
    { "Workers blocked the road, forcing the port to close.", cause = "Workers blocked the road", cue = "forcing" },
    { "A bomb exploded in the market, killing three people.", cause = "A bomb exploded in the market",
      cue = "killing", effect = "killing three people" },
    { "The losses resulted from a fraud.", cause = "a fraud", cue = "resulted from", effect = "The losses" },
    { "The accident was blamed on bad weather.", cause = "bad weather", cue = "blamed on",
      effect = "The accident" },
    { "The ban made the problem worse.", cause = "The ban", cue = "made", effect = "the problem worse" },
    { "The scandal led the minister to resign.", cause = "The scandal", cue = "led",
      effect = "the minister to resign" },
    { "The strike did not lead to higher wages.", cue = "lead to", polarity = "negative" },
    { "Police arrested a man for the fire, which caused great damage.", cause = "the fire", cue = "caused",
      effect = "great damage" },
    { "The plan is likely to cause delays.", cause = "The plan", cue = "cause", effect = "delays",
      modality = "predicted" },
  },
  rejects = { "The guide led the group.", "The cause of the fire is known.", "They want to reduce the deficit.",
    "He raised the question.", "The company cut its dividend.", "He stopped short of it." },
}
