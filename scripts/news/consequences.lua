--- Consequences: causes, conditions and what they bring about, with the direction that the connective gives.
local clause = require "clause"
local condition = require "condition"
local cues = require "cues_consequence"
local nounphrase = require "nounphrase"
local sentence = require "sentence"
local verbgroup = require "verbgroup"
local wordclass = require "wordclass"
local wordset = require "wordset"

local VOWS = wordset.of [[threatened threatens threaten vowed vows promised promises pledged pledges]]
local PREDICTS = wordset.of [[will would could may might can shall should 'll wo]]
local COUNTERFACTUAL = re.compile([[\bwould(?:n['’]t| not)? have\b|\bhad\b.*\bwould\b]], "i")
local NEGATIVE = wordset.of [[not n't n’t never no]]

-- "officials said inflation would rise": the clause begins behind the verb of saying.
local function behind_report(s, first, last)
  for k = last - 1, first + 1, -1 do
    if VOWS[s.lowers[k]] and s.lowers[k + 1] == "to" and k + 2 <= last then return k + 2 end
    if wordclass.report[s.lowers[k]] and s:same_voice(k, last) then
      if k + 1 < last and not wordclass.is_mark(s.words[k + 1])
        and wordclass.subordinator[s.lowers[k + 1]] == nil then
        return k + 1
      end
      return s.lowers[k + 1] == "that" and k + 2 or k + 1
    end
  end
  return first
end

local function modality_of(s, relation, first, last)
  local effect = s:slice(first, last)
  if relation == "condition" then return COUNTERFACTUAL:find(effect.text) and "counterfactual" or "conditional" end
  for _, lower in ipairs(effect:lowers()) do
    if PREDICTS[lower] then return "predicted" end
  end
  return "factual"
end

local function record(cause, cue, effect, relation, modality, negative)
  return { type = "consequence", cause = cause, cue = cue, effect = effect,
    relation = relation, modality = modality, polarity = negative and "negative" or "positive" }
end

local function clause_record(s, i, j, relation)
  if condition.is_other(s, i) then return nil end
  local c1, c2, e1, e2 = condition.parts(s, i, j)
  if not c1 or c2 < c1 then return nil end
  if e2 < i then e1 = behind_report(s, e1, e2) end
  local negative = false
  if relation == "cause" and NEGATIVE[s:lower(i - 1)] then negative, e2 = true, e2 - 1 end
  if e2 < e1 then return nil end
  return record(s:slice(c1, c2), s:slice(i, j), s:slice(e1, e2), relation, modality_of(s, relation, e1, e2),
    negative)
end

rule "condition" {
  about = "If C, E; E if C; E unless C; E as long as C.",
  regex = [[\b(?:only if|if|unless|provided that|as long as)\b]],
  flags = "i",
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    return clause_record(s, s:index(m.start), s:index(m.stop - 1), "condition")
  end,
  accepts = {
    { "If the rain stops, the road will open.", cause = "the rain stops", cue = "If", effect = "the road will open",
      relation = "condition", modality = "conditional" },
    { "The road will open if the rain stops.", cause = "the rain stops", effect = "The road will open" },
    { "The road would have opened if the crane had not failed.", modality = "counterfactual" },
  },
  rejects = { "The road will open even if it rains.", "They asked if the road was open." },
}

rule "because" {
  about = "E because C.",
  regex = [[\bbecause\b(?! of\b)]],
  flags = "i",
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i = s:index(m.start)
    return clause_record(s, i, i, "cause")
  end,
  accepts = {
    { "The road was closed because the bridge was weak.", cause = "the bridge was weak", cue = "because",
      effect = "The road was closed", relation = "cause", modality = "factual" },
  },
  rejects = { "The road was closed because of heavy rain." },
}

rule "because_of" {
  about = "E because of C; E due to C; as a result of C, E.",
  regex = [[\b(?:]] .. table.concat(cues.phrase, "|") .. [[)\b]],
  flags = "i",
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i, j = s:index(m.start), s:index(m.stop - 1)
    local c2 = nounphrase.after(s, j + 1, true)
    if not c2 then return nil end
    local e1, e2
    if clause.first(s, i) >= i then
      if s.words[c2 + 1] ~= "," then return nil end
      e1 = c2 + 2
      e2 = clause.last(s, e1)
    else
      e1 = clause.first(s, i)
      e2 = clause.trim(s, e1, i - 1)
      e1 = behind_report(s, e1, e2)
      if wordclass.be[s.lowers[e2]] then e2 = e2 - 1 end
    end
    if e2 < e1 or e1 > s.count then return nil end
    return record(s:slice(j + 1, c2), s:slice(i, j), s:slice(e1, e2), "cause", modality_of(s, "cause", e1, e2),
      false)
  end,
  accepts = {
    { "The road was closed because of heavy rain.", cause = "heavy rain", cue = "because of",
      effect = "The road was closed" },
    { "Because of heavy rain, the road was closed.", cause = "heavy rain", effect = "the road was closed" },
  },
  rejects = { "The road was closed because the bridge was weak." },
}

-- The clause that stands before a participle ("…, forcing the port to close") is its cause.
local function cause_before_comma(s, i)
  local last = i - 2
  local first = clause.first(s, last)
  if last - first < 2 then return nil end
  return s:slice(behind_report(s, first, last), last)
end

local function passive_record(s, group, cue)
  if cue.link or s:lower(group.verb + 1) ~= "by" then return nil end
  local first, last = nounphrase.before(s, group.first)
  local stop = nounphrase.after(s, group.verb + 2, true)
  if not (first and stop) then return nil end
  return record(s:slice(group.verb + 2, stop), s:slice(group.verb, group.verb), s:slice(first, last), cue.relation,
    group.modal and "predicted" or "factual", group.negative)
end

-- The object of a causal verb, up to the clause's next comma.
local function effect_at(s, first)
  local last = clause.last(s, first)
  for k = first + 1, last do
    if s.words[k] == "," and s:same_voice(first, k) then
      last = k - 1
      break
    end
  end
  return s:slice(first, last)
end

local SUBJECTLESS = wordset.of [[to of for by in]]

rule "verb" {
  about = "C led to E; C will cause E; C prevented E; …, forcing E.",
  regex = wordset.regex(cues.verbs),
  flags = "i",
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i = s:index(m.start)
    local cue = cues.verb[s.lowers[i]]
    if not cue or wordclass.determiner[s:lower(i - 1)] or s:lower(i - 1) == "'s"
      or s:lower(i - 1) == "’s" then return nil end
    if cue.link and s:lower(i + 1) ~= cue.link then return nil end
    local group = verbgroup.at(s, i)
    local is_gerund = s.lowers[i]:sub(-3) == "ing" and group.first == i
    if group.passive and not is_gerund and not cue.link then return passive_record(s, group, cue) end
    if group.infinitive or (is_gerund and s.words[i - 1] ~= ",")
      or SUBJECTLESS[s:lower(group.first - 1)] then return nil end
    local cause
    if is_gerund then
      cause = cause_before_comma(s, i)
    else
      local first, last = nounphrase.before(s, group.first)
      cause = first and s:slice(first, last)
    end
    local j = cue.link and i + 1 or i
    local lower = s:lower(j + 1)
    if not cause or lower == "" or wordclass.is_mark(s.words[j + 1])
      or wordclass.preposition[lower] then return nil end
    local effect = effect_at(s, j + 1)
    if not effect then return nil end
    return record(cause, s:slice(i, j), effect, cue.relation, group.modal and "predicted"
      or "factual", group.negative)
  end,
  accepts = {
    { "The strike led to long queues at the port.", cause = "The strike", cue = "led to",
      effect = "long queues at the port", relation = "cause" },
    { "The delay was caused by a broken crane.", cause = "a broken crane", cue = "caused", effect = "The delay" },
    { "New pumps prevented a second flood.", relation = "prevent", effect = "a second flood" },
  },
  rejects = { "The guide led the group.", "The cause of the fire is known." },
}
