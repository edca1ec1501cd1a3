--- Verbs of causing, letting and preventing: "C led to E", "E was caused by C", "…, forcing E", and verbs of
--- change: "C could hurt E".
require "cues_consequence"
local causation = require "causation"
local causer = require "causer"
local events = require "events"
local extent = require "extent"
local sentence = require "sentence"
local tree = require "tree"
local wordclass = require "wordclass"
local wordset = require "wordset"

local AGENT = wordset.of [[obl:agent]]
local OBLIQUE = wordset.of [[obl nmod]]
local GOVERNED = wordset.of [[obj ccomp xcomp obl obl:unmarked iobj nsubj csubj advmod nmod]]
local OBJECT = wordset.of [[obj ccomp xcomp iobj]]
local SMALL_CLAUSE = wordset.of [[obj nsubj ccomp xcomp]]
local STATE = wordset.of [[xcomp obl advmod obl:unmarked acl]]
local PASSIVE = wordset.of [[aux:pass nsubj:pass]]
local PREVENTS = wordset.of [[obj iobj]]
local MEASURES = wordset.of [[percent pct cent percentage point half third quarter year month week]]
-- What a verb is another one with: "brought together".
local APART = wordset.of [[together back forward along apart behind]]
local POSSESSIVE = wordclass.possessive
-- What one forces to get in.
local WAYS = wordset.of [[entry way door lock gate]]
-- What no effect begins with.
local NO_EFFECT = wordset.of [[by rather than instead itself themselves himself herself]]
-- What is raised and shaken, but does not change.
local BODY = wordset.of [[hand head arm fist eyebrow voice slogan flag banner glass eye shoulder]]
-- What firms raise.
local MONEY = wordset.of [[dlr dollar pound euro yen franc mark mln million billion bln capital fund money cash]]
-- What is claimed by what kills.
local LIVES = wordset.of [[life victim casualty soul dead]]
local NOTHING = wordset.of [[nothing anything something it what much little lot more business]]

local COUNTED = wordset.of [[nummod]]

-- "lowered by 0.37 point", "lifted by summer": by how much, or when.
local function is_measure(s, t, n)
  return causer.is_time(t, n) or s.pos[n] == "NUM" or s.pos[n] == "SYM" or MEASURES[t.lemma[n]]
    or tree.child(t, n, COUNTED) ~= nil
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
  if not has or last <= j or s:mark(j + 1) or NO_EFFECT[s.lowers[j + 1]] then return nil end
  return { j + 1, last }
end

local EFFECTS = {}

-- "it means nothing", "it is meant", "seeing means believing", "did not mean": no outcome.
local function is_gloss(s, v)
  return s.tags[v] == "VBN" or s.tags[v + 1] == "VBG" or NOTHING[s.lowers[v + 1]] or causation.is_negated(s, v)
end

function EFFECTS.object(s, t, v, j, entry)
  local found = governed(s, t, v, j, entry.relation == "prevent" and PREVENTS or OBJECT)
  if t.rel[v + 1] == "compound:prt" or APART[s.lowers[v + 1]] then return nil end
  local next = s.pos[v + 1] == "ADV" and v + 2 or v + 1
  if found and t.lemma[v] == "cost" and (s.pos[next] == "NUM" or s.pos[next] == "SYM") then return nil end
  if found and t.lemma[v] == "mean" and is_gloss(s, v) then return nil end
  local object = t.lemma[v] == "force" and tree.child(t, v, PREVENTS)
  if object and WAYS[t.lemma[object]] then return nil end
  return found
end

-- "ended in Washington on Friday" says where, not what came of it.
function EFFECTS.link(s, t, v, j)
  local found = governed(s, t, v, j, GOVERNED)
  if found and t.lemma[v] == "end" and (s.pos[j + 1] == "PROPN" or s.pos[j + 1] == "NUM") then return nil end
  return found
end

-- "led the wing with the power to act": nouns that the infinitive belongs to.
local MEANS = wordset.of [[power ability right chance effort plan bid attempt way need opportunity mandate]]

function EFFECTS.infinitive(s, t, v, j)
  local found = governed(s, t, v, j, OBJECT)
  if not found then return nil end
  for k = found[1] + 1, found[2] do
    local above = s.tags[k] == "TO" and t.head[t.head[k]]
    local is_outcome = above and not MEANS[t.lemma[k - 1]]
    if is_outcome and (above == v or t.head[above] == v and OBJECT[t.rel[above]]) then return found end
  end
  return nil
end

-- "made the roads unsafe": an object and its state, or behind a comma its place: "…, putting them in the lead".
function EFFECTS.result(s, t, v, j)
  local found = s.lowers[v + 1] ~= "it" and governed(s, t, v, j, SMALL_CLAUSE)
  if not found then return nil end
  if t.rel[v + 1] == "compound:prt" or APART[s.lowers[v + 1]] then return nil end
  local object = tree.child(t, v, PREVENTS)
  local apart = s.tags[v] == "VBG" and causer.is_apart(s, t, v)
  for k = v + 2, found[2] do
    local tag, pos = s.tags[k], s.pos[k]
    local bare = pos == "ADV" and not wordclass.is_adverb(s.lowers[k])
    if t.head[k] == v and (apart and (bare or OBLIQUE[t.rel[k]]) or bare and t.lemma[v] == "make") then
      return found
    end
    local state = STATE[t.rel[k]] and (pos == "ADJ" or pos == "VERB") and (t.head[k] == v or t.head[k] == object)
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

-- In headings in capitals it is firms that raise prices, and the tagger takes them for nouns.
local SHOUTED = re.compile [[^\p{Lu}+$]]

function EFFECTS.change(s, t, v, j)
  if SHOUTED:find(s.words[v]) then return nil end
  if s.tags[v] == "VBG" and t.rel[v] == "acl" and not causer.is_apart(s, t, v) then return nil end
  local object = tree.child(t, v, PREVENTS)
  if object and (MEASURES[t.lemma[object]] or s.pos[object] == "NUM") then return nil end
  local subject = tree.own_subject(t, v)
  -- "Preussag cut its dividend"
  if subject and POSSESSIVE[s.lowers[v + 1]] and wordclass.is_capital(s.words[subject])
    and not events.has(t.lemma[subject]) then
    return nil
  end
  if object and (BODY[t.lemma[object]] or t.lemma[v] == "raise" and MONEY[t.lemma[object]]) then return nil end
  if t.lemma[v] == "claim" and not (object and LIVES[t.lemma[object]]) then return nil end
  local last = extent.last_verb(s, v)
  local found = governed(s, t, v, j, PREVENTS)
  if found and t.lemma[v] == "expose" and not lists.find(s.lowers, "to", found[1], found[2]) then return nil end
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
  if #parts > 0 then parts[1][1] = extent.behind_lead_in(s, v, parts[1][1]) end
  return #parts > 0 and parts[1][2] >= v and parts or nil
end

local ONLY_ACTIVE = wordset.of [[mean bring]]
local NO_PASSIVE = wordset.of [[infinitive result from]]

local function passive(s, t, v, j, entry)
  local agent = by_phrase(s, t, v)
  local n = tree.subject(t, v)
  if not (agent and n and n < v) or NO_PASSIVE[entry.effect] or ONLY_ACTIVE[t.lemma[v]] then return nil end
  if entry.agent ~= "yes" and causer.is_agent(s, agent) or is_measure(s, t, agent) then return nil end
  local effect
  if entry.effect == "change" then
    effect = changed(s, t, v, agent)
  else
    effect = causer.stands_for(s, tree.own_subject(t, v) or n, v) or extent.subject(s, n, v)
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
  local reported = n and entry.effect == "participle"
  if reported and (causer.is_agent(s, n) or not events.has(t.lemma[n])) then return nil end
  local effect = n and n < v and extent.subject(s, n, v)
  local cause = effect and governed(s, t, v, j, GOVERNED)
  if not cause then return nil end
  local head = t.head[j] > j and t.head[j] or j + 1
  if entry.effect == "participle" and causer.is_agent(s, head) then return nil end
  return cause, effect, { v, j }
end

-- "Akin prompted outrage with his response": what the person did it with or by is the cause.
local function means(s, t, v, effect)
  for _, k in ipairs(tree.children(t, v)) do
    local first = t.first[k]
    local case = s.lowers[first]
    local own = case == "by" or case == "with" and s.tags[first + 1] == "PRP$"
    if k > v and OBLIQUE[t.rel[k]] and own and first > effect[1] and not is_measure(s, t, k) then
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

local PRONOUN = wordset.of [[it they this that]]

-- Whether the pronoun at `n` stands for who acts: "the bank said it would ease curbs", "it raised its stake".
local function is_actor(s, t, n, v, effect)
  if not PRONOUN[s.lowers[n]] then return false end
  if POSSESSIVE[s.lowers[effect[1]]] or POSSESSIVE[s:lower(v + 1)] then return true end
  while t.rel[v] == "conj" and not tree.own_subject(t, v) do
    v = t.head[v]
  end
  local above = t.head[v]
  if s.lowers[n] == "this" or above == 0 or not extent.speaks(t, above) then return false end
  local speaker = tree.own_subject(t, above)
  return not speaker or s.pos[speaker] == "PROPN" or causer.is_agent(s, speaker) or false
end

-- What "it" makes, a company makes.
local MAKES = wordset.of [[produce create generate]]

local function active(s, t, v, j, entry)
  local cause, n = causer.of(s, v)
  if not cause or is_echo(s, n) or covered[s.starts[v]] then return nil end
  local effect = EFFECTS[entry.effect](s, t, v, j, entry)
  if not effect then return nil end
  if n and MAKES[t.lemma[v]] and s.tags[n] == "PRP" then return nil end
  if n and (causer.is_agent(s, n) or s.lowers[n + 1] == "who" or is_actor(s, t, n, v, effect)) then
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
-- stands before, "by hurting", "they have hurt", "kept it" without "from" behind.
local function is_hopeless(s, v, j, entry)
  if s.lowers[v - 1] == "to" then
    return not (causer.raises(s:lemmas()[v - 2]) or s.pos[v - 2] == "ADV" or s.pos[v - 2] == "PUNCT")
  end
  if s.tags[v] == "VBG" and s.pos[v - 1] == "ADP" then return true end
  if entry.effect == "from" and not lists.find(s.lowers, "from", v + 2) then return true end
  if entry.effect == "infinitive" and not lists.find(s.tags, "TO", j + 2) then return true end
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
    if is_hopeless(s, v, j, entry) then return nil end
    local t = tree.of(s)
    local cause, effect, cue = parts_of(s, t, v, j, entry)
    if not cause then return nil end
    local real = causer.trails(s, v) and causer.going_on(s, v) or v
    local denied = s.lowers[cause[1]] == "not" -- "it is not C that makes E"
    if denied then cause = { cause[1] + 1, cause[2] } end
    local modality = is_supposed(s, t, real) and "conditional" or causation.modality(s, real)
    return causation.record(s, { cause = cause, cue = cue, effect = effect, relation = entry.relation,
      modality = modality, negative = denied or causation.is_negated(s, v) })
  end,
  accepts = {
    { "Crime hurts the economy; in Honduras, that is known.", cause = "Crime", effect = "hurts the economy" },
    { "It said heavy rain could fall by Friday, making some roads impassable.",
      cause = "heavy rain could fall by Friday", modality = "predicted" },
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
    { "The accident at Basel, which caused severe pollution, was costly.", cause = "The accident at Basel" },
    { "The dairy buys milk from 65 farms, which causes a loss.", cause = "The dairy buys milk from 65 farms" },
    { "Imports fell in March, which means that prices will rise.", cause = "Imports fell in March" },
    { "Police shot a member of a gang that runs the port, raising fears of war.",
      cause = "Police shot a member of a gang that runs the port" },
    { "The law made things worse: it was unjust.", effect = "things worse" },
    { "The council gave no figures, which left the town worried.", cause = "The council gave no figures" },
    { "Smith scored a goal, putting the team in the lead.", cause = "Smith scored a goal" },
    { "The swaps not only reduce the debt but help firms.", cue = "reduce", polarity = "positive" },
    { "The strike did not lead to higher wages.", cue = "lead to", polarity = "negative" },
    { "Police arrested a man for the fire, which caused great damage.", cause = "the fire", cue = "caused",
      effect = "great damage" },
    { "That criticism caused the court to reverse the ruling.", cause = "That criticism" },
    { "A campaign led by the army that has caused deaths is over.", cause = "A campaign led by the army" },
    { "It is the lack of rain that is damaging the crop.", cause = "the lack of rain" },
    { "Floods have hit thousands and aid has strengthened the army.", cause = "aid" },
    { "Perez Ruiz's cooperation means the US has added another witness to the case.",
      cause = "Perez Ruiz's cooperation" },
    { "Troops came after an attack on a hall which killed five men.", cause = "an attack on a hall" },
    { "It is not the amount of crime that makes the town poor.", cause = "the amount of crime",
      polarity = "negative" },
    { "It is the heavy rain that led to the flood.", cause = "the heavy rain" },
    { "The foolishness of some ministers has led to war.", cause = "The foolishness of some ministers" },
    { "The plan is likely to cause delays.", cause = "The plan", cue = "cause", effect = "delays",
      modality = "predicted" },
  },
  rejects = { "The limits will be eased by summer.",
    "The guide led the group.", "The cause of the fire is known.", "They want to reduce the deficit.",
    "He raised the question.", "The company cut its dividend.", "He stopped short of it.",
    "It sent police to find and destroy drugs.",
    "The focus must be on improving schools.", "The BLO was linked to an attack.", "It put out a statement.",
    "Bread costs 17 cents.", "Money leaves the country illegally.",
    "He filed a suit, claiming a breach of contract.", "The talks brought together both sides.",
    "Rates will be lowered by 0.5 point.", "Assets linked to crime were seized.",
    "Members raised slogans in the house.",
    "Investment could double this year.", "A film exposes the gun trade.", "Ford cut its dividend.",
    "He led the wing with the power to act.", "They urged him to lift the ban and allow the march." },
}
