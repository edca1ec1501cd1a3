--- Consequences: causes and what they bring about, with the direction that the connective gives.
require "cues_consequence"
local agents = require "agents"
local boundary = require "boundary"
local causation = require "causation"
local causer = require "causer"
local clause = require "clause"
local extent = require "extent"
local finite = require "finite"
local sentence = require "sentence"
local subordinate = require "subordinate"
local tree = require "tree"
local wordclass = require "wordclass"
local wordset = require "wordset"

local NEGATIVE = wordset.of [[not n't n’t never no]]

-- "not because C": the word of negation is no part of the effect.
local function without_negation(s, i, effect)
  local last = effect[#effect]
  if not NEGATIVE[s:lower(i - 1)] then return false end
  if last[2] == i - 1 then last[2] = last[2] - 1 end
  if last[2] < last[1] then effect[#effect] = nil end
  return true
end

local TIMES = wordset.of [[year month week day hour decade century moment time morning night ever]]
-- Verbs of a state: "as they need it" says why, "as they went home" says when.
local STATES = wordset.of [[need want fear think believe feel lack remain seem appear contain include mean depend
  require belong threaten hope consist refuse fail exist like prefer own doubt]]
-- Words with which "as" is no conjunction.
local CALLED = wordset.of [[identified known described seen regarded named cited viewed listed]]
local AS = wordset.of [[to if though of for well such soon many much yet per opposed regards]]
local SAYS = wordset.of [[say know tell note see expect report write announce promise plan predict describe suggest
  show put point]]

local function has(s, t, v, test)
  for _, k in ipairs(tree.children(t, v)) do
    if test(s, t, k) then return true end
  end
  return false
end

local PRESENT = wordset.of [[has have 've ’ve]]
local PERFECT = wordset.of [[has have had 've ’ve]]

local function is_perfect(s, t, k)
  return t.rel[k] == "aux" and t.lemma[k] == "have"
end

-- "the first sale since C", "the worst flood since C": no reason.
local function is_ranked(s, i)
  local from = math.max(1, i - 12)
  return lists.find(s.tags, "JJS", from, i - 1) or lists.find(s.lowers, "first", from, i - 1)
end

-- "has not been open since C", "Since C, it has been open": a form of "have" right before `i`, or all behind it.
local function is_perfect_near(s, i)
  if i == 1 or wordclass.coordinator[s.lowers[i - 1]] and i == 2 then return s:any({ { 1, s.count } }, PRESENT) end
  for k = i - 1, math.max(1, i - 8), -1 do
    if s.words[k] == "," then return false end
    if PERFECT[s.lowers[k]] then return true end
  end
  return false
end

local function is_state(s, t, k)
  return t.rel[k] == "cop" or s.tags[k] == "MD" or NEGATIVE[s.lowers[k]]
end

-- "just as", "even as"; "as long as", "so much as".
local function is_comparison(s, i)
  local before, first = s:lower(i - 1), s:lower(i - 2)
  if before == "just" or before == "even" then return true end
  return (first == "as" or first == "so") and (s.pos[i - 1] == "ADJ" or s.pos[i - 1] == "ADV")
end

-- What of "since" and "as" at `i` can be told without the tree: whether they surely say when, how, or as what.
local function is_no_reason(s, i)
  local lower = s.lowers[i]
  if lower ~= "since" and lower ~= "as" then return false end
  if lower == "as" and (AS[s:lower(i + 1)] or is_comparison(s, i) or CALLED[s:lower(i - 1)]) then
    return true
  end
  if lower == "since" and (is_perfect_near(s, i) or is_ranked(s, i)) then return true end
  return not boundary.opens_clause(s, i)
end

-- "since" and "as" where they say when, how, or as what.
local function is_of_time(s, i)
  local lower = s.lowers[i]
  if lower ~= "since" and lower ~= "as" then return false end
  local t = tree.of(s)
  local c = t.rel[i] == "mark" and t.head[i] or 0
  if c < i or not tree.own_subject(t, c) then return true end
  if lower == "since" then return TIMES[t.lemma[i - 1]] or TIMES[s:lower(i - 1)] or false end
  if SAYS[t.lemma[c]] or extent.speaks(t, c) and not STATES[t.lemma[c]] then return true end
  return not (STATES[t.lemma[c]] or has(s, t, c, is_state))
end

-- "has risen since C": the verb at `v` says how long something has gone on.
local function is_since_then(s, i, v)
  return s.lowers[i] == "since" and v and has(s, tree.of(s), v, is_perfect) or false
end

-- "this is because C": what the pronoun points at is the effect; "it is because C that E" is left alone.
local POINTS_BACK = wordset.of [[this that which]]

rule "reason" {
  about = "E because C; since C, E; C so that E.",
  pattern = [[ cue:@reason ]],
  emit = function(m, doc)
    local s, i, j = sentence.place(doc, m)
    if s.tags[i - 1] == "DT" or s:lower(j + 1) == "of" then return nil end -- "it is not a given that"
    if s.lowers[i] == "in" and tree.of(s).rel[j] ~= "mark" then return nil end
    if is_no_reason(s, i) or is_of_time(s, i) then return nil end
    local cause, effect, leads, v = subordinate.parts(s, i, j, false)
    if cause and wordclass.be[s:lower(i - 1)] then
      effect = POINTS_BACK[s:lower(i - 2)] and { { i - 2, i - 2 } }
      if not effect then return nil end
    end
    if cause and s.lowers[effect[1][1]] == "so" and s:lower(effect[1][1] + 1) == "that" then return nil end
    if not cause or leads and m.cue.follows == "effect" or is_since_then(s, i, v) then return nil end
    local negative = without_negation(s, i, effect)
    if #effect == 0 then return nil end
    local found = { cause = cause, cue = { i, j }, effect = effect, relation = "cause", negative = negative }
    if m.cue.follows == "effect" then found.cause, found.effect = effect, cause end
    found.modality = causation.modality_of(s, m.cue.follows == "effect" and { cause } or effect)
    return causation.record(s, found)
  end,
  accepts = {
    { '"The port is ruined," said Ada Stone, "because nobody dug it out."', effect = "The port is ruined",
      cause = "nobody dug it out" },
    { "The road was closed because the bridge was weak.", cause = "the bridge was weak", cue = "because",
      effect = "The road was closed", relation = "cause", modality = "factual" },
    { "Since the bridge is weak, the road will stay closed.", cause = "the bridge is weak", cue = "Since",
      effect = "the road will stay closed" },
    { "The road was not closed because the bridge was weak.", cause = "the bridge was weak" },
    { "He came not because he had to.", polarity = "negative" },
    { "Prices will rise, as farmers need more fuel.", cause = "farmers need more fuel", cue = "as",
      effect = "Prices will rise" },
    { "He said this was because the road was closed.", cause = "the road was closed", effect = "this" },
    { "Sources in the ministry told the paper that they suspect gangs shot at the bar because it was poor.",
      effect = "they suspect gangs shot at the bar" },
    { "He said the wheat trade, because it is open, is a good sign.",
      effect = { "the wheat trade", "is a good sign" } },
    { "Now that the war is over, they can go home.", cause = "the war is over", cue = "Now that" },
  },
  rejects = { "The road was closed because of heavy rain.", "Prices have risen since the war began.",
    "He spoke as the train arrived.", "As the minister said, taxes will rise.", "He works as a clerk.",
    "If he wins it will be because he is rich.",
    "The road will be open as long as it is safe.", "Doubts remain as to whether the road is safe.",
    "The man identified as Lee can be heard.",
    "It is not a given that the road will open.",
    "Since the service began in May, it has sold tea.", "This is the first sale since the firm left the city." },
}

-- Prepositions that are verbs, too.
local PARTICIPLE = wordset.of [[given considering]]
local QUESTIONS = wordset.of [[question questions query inquiry enquiry request]]

-- Whether the first finite verb of `parts` is one of saying.
local function is_said(s, parts)
  local k = lists.find(s.tags, finite.tags, parts[1][1], parts[1][2])
  return k and extent.speaks(tree.of(s), finite.governor(s, k))
end

rule "because_of" {
  about = "E because of C; E due to C; as a result of C, E.",
  pattern = [[ cue:@reason_phrase ]],
  emit = function(m, doc)
    local s, i, j = sentence.place(doc, m)
    if s.lowers[j - 1] == "response" and lists.find(s.lowers, QUESTIONS, j + 1, math.min(j + 4, s.count)) then
      return nil
    end
    local is_verb = i > 1 and PARTICIPLE[s.lowers[i]] and not s:mark(i - 1)
    if s:lower(j + 1) == "the" and s:lower(j + 2) == "fact" then return nil end
    local next = s.pos[j + 1] == "ADV" and j + 2 or j + 1
    if is_verb or s.tags[next] == "VB" or s:lower(j + 1) == "that" and s.tags[j + 1] == "IN" then return nil end
    local cause, effect, _, v = subordinate.phrase(s, i, j, false, m.cue.text ~= "because of")
    -- "told us in response to a question"
    local response = s.lowers[j - 1] == "response"
    if not cause or response and (v and extent.speaks(tree.of(s), v) or is_said(s, effect)) then return nil end
    -- "it is because of C that E"
    local is_cleft = s:lower(i - 2) == "it" and wordclass.be[s.lowers[i - 1]]
    local that = is_cleft and lists.find(s.lowers, "that", j + 2, cause[2] - 1)
    if that then cause, effect = { cause[1], that - 1 }, { { that + 1, cause[2] } } end
    local negative = without_negation(s, i, effect)
    if #effect == 0 then return nil end
    return causation.record(s, { cause = cause, cue = { i, j }, effect = effect, relation = "cause",
      modality = causation.modality_of(s, effect), negative = negative })
  end,
  accepts = {
    { "The road was closed because of heavy rain.", cause = "heavy rain", cue = "because of",
      effect = "The road was closed" },
    { "Because of heavy rain, the road was closed.", cause = "heavy rain", effect = "the road was closed" },
    { "The delay was due to bad weather.", cause = "bad weather", cue = "due to", effect = "The delay" },
    { "The steps taken in the wake of the riot were harsh.", cause = "the riot", effect = "The steps taken" },
    { "Due to their size, place, and age, these houses can be hard to sell.", cause = "their size, place, and age",
      effect = "these houses can be hard to sell" },
    { "It was because of the war that he had to leave the town.", cause = "the war",
      effect = "he had to leave the town" },
    { "The strains that have developed because of the war are bad.", effect = "The strains that have developed" },
    { "They met in view of the riot and the inability of the police to act.",
      cause = "the riot and the inability of the police to act" },
    { "Thanks to new pumps, the town is dry.", cause = "new pumps", effect = "the town is dry" },
  },
  rejects = { "The road was closed because the bridge was weak.", "The plane is due to become operational.",
    "He told reporters in response to a question that the road was closed.",
    "The bank was given six weeks." },
}

-- Words behind "so" with which it says how much, or that all is as it is.
local SO = wordset.of [[far much many long that as called do does did be is on forth , .]]

-- "X said the bridge was so weak": the first word, from `first` on and before `i`, of what is said.
local function behind_report(s, first, i)
  local t = tree.of(s)
  for k = i - 1, first + 1, -1 do
    if finite.tags[s.tags[k]] and extent.speaks(t, k) and t.rel[k] ~= "acl:relcl" then
      return s.lowers[k + 1] == "that" and k + 2 or k + 1
    end
  end
  return first
end

local RELATIVE = wordset.of [[which who whose where]]

-- The clause or sentence before the adverb at `i`: a span, and whether it stands in the same sentence.
local function clause_before(s, i)
  local last = i - 1
  while last > 0 and (s:mark(last) or wordclass.coordinator[s.lowers[last]]) do
    last = last - 1
  end
  if last > 2 then
    local first = boundary.first(s, last)
    if s.tags[first - 1] == "WDT" then first = boundary.first(s, first - 2) end
    if RELATIVE[s.lowers[first]] and first > 3 then first = boundary.first(s, first - 2) end
    return causation.slice(s, behind_report(s, first, last), last)
  end
  local number = s.span.sentence_index
  local before = number > 1 and s.doc:sentence(number - 1)
  if not before then return nil end
  local other = sentence.of(s.doc, before)
  local stop, start = clause.trim(other, 1, other.count)
  return causation.slice(other, start, stop)
end

rule "result" {
  about = "C, so E; C. As a result, E; C and therefore E.",
  pattern = [[ cue:@result_adverb[relation=cause] ]],
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i, j = s:index(m.cue.start), s:index(m.cue.stop - 1)
    local first = s:lower(j + 1) == "," and j + 2 or j + 1
    -- "we will, therefore, act": within its clause
    local goes_on = s.tags[first] == "VB" or s.tags[first] == "VBN" or finite.is_tagged(s, first)
    if s.words[i - 1] == "," and first == j + 2 and goes_on then return nil end
    if i > 1 and not s:mark(i - 1) and not wordclass.coordinator[s.lowers[i - 1]] then return nil end
    if s.lowers[j] == "so" and (i < 3 or SO[s:lower(j + 1)]) or s:lower(j + 1) == "of" then return nil end
    if not boundary.begins_clause(s, first) or s.lowers[j] == "so" and s.tags[first] == "VB" then return nil end
    local cause, last = clause_before(s, i), boundary.last(s, first)
    if not cause or last <= first then return nil end
    return causation.record(s, { cause = cause, cue = { i, j }, effect = { first, last }, relation = "cause",
      modality = causation.modality_of(s, { { first, last } }) })
  end,
  accepts = {
    { "The law is old, so the taxes will stay.", cause = "The law is old", cue = "so",
      effect = "the taxes will stay" },
    { "The fire, which began at noon, was serious, so the road was closed.",
      cause = "The fire, which began at noon, was serious" },
    { "The bridge was weak. As a result, the road was closed.", cause = "The bridge was weak", cue = "As a result",
      effect = "the road was closed" },
  },
  rejects = { "The road is closed so far.", "They met to cut taxes and so help the poor.",
    "We will, therefore, close the road.",
    "So, the road is closed.", "He met ministers, bankers and so on." },
}

rule "so_that" {
  about = "C is so much that E.",
  pattern = [[ cue:so [(pos=ADJ | pos=ADV) & lower!=far] [!punct & lower!=to & lower!=as]{0,4}? that:that ]],
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i, j = s:index(m.cue.start), s:index(m.that.start)
    local first, last = behind_report(s, boundary.first(s, i), i), boundary.last(s, j + 1)
    if first >= i or s.pos[j - 1] == "CCONJ" or last <= j + 1 then return nil end
    if not boundary.begins_clause(s, j + 1) then return nil end
    return causation.record(s, { cause = { first, j - 1 }, cue = { { i, i }, { j, j } }, effect = { j + 1, last },
      relation = "cause", modality = causation.modality_of(s, { { j + 1, last } }) })
  end,
  accepts = {
    { "The storm was so strong that the bridge fell.", cause = "The storm was so strong", cue = { "so", "that" },
      effect = "the bridge fell" },
    { "There was so much rain that the road was closed.", effect = "the road was closed" },
    { "He said the storm was so strong that the bridge fell.", cause = "the storm was so strong" },
    { "They had so many debts that the bank was closed.", effect = "the bank was closed" },
  },
  rejects = { "He came so that they could talk.", "It is not so bad and that helps.",
    "The only man found so far is that of the bank." },
}

local OBJECTS = wordset.of [[obj iobj]]
local UNITS = wordset.of [[year month week day hour minute second decade time moment while long life period dollar
  pound euro pct percent cent example instance]]

-- The phrase with "for" that tells why, among what hangs on the verb at `v` or on its object.
local function reason_of(s, t, v)
  local stop = extent.governed_end(s, v)
  for k = v + 1, stop do
    if s.lowers[k] == "for" and (t.rel[k] == "case" or t.rel[k] == "mark") then
      local n = t.head[k]
      local head = t.head[n]
      if n > k and (head == v or t.head[head] == v and t.rel[head] == "obj") and not UNITS[t.lemma[n]]
        and s.pos[n] ~= "NUM" then return k, n end
    end
  end
  return nil
end

rule "reaction" {
  about = "They arrested him for C; she was praised for C.",
  pattern = [[ (?= [pos=VERB]) verb:@reaction_verb (?= ..{0,20} for ) ]],
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local t, v = tree.of(s), s:index(m.start)
    if m.verb.motive == "yes" and not params.motives then return nil end
    local k, n = reason_of(s, t, v)
    if not k or s.lowers[v - 1] == "to" and t.rel[v] ~= "xcomp" then return nil end
    local cause = extent.phrase(s, n)
    cause[1] = k + 1
    local behind = cause[2] + 2
    -- "for his role in piloting a plane"
    if s.tags[behind - 1] == "IN" and s.tags[behind] == "VBG" then cause[2] = math.max(cause[2], t.last[behind]) end
    local parts = extent.clause(s, v, { first = k, last = cause[2], head = n })
    if t.rel[v] == "acl" and s.tags[v] == "VBN" and t.head[v] < v then
      parts = { { extent.phrase(s, t.head[v])[1], k - 1 } } -- "men jailed for theft"
    end
    if #parts == 0 or cause[2] < cause[1] then return nil end
    parts[1][1] = extent.behind_lead_in(s, v, parts[1][1])
    return causation.record(s, { cause = cause, cue = { k, k }, effect = parts, relation = "cause",
      modality = causation.modality(s, v), negative = causation.is_negated(s, v) })
  end,
  accepts = {
    { "Police arrested two men for theft.", cause = "theft", cue = "for", effect = "Police arrested two men" },
    { "The men jailed for theft were freed.", cause = "theft", effect = "The men jailed" },
    { "Smith was booked for a bad foul.", cause = "a bad foul", effect = "Smith was booked" },
  },
  rejects = { "Police detained two men for six hours." },
}

-- What is blamed by the verb at `v`: its object, else its subject ("was blamed", "is to blame"), { first, last }.
local function blamed(s, t, v)
  local object = tree.child(t, v, OBJECTS)
  if object and object > v then return extent.phrase(s, object) end
  if t.rel[v] == "acl:relcl" and t.head[v] < v and not tree.child(t, v, { ["nsubj:pass"] = true }) then
    return extent.subject(s, t.head[v], v)
  end
  local subject = not object and (s.tags[v] ~= "VB" or s:lower(v - 1) == "to") and tree.subject(t, v)
  return subject and subject < v and extent.subject(s, subject, v) or nil
end

rule "blame" {
  about = "They blamed C for E; C was blamed for E; C is to blame for E.",
  pattern = [[ (?= [pos=VERB]) verb:<blame> (?= ..{0,20} for ) ]],
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local t, v = tree.of(s), s:index(m.start)
    local k, n = reason_of(s, t, v)
    local cause = k and blamed(s, t, v)
    if not cause then return nil end
    local effect = extent.phrase(s, n)
    effect[1] = k + 1
    cause[2] = math.min(cause[2], k - 1)
    return causation.record(s, { cause = cause, cue = k == v + 1 and { v, k } or { { v, v }, { k, k } },
      effect = effect, relation = "cause", modality = causation.modality(s, v),
      negative = causation.is_negated(s, v) })
  end,
  accepts = {
    { "Investigators blamed the driver for the crash.", cause = "the driver", cue = { "blamed", "for" },
      effect = "the crash" },
    { "Heavy rain was blamed for the crash.", cause = "Heavy rain", cue = "blamed for", effect = "the crash" },
    { "The former mayor is to blame for the poor state of the roads.", cause = "The former mayor",
      effect = "the poor state of the roads" },
    { "Heavy rain blamed for fatal crash", cause = "Heavy rain", effect = "fatal crash" },
  },
  rejects = { "He blamed them for hours." },
}

local COPULA = wordset.of [[cop]]
local NOMINAL = wordset.of [[DET NOUN PROPN PRON NUM]]
local NMOD = wordset.of [[nmod acl advcl obl]]

-- What the preposition at `j` adds to the noun at `n`.
local function complement(s, t, n, j)
  for _, k in ipairs(tree.children(t, n)) do
    if k > j and NMOD[t.rel[k]] then
      return { j + 1, extent.joined(s, math.max(extent.phrase(s, k)[2], j + 1)) }
    end
  end
  return nil
end

-- "One result of such a step would be a loss of jobs" where the tree has no predicate: what "be" behind the words
-- up to `last` parts.
local function behind_copula(s, last)
  local k = last + 1
  if s.tags[k] == "MD" then k = k + 1 end
  if not wordclass.be[s.lowers[k]] or not NOMINAL[s.pos[k + 1]] then return nil end
  local stop = boundary.last(s, k + 1)
  return stop > k and { k + 1, stop } or nil
end

-- The other side of "X is the cause of Y" or "the cause of Y is X", where n is the noun.
local function equated(s, t, n)
  if tree.child(t, n, COPULA) then
    local subject = tree.own_subject(t, n)
    if not subject or subject > n then return nil end
    if s.pos[t.first[subject] - 1] == "CCONJ" and s.pos[t.first[subject] - 2] == "NOUN" then return nil end
    return causer.stands_for(s, subject, n) or s.tags[subject] ~= "WDT" and extent.phrase(s, subject) or nil
  end
  local p = t.head[n]
  local copula = p > n and t.rel[n] == "nsubj" and tree.child(t, p, COPULA)
  if not copula or s.pos[p] == "ADJ" or s.pos[p] == "ADV" or s.pos[copula + 1] == "ADP" then return nil end
  local last = extent.phrase(s, p)[2]
  local colon = lists.find(s.words, ":", copula + 1, last)
  last = colon and colon - 1 or last
  return last > copula and { copula + 1, last } or nil
end

local HARM = wordset.of [[death killing murder attack violence massacre crime damage loss crisis collapse failure
  bombing shooting kidnapping disappearance accident crash fire decline problem suffering destruction wave]]

-- "The ministry is responsible for schools": a duty, unless it is harm.
local function is_duty(s, t, n, named)
  local subject = tree.own_subject(t, n)
  return subject and named and causer.is_agent(s, subject) and not lists.find(t.lemma, HARM, named[1], named[2])
end

rule "noun" {
  about = "C is the cause of E; the cause of E is C; E is a result of C; one result of C would be E.",
  pattern = [[ (?= [pos=NOUN|ADJ]) cue:@cause_noun ]],
  emit = function(m, doc)
    local s, n, j = sentence.place(doc, m)
    local t = tree.of(s)
    local named = complement(s, t, n, j)
    local other = named and (equated(s, t, n) or behind_copula(s, named[2]))
    if m.cue.text == "responsible for" and is_duty(s, t, n, named) then return nil end
    if not (named and other) or agents[t.lemma[other[2]]] or s.pos[other[2]] == "PROPN" then return nil end
    local cause, effect = other, named
    if m.cue.direction == "effect_first" then cause, effect = named, other end
    local verb = tree.child(t, n, COPULA) and n or t.head[n]
    return causation.record(s, { cause = cause, cue = { n, j }, effect = effect, relation = m.cue.relation,
      modality = causation.modality(s, verb), negative = causation.is_negated(s, verb) })
  end,
  accepts = {
    { "Smoking is a major cause of cancer.", cause = "Smoking", cue = "cause of", effect = "cancer" },
    { "One result of such a step would be a loss of jobs.", cause = "such a step", cue = "result of",
      effect = "a loss of jobs" },
    { "The army formed patrols, which were responsible for most deaths.", cause = "patrols" },
    { "Smoke was responsible for most deaths.", cause = "Smoke", cue = "responsible for", effect = "most deaths" },
  },
  rejects = { "The cause of the fire is unclear.", "The cause of the fire is under investigation.",
    "The ministry is responsible for schools." },
}

rule "impact" {
  about = "C will have a big impact on E; C had consequences for E.",
  pattern = [[ (?= [pos=VERB]) cue:<have|exert|take|make> noun:([!punct & !pos=VERB]{0,5} @impact_noun) ]],
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local v = s:index(m.cue.start)
    local t = tree.of(s)
    local n, last = tree.subject(t, v), extent.governed_end(s, v)
    local is_idiom = s.lowers[v + 1] == "to" or t.lemma[v] == "take" and lists.find(s.lowers, "effect", v + 1, last)
    if not n or n >= v or last <= v or is_idiom then return nil end
    return causation.record(s, { cause = extent.subject(s, n, v), cue = { v, v }, effect = { v + 1, last },
      relation = "cause", modality = causation.modality(s, v), negative = causation.is_negated(s, v) })
  end,
  accepts = {
    { "The strike will have a serious impact on trade.", cause = "The strike", cue = "have",
      effect = "a serious impact on trade", modality = "predicted" },
  },
  rejects = { "The strike has a leader." },
}
