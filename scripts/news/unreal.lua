--- What would, could or should have been, and wishes: with the parameter `unreal` these are conditions without an
--- effect, and "even if" is a condition, as the guidelines of SemEval-2020 task 5 have it (Yang et al. 2020).
local boundary = require "boundary"
local causation = require "causation"
local extent = require "extent"
local sentence = require "sentence"
local subordinate = require "subordinate"
local tree = require "tree"
local wordset = require "wordset"

if not params.unreal then return end

-- Words that open a condition, or a wish: other rules have those.
local OPENERS = wordset.of [[if unless without wish assuming given]]
local INVERTED = wordset.of [[had were should]]
local SUBJECT = wordset.of [[NOUN PROPN PRON ADV]]
local CLAUSE = wordset.of [[root ccomp advcl conj parataxis acl:relcl csubj acl]]

local function has_condition(s)
  for i, lower in ipairs(s.lowers) do
    if OPENERS[lower] or INVERTED[lower] and not SUBJECT[s.pos[i - 1]] then return true end
  end
  return false
end

-- The clause of the verb at `v`, from its subject on, as one stretch.
local function clause_of(s, v)
  local t = tree.of(s)
  while t.head[v] > 0 and not CLAUSE[t.rel[v]] do
    v = t.head[v]
  end
  local part = extent.clause(s, v)[1]
  if not part then return nil end
  local first = math.min(part[1], boundary.first(s, v))
  return { first, math.min(part[2], math.max(v, boundary.clause_end(s, first, v))) }
end

-- Sentences of which a record tells already.
local told = {}

local function record(s, cause, i)
  if not cause then return nil end
  return { type = "consequence", cause = s:slice(cause[1], cause[2]), cue = s:slice(i, i), relation = "condition",
    modality = "counterfactual", polarity = "positive" }
end

rule "wish" {
  about = "X wishes that C.",
  pattern = [[ (?= [pos=VERB]) cue:<wish> (?! to|the|him|her|them|you [pos=NOUN|ADJ]) ]],
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i = s:index(m.start)
    return record(s, { boundary.first(s, i), boundary.last(s, i) }, i)
  end,
  accepts = { { "I wish he could see that.", cause = "I wish he could see that", cue = "wish", effect = false } },
  rejects = { "They wish to leave." },
}

rule "even_if" {
  about = "Even if C, E; E even if C.",
  pattern = [[ cue:(even if) ]],
  emit = function(m, doc)
    local s, i, j = sentence.place(doc, m)
    local cause, effect = subordinate.parts(s, i, j, true)
    if not cause then return nil end
    if params.whole_conditions then cause[1] = j end
    return causation.record(s, { cause = cause, cue = { i, j }, effect = effect, relation = "condition" })
  end,
  accepts = {
    { "The road would open even if it rained.", cause = "it rained", cue = "even if",
      effect = "The road would open" },
  },
}

rule "missed" {
  about = "C should have been; C would have been, without a condition.",
  pattern = [[ cue:(should|would|could|might) (not|[pos=ADV])? have (?= [tag=VBN|RB]) ]],
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    if told[s.span.start] or has_condition(s) then return nil end
    told[s.span.start] = true
    local i = s:index(m.cue.start)
    local t = tree.of(s)
    return record(s, clause_of(s, t.head[i] > i and t.head[i] or i), i)
  end,
  accepts = {
    { "They should have closed the road.", cause = "They should have closed the road", effect = false },
    { "The road could not have been closed.", cue = "could" },
    { "They would probably have closed it.", cue = "would" },
    { "He might have known.", cue = "might" },
  },
  rejects = { "The road would have been closed if it had rained." },
}
