--- Motives and occasions of what people do, for studies of protest: with the parameter `motives` these count as
--- causes, as the guidelines of the Causal News Corpus have it (Tan et al. 2022). "E to V", "E against C", "E,
--- demanding C", "E after C", "killed in C". Purpose and mere time are no consequences otherwise.
require "cues_consequence"
local boundary = require "boundary"
local causation = require "causation"
local clause = require "clause"
local extent = require "extent"
local finite = require "finite"
local sentence = require "sentence"
local subordinate = require "subordinate"
local tree = require "tree"
local wordset = require "wordset"

if not params.motives then return end

lexicon "aim" { "in order", "in a bid", "in an attempt", "in an effort", "so as", "in a move", "with a view" }
lexicon "occasion" { file = "cues/occasion.tsv" }
lexicon "protest" { file = "cues/protest.tsv", by = "lemma" }
lexicon "harm_verb" { file = "cues/harm.tsv", by = "lemma" }
lexicon "violent_event" { file = "cues/violent_event.tsv", by = "lemma" }
lexicon "moving_verb" { file = "cues/moving_verb.tsv", by = "lemma" }
lexicon "motive_verb" { file = "cues/motive_verb.tsv", by = "lemma" }

local CLAUSE = wordset.of [[root ccomp advcl conj parataxis acl:relcl csubj acl xcomp]]

-- The verb whose clause the word at `k` stands in.
local function verb_of(s, t, k)
  while k > 0 and not ((s.pos[k] == "VERB" or s.pos[k] == "AUX") and CLAUSE[t.rel[k]] or t.rel[k] == "root") do
    k = t.head[k]
  end
  while k > 0 and (t.rel[k] == "xcomp" or t.rel[k] == "conj" and not tree.own_subject(t, k)) and t.head[k] > 0 do
    k = t.head[k]
  end
  return k
end

local function record(s, cause, cue, effect, v)
  if not cause or cause[2] < cause[1] or not effect or #effect == 0 then return nil end
  return causation.record(s, { cause = cause, cue = cue, effect = effect, relation = "cause",
    modality = v and v > 0 and causation.modality(s, v) or "factual", negative = false })
end

local FINITE = finite.tags
local CLOCK = wordset.of [[ist hrs am pm gmt]]

-- Where the sentence itself begins in the words first … last: behind a headline with its place and date ("NEW
-- DELHI :", "12:30 hrs").
local function behind_dateline(s, first, last)
  for k = last - 2, first, -1 do
    local colon = s.words[k] == ":" and s.starts[k] > s.stops[k - 1 > 0 and k - 1 or 1]
    if colon or CLOCK[s.lowers[k]] and s.tags[k - 1] == "CD" then return k + 1 end
  end
  return first
end

-- The same of a clause that begins with a relative pronoun: with the noun that this stands for.
local function with_antecedent(s, t, first)
  if (s.tags[first] == "WP" or s.tags[first] == "WDT") and first > 2 then
    local noun = s:mark(first - 1) and first - 2 or first - 1
    if s.pos[noun] == "NOUN" or s.pos[noun] == "PROPN" then return extent.phrase(s, noun)[1] end
  end
  return first
end

local function effect_of(s, t, first, last)
  first = behind_dateline(s, with_antecedent(s, t, first), last)
  local stop, start = clause.trim(s, first, last)
  return stop >= start and { { start, stop } } or nil
end

-- What the marks say to stand before the words of `cut`, where the tree does not help.
local function before(s, t, cut)
  local first = boundary.first(s, cut.first)
  if cut.first - first < 2 or not finite.within(s, first, cut.first - 1) then return nil end
  return effect_of(s, t, first, cut.first - 1), 0
end

-- The clause that the words of `cut` tell the motive of: that of the verb above its head, or the noun that it hangs
-- on, where that noun is no verb's object.
local function motivated(s, t, cut)
  local above = t.head[cut.head]
  while above >= cut.first do
    above = t.head[above]
  end
  if above == 0 then return before(s, t, cut) end
  if (s.pos[above] == "NOUN" or s.pos[above] == "PROPN") and t.rel[above]:sub(1, 5) == "nsubj" then
    return { { extent.phrase(s, above)[1], cut.first - 1 } }, 0
  end
  local v = subordinate.reported(t, verb_of(s, t, above), cut.first)
  local part = subordinate.clause(s, v, cut)[1]
  if not part or part[1] >= cut.first then return before(s, t, cut) end
  return effect_of(s, t, part[1], math.min(part[2], cut.first - 1)), v
end

-- Whether "as" at `j` opens a clause: not "described it as cowardly".
local function is_clause_with_as(s, t, j)
  return t.rel[j] == "mark" and boundary.opens_clause(s, j)
end

-- Verbs behind which "over" is no cause, and what it does not stand before as one.
local TAKES_OVER = wordset.of [[preside hand take spill win turn hold watch head cross fly get go come look rule
  spread pass fall lean]]
local SPANS = wordset.of [[summer winter year month week weekend day decade night telephone phone radio time period
  century hour internet loudspeaker]]

-- "presided over the meeting", "over 50", "over the summer".
local function is_spatial(s, t, i)
  local n = t.head[i]
  local head = n > 0 and t.head[n] or 0
  return s.tags[i + 1] == "CD" or SPANS[t.lemma[n] or ""] or TAKES_OVER[t.lemma[head] or ""]
    or TAKES_OVER[t.lemma[i - 1] or ""] or false
end

rule "occasion" {
  about = "E after C; E when C; E over C; E in protest against C.",
  pattern = [[ cue:@occasion ]],
  emit = function(m, doc)
    local s, i, j = sentence.place(doc, m)
    local entry = m.cue
    local is_clause = entry.part == "clause" or entry.part == "either" and boundary.opens_clause(s, j)
    local cause, effect, leads, v
    local t = tree.of(s)
    if s.lowers[i] == "over" and is_spatial(s, t, i) then return nil end
    if is_clause then
      cause, effect, leads, v = subordinate.parts(s, i, j, false)
    else
      cause, effect, leads, v = subordinate.phrase(s, i, j, false)
    end
    if not cause or s.lowers[j] == "as" and not leads and not is_clause_with_as(s, t, j) then return nil end
    if entry.keep == "inside" then cause[1] = i end
    if effect[1][1] < i then effect = effect_of(s, t, effect[1][1], effect[1][2]) end
    return record(s, cause, entry.keep ~= "none" and { i, j } or nil, effect, v)
  end,
  accepts = {
    { "Shops were closed after two men were killed.", cause = "two men were killed", cue = false,
      effect = "Shops were closed" },
    { "Workers marched in protest against the tax.", cause = "in protest against the tax", cue = "in protest",
      effect = "Workers marched" },
    { "Shops closed as protests turned violent.", cause = "protests turned violent", cue = "as" },
  },
  rejects = { "He described the attack as cowardly.", "He presided over the meeting.", "Over 50 people came." },
}

local CATENATIVE = wordset.of [[
  want try decide refuse begin start continue plan agree fail seek threaten vow like need have be seem
  appear manage expect allow force ask tell order urge request direct persuade compel lead help enable get
  make let promise hope attempt intend offer tend use able likely ready willing due set suppose bind
  choose learn know prefer claim pledge swear demand mean permit prompt cause require encourage invite
  advise warn instruct authorize call appeal motivate convince schedule decline love hate dare wish
  prepare propose resolve determine ought unable eager free keen hard easy difficult enough say believe
  consider report think find cease remain prove happen suspect deserve forget remember afraid reluctant poise
  oblige pressure push press drive aim care]]
local COMPLEMENT = wordset.of [[
  decision plan right ability call proposal failure refusal order permission demand need opportunity time
  way power directive appeal request pressure threat promise commitment agreement chance reason desire
  willingness intention inability tendency ambition freedom authority offer instruction notice license
  first last one only role duty job
  mission]]

local function is_purpose(s, t, v)
  local rel, head = t.rel[v], t.head[v]
  if head == 0 or head > v then return false end
  if rel == "acl" then return not COMPLEMENT[t.lemma[head]] end
  if rel == "advcl" then return s.pos[head] ~= "ADJ" end
  return rel == "xcomp" and s.pos[head] == "VERB" and not CATENATIVE[t.lemma[head]]
end

-- "To V, E": the words of both; nil where no clause follows.
local function leading_purpose(s, i, j)
  local cause, effect, leads = subordinate.parts(s, i, j, false)
  if not leads then return nil end
  return { i, cause[2] }, effect
end

rule "purpose" {
  about = "E to V; E in order to V; to V, E.",
  pattern = [[ @aim? to (?= [tag=VB]) ]],
  emit = function(m, doc)
    local s, i, j = sentence.place(doc, m)
    local t = tree.of(s)
    local v = t.rel[j] == "mark" and t.head[j] > j and t.head[j] or j + 1
    local cause, effect = leading_purpose(s, i, j)
    if cause then return record(s, cause, { i, j }, effect, nil) end
    if i == j and not is_purpose(s, t, v) then return nil end
    local cut = { first = i, last = boundary.clause_end(s, j + 1, v), head = v }
    local verb
    effect, verb = motivated(s, t, cut)
    return record(s, { i, cut.last }, { i, j }, effect, verb)
  end,
  accepts = {
    { "Workers marched to protest the tax.", cause = "to protest the tax", cue = "to",
      effect = "Workers marched" },
    { "The police fired in a bid to clear the road.", cue = "in a bid to" },
    { "To avoid trouble, the police closed the road.", cause = "To avoid trouble",
      effect = "the police closed the road" },
  },
  rejects = { "They want to protest the tax." },
}

-- The last word of the phrase of `n` that begins at `first`: before the verb of which the phrase is in the subject.
local function phrase_last(s, t, first, n)
  if FINITE[s.tags[t.last[n] + 1]] then return t.last[n] end
  return boundary.clause_end(s, first, n)
end

rule "against" {
  about = "A protest against C.",
  pattern = [[ @protest ..{0,8} cause:against ]],
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i = s:index(m.cause.start)
    local t = tree.of(s)
    local n = (t.rel[i] == "case" or t.rel[i] == "mark") and t.head[i] > i and t.head[i] or nil
    if not n then return nil end
    local cut = { first = i, last = phrase_last(s, t, i + 1, n), head = n }
    local effect, verb = motivated(s, t, cut)
    return record(s, { i, cut.last }, nil, effect, verb)
  end,
  accepts = {
    { "Residents staged a protest against the plan.", cause = "against the plan",
      effect = "Residents staged a protest" },
    { "A protest by farmers against the tax was held.", cause = "against the tax" },
  },
}

-- The participle at `v` that opens a sentence or a clause: "Protesting against C, E".
local function opens(s, v)
  return v == 1 or s.words[v - 1] == ":"
    or s:mark(v - 1) and not finite.within(s, boundary.first(s, v - 1), v - 1)
end

local function participle_record(s, v, cue)
  local t = tree.of(s)
  local cause, effect, verb
  if opens(s, v) then
    cause, effect = subordinate.parts(s, v, v - 1, false)
  else
    local cut = { first = v, last = boundary.clause_end(s, v + 1, v), head = v }
    cause = { v, cut.last }
    effect, verb = motivated(s, t, cut)
  end
  return record(s, cause, cue, effect, verb)
end

rule "demand" {
  about = "E, demanding C; protesting against C, E.",
  pattern = [[ (?= [tag=VBG]) cue:@motive_verb ]],
  emit = function(m, doc)
    local s, v, j = sentence.place(doc, m)
    local t, pos = tree.of(s), s.pos[v - 1]
    local is_main = t.rel[v] == "xcomp" or tree.child(t, v, { aux = true })
    if pos == "ADP" or pos == "AUX" or is_main then return nil end
    return participle_record(s, v, { v, s:lower(j + 1) == "that" and j + 1 or j })
  end,
  accepts = {
    { "Workers marched on Monday, demanding higher wages.", cause = "demanding higher wages", cue = "demanding",
      effect = "Workers marched on Monday" },
    { "Protesting against the tax, workers blocked the road.", cause = "Protesting against the tax",
      effect = "workers blocked the road" },
  },
}

rule "moved" {
  about = "Angered by C, E.",
  pattern = [[ cue:@moving_verb (?= by|at|over|with) ]],
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local v = s:index(m.cue.start)
    return opens(s, v) and participle_record(s, v, nil) or nil
  end,
  accepts = {
    { "Angered by the delay, workers blocked the road.", cause = "Angered by the delay",
      effect = "workers blocked the road" },
  },
}

rule "with" {
  about = "With C happening, E.",
  pattern = [[ cue:with (?= [!punct]{1,12} [tag=VBG]) ]],
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i = s:index(m.cue.start)
    if i > 1 and not s:mark(i - 1) then return nil end
    local cause, effect, leads, v = subordinate.phrase(s, i, i, false)
    if not cause then return nil end
    if not leads then cause[2] = boundary.clause_end(s, i + 1, tree.of(s).head[i]) end
    return record(s, cause, { i, i }, effect, v)
  end,
  accepts = {
    { "With the strike entering its third day, shops were closed.", cause = "the strike entering its third day",
      effect = "shops were closed" },
    { "The talks failed, with both sides refusing to move.", cause = "both sides refusing to move" },
  },
}

-- What the rule "reaction" of consequences.lua has already.
local REACTIONS = wordset.of [[arrest book punish fine jail imprison sentence convict sue prosecute indict ban expel
  suspend dismiss sack detain blame criticise criticize condemn denounce praise thank attack kill target charge]]

local function reacts(t, head)
  return REACTIONS[t.lemma[head]] or t.rel[head] == "obj" and REACTIONS[t.lemma[t.head[head]]]
end

local UNITS = wordset.of [[
  year month week day hour minute time moment while long second night morning decade example instance
  first]]

rule "means" {
  about = "E for C; E by doing C.",
  pattern = { [[ cue:for (?= [pos=DET|NOUN|ADJ|PROPN|PRON] | [tag=VBG]) ]], [[ cue:by (?= [tag=VBG]) ]] },
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i = s:index(m.start)
    local t = tree.of(s)
    if i == 1 and s.lowers[i] == "by" then
      local cause, effect = subordinate.phrase(s, i, i, false)
      return record(s, cause, { i, i }, effect, nil)
    end
    local n = (t.rel[i] == "case" or t.rel[i] == "mark") and t.head[i] or 0
    local told = n > 0 and t.head[n] > 0 and s.lowers[i] == "for" and reacts(t, t.head[n])
    if n < i or told or UNITS[t.lemma[n]] or s.pos[n] == "PROPN" or s.pos[n] == "NUM" then return nil end
    local cut = { first = i, last = phrase_last(s, t, i + 1, n), head = n }
    local effect, verb = motivated(s, t, cut)
    return record(s, { i + 1, cut.last }, { i, i }, effect, verb)
  end,
  accepts = {
    { "Workers held a fast for higher wages.", cause = "higher wages", cue = "for",
      effect = "Workers held a fast" },
    { "They blocked the road by felling trees.", cause = "felling trees", cue = "by" },
    { "By felling trees, they blocked the road.", cause = "felling trees", effect = "they blocked the road" },
  },
}

rule "harm" {
  about = "Three died in C; two were killed in C.",
  pattern = [[ @harm_verb ..{0,8} cue:in (?= ([!punct] | "-"){0,6} @violent_event) ]],
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i = s:index(m.cue.start)
    local cause, effect, _, v = subordinate.phrase(s, i, i, false)
    if not cause then return nil end
    return record(s, cause, nil, effect, v)
  end,
  accepts = {
    { "Three men were killed in a clash.", cause = "a clash", cue = false, effect = "Three men were killed" },
    { "Two women were injured on Monday in an attack.", cause = "an attack" },
  },
}
