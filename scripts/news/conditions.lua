--- Conditions: "if C, E", "E unless C", "had C, E would have", "without C, E", "C; otherwise E".
require "cues_consequence"
local boundary = require "boundary"
local causation = require "causation"
local clause = require "clause"
local extent = require "extent"
local nounphrase = require "nounphrase"
local sentence = require "sentence"
local subordinate = require "subordinate"
local tree = require "tree"
local wordclass = require "wordclass"
local wordset = require "wordset"

-- Behind these "if" means whether.
local ASKS = wordset.of [[ask wonder see know unclear decide determine question doubt sure remember tell
  matter uncertain check learn consider understand discover find judge inquire guess
  care say unsure wait evaluate assess clear]]
local WHETHERS = wordset.of [[whether if]]
local WHETHER = wordset.of [[ccomp csubj acl xcomp]]
local SAYS = wordset.of [[say tell know see find]]
-- "if necessary", "if any": said by the way.
local BY_THE_WAY = wordset.of [[necessary possible needed any so not anything appropriate only applicable desired
  required ever]]
-- "if you remember", "if you ask me"
local TO_READERS = wordset.of [[remember like will please ask prefer recall want]]
local BEFORE = wordset.of [[even as what than]]
local FORETELLS = wordset.of [[will would wo can could may might must should shall 'll ’ll 'd ’d ca cannot going]]

-- Conjunctions that are other words, too, where no clause follows.
local WHOLE = wordset.of [[in provided providing assuming suppose supposing once]]
-- Conjunctions that are verbs, too.
local VERBAL = wordset.of [[provided providing assuming suppose supposing]]

-- "asked if", "is unclear if": whether.
local function means_whether(s, t, i, c)
  local k = (s.pos[i - 1] == "PRON" or s.pos[i - 1] == "PROPN") and i - 2 or i - 1
  local before = t.lemma[k]
  if ASKS[before] and (not SAYS[before] or k == i - 2) or before == "see" or before == "tell" then return true end
  if s.lowers[i - 1] == "or" and s:any({ { 1, i - 2 } }, WHETHERS) then return true end
  local governor = c and t.head[c] or 0
  if governor == 0 or governor > i or s:mark(i - 1) or s.lowers[i - 1] == "that" then return false end
  if not ASKS[t.lemma[governor]] then return false end
  local wants = s.lowers[governor - 1] == "to" and t.lemma[governor] == "know"
  if SAYS[t.lemma[governor]] and not (wants or causation.is_negated(s, governor)) then return false end
  return WHETHER[t.rel[c]] or t.rel[c] == "advcl"
end

-- "if not eliminate", "if less directly": another word for the one before.
local function corrects(s, i, j)
  local tag = s.tags[j + 1]
  return s.words[i - 1] == "," and (s:lower(j + 1) == "not" or tag == "RBR" or tag == "RB")
end

-- Whether the conjunction at words i … j, whose clause has the head `c`, is none of condition.
local function is_other(s, t, i, j, c)
  local lower = s.lowers[j]
  if BEFORE[s:lower(i - 1)] or s:lower(j + 1) == "of" then return true end
  if s:lower(j + 1) == "not" and s:lower(j + 2) == "for" then return true end
  if VERBAL[lower] and t.rel[i] ~= "mark" then return true end
  if WHOLE[s.lowers[i]] and not boundary.opens_clause(s, j) then return true end
  if lower ~= "if" then return false end
  if s.lowers[i - 1] == "is" and s.pos[i - 2] ~= "PRON" then return true end -- "the question is if"
  if s:lower(j + 1) == "need" and s:lower(j + 2) == "be" then return true end
  if s:lower(j + 1) == "you" and TO_READERS[s:lower(j + 2)] and (s:mark(j + 3) or s:lower(j + 3) == "me") then
    return true
  end
  return BY_THE_WAY[s:lower(j + 1)] and s:mark(j + 2) or corrects(s, i, j) or means_whether(s, t, i, c)
end

-- Whether the words say that something is so: with a verb, or shortly ("if approved"); not "if any secret code".
local function says(s, words)
  if boundary.is_finite(s, words[1], words[2]) then return true end
  local tag = s.tags[words[1]]
  return s.lowers[words[1]] ~= "any" and ((tag ~= "JJ" and tag ~= "RB" and tag ~= "RBR") or words[2] - words[1] < 3)
end

local function clause_record(s, i, j, cue, modal)
  local t = tree.of(s)
  if is_other(s, t, i, j, subordinate.opened(s, i, j)) then return nil end
  local cause, effect = subordinate.parts(s, i, j, true)
  if not cause or modal and not s:any(effect, FORETELLS) or not says(s, cause) then return nil end
  if params.whole_conditions then cause[1] = i end
  return causation.record(s, { cause = cause, cue = cue, effect = effect, relation = "condition" })
end

rule "condition" {
  about = "If C, E; E if C; E unless C; E as long as C.",
  pattern = [[ cue:@condition ]],
  emit = function(m, doc)
    local s, i, j = sentence.place(doc, m)
    return clause_record(s, i, j, { i, j }, m.cue.modal == "yes")
  end,
  accepts = {
    { "If they fail by then, cuts would take effect.", cause = "they fail by then" },
    { "The club has lost twice and will finish outside the top eight unless it wins.",
      effect = "will finish outside the top eight" },
    { "If the rain stops, the road will open.", cause = "the rain stops", cue = "If", effect = "the road will open",
      relation = "condition", modality = "conditional" },
    { "The road will open if the rain stops.", cause = "the rain stops", effect = "The road will open" },
    { "The road would have opened if the crane had not failed.", modality = "counterfactual" },
    { "Unless the rain stops, the road will stay closed.", cause = "the rain stops", cue = "Unless",
      effect = "the road will stay closed" },
    { "The town will pay as long as it has money.", cause = "it has money", cue = "as long as",
      effect = "The town will pay" },
    { "The bonds, unless redeemed, will be converted.", cause = "redeemed", cue = "unless",
      effect = { "The bonds", "will be converted" } },
    { "Officials said that if the dam breaks, the town will be flooded.", cause = "the dam breaks",
      effect = "the town will be flooded" },
    { "If the dam breaks, officials said, the town will be flooded.", effect = "the town will be flooded" },
    { "The view is that the town would gain if the road were built.", effect = "the town would gain" },
    { "The road would be safe if the army came, which it will.", cause = "the army came" },
    { "He said he would leave if he lost.", cause = "he lost", effect = "he would leave" },
    { "The firm can import tea provided that it pays the tax.", cause = "it pays the tax", cue = "provided that" },
    { "The work could start once the court has ruled.", cause = "the court has ruled", cue = "once" },
  },
  rejects = { "The road will open even if it rains.", "They asked if the road was open.",
    "It is unclear if the road was open.", "Send a letter if necessary.", "Once in a while they met.",
    "The company provided food.", "It would limit, if not end, the trade.",
    "They should ask themselves if the road is safe.",
    "We will go to court if need be.",
    "It was a bad year if you remember.",
    "The question is if he knows.",
    "It is not clear if the road is open.", "It depends on whether it rains or if it snows." },
}

local UNREAL = wordset.of [[would could might may should]]

local function says_would(s, parts)
  for _, part in ipairs(parts) do
    for k = part[1], part[2] do
      if UNREAL[s.lowers[k]] or s.lowers[k] == "'d" or s.lowers[k] == "will" then return true end
    end
  end
  return false
end

-- "Without help, the town must flood" would be an order.
local EXPECTS = wordset.of [[will would wo can could may might shall 'll ’ll 'd ’d ca cannot going]]

-- The word of the stretch { first, last } that hangs on none of the others, or nil.
local function top_of(s, part)
  for k = part[1], part[2] do
    local head = tree.head(s, k)
    if head < part[1] or head > part[2] then return k end
  end
  return nil
end

-- Whether the clause itself that the parts are, with the head `v` where that is known, looks ahead: not only one
-- that is reported in it.
local function foretells(s, parts, v)
  if not s:any(parts, EXPECTS) then return false end
  v = v or top_of(s, parts[1])
  return not v or causation.modality(s, subordinate.reported(tree.of(s), v, s.count)) ~= "factual"
end

local NEGATIVE = wordset.of [[not n't n’t never no nothing nobody cannot hardly little unable impossible]]

-- "We could get away without raising taxes" says how, "a loss of homes without heat" what homes; "we could not live
-- without raising taxes" says on what condition.
local function says_if(s, cause, effect)
  local top = top_of(s, cause)
  if top and tree.relation(s, top) == "nmod" and cause[1] > effect[1][1] then return false end
  return s.tags[cause[1]] ~= "VBG" or cause[1] < effect[1][1] or s:any(effect, NEGATIVE)
end

-- "signed without delay" says how.
local MANNER = wordset.of [[delay question doubt exception warning notice fail charge comment hesitation incident
  interruption prejudice precedent reason success result restriction limit end]]

-- Prepositions that are other words, too.
local PARTICIPLE = wordset.of [[failing barring absent]]

rule "phrase" {
  about = "Without C, E would; E in the event of C; but for C, E.",
  pattern = [[ cue:@condition_phrase ]],
  emit = function(m, doc)
    local s, i, j = sentence.place(doc, m)
    if PARTICIPLE[s.lowers[i]] and i > 1 and not s:mark(i - 1) then return nil end
    local cause, effect, _, head = subordinate.phrase(s, i, j, true)
    local modal = m.cue.modal
    if cause and cause[1] == cause[2] and s.pos[cause[1]] == "DET" then return nil end
    if not cause or cause[1] == cause[2] and MANNER[s.lowers[cause[1]]] then return nil end
    if modal == "yes" and not (foretells(s, effect, head) and says_if(s, cause, effect))
      or modal == "unreal" and not says_would(s, effect)
    then
      return nil
    end
    if params.whole_conditions then cause[1] = i end
    return causation.record(s, { cause = cause, cue = { i, j }, effect = effect, relation = "condition" })
  end,
  accepts = {
    { "Without new pumps, the town would flood.", cause = "new pumps", cue = "Without",
      effect = "the town would flood", relation = "condition" },
    { "Prices will rise in the event of a strike.", cause = "a strike", cue = "in the event of",
      effect = "Prices will rise" },
  },
  rejects = { "He left without a word.", "She said she would sign it without delay.",
    "The hall should be built without a delay.",
    "We could get away without raising taxes.", "It could lead to a loss of homes without heat.",
    "Without a date, the deal sets out how a court will be built." },
}

local SUBJECTS = wordset.of [[he she it they we i you there this that these those]]
local MODAL_BEFORE = wordset.of [[would could might may should 'd ’d]]

local function any_before(s, i, set)
  return lists.find(s.lowers, set, 1, i - 1) ~= nil
end

-- Whether a participle or infinitive without "to" follows within the clause that begins at `i`.
local function has_participle(s, i)
  for k = i + 2, math.min(s.count, i + 14) do
    if s.tags[k] == "VBN" or s.tags[k] == "VB" and s.tags[k - 1] ~= "TO" or s.tags[k] == "VBD" then return true end
    if s:mark(k) then return false end
  end
  return false
end

-- "Had he known", "were it true", "should prices fall": no question, and the subject stands behind the verb at `i`.
local function is_inverted(s, i)
  if s.words[s.count] == "?" then return false end
  if i == 1 or wordclass.is_quote_mark(s.words[i - 1]) then return true end
  local opens = s:mark(i - 1) or wordclass.coordinator[s.lowers[i - 1]] or s.lowers[i - 1] == "that"
  if not opens and (not any_before(s, i, MODAL_BEFORE) or s.tags[i - 1] == "PRP" or s.tags[i - 1] == "WP") then
    return false
  end
  local t = tree.of(s)
  local verb = t.head[i] > i and t.rel[i] ~= "advcl" and t.head[i] or i
  local subject = tree.own_subject(t, verb)
  if subject and subject < i then return false end
  if opens then return SUBJECTS[s:lower(i + 1)] or subject and subject > i or false end
  if SUBJECTS[s:lower(i + 1)] and s.tags[i + 1] ~= "DT" then return true end
  return s.lowers[i] ~= "should" and has_participle(s, i) and (subject or 0) ~= i - 1
    and not extent.speaks(t, i - 1)
end

rule "inverted" {
  about = "Had C, E; E had C; were C, E; should C, E.",
  pattern = [[ cue:(had|were|should) (?= [pos=PRON|DET|PROPN|NOUN|ADJ|NUM]) ]],
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i = s:index(m.start)
    if not is_inverted(s, i) then return nil end
    local cause, effect = subordinate.parts(s, i, i - 1, true)
    if not cause or not says_would(s, effect) then return nil end
    return causation.record(s, { cause = cause, cue = { i, i }, effect = effect, relation = "condition" })
  end,
  accepts = {
    { "Had the crane not failed, the road would have opened.", cue = "Had", cause = "Had the crane not failed",
      effect = "the road would have opened", modality = "counterfactual" },
    { "The road would have opened had the crane not failed.", cause = "had the crane not failed" },
    { "Were the dam to break, the town would flood.", cause = "Were the dam to break" },
    { "Should prices fall, farmers will suffer.", cause = "Should prices fall", effect = "farmers will suffer" },
  },
  rejects = { "The town had the money.", "Had they the money?" },
}

-- What an adverb at words i … j of a clause refers back to: the clause before it, or the sentence before. Its place
-- as sentence and words.
local function clause_back(s, i)
  local _, first = clause.trim(s, 1, i - 1)
  local last = i - 1
  while last > first and (s:mark(last) or wordclass.coordinator[s.lowers[last]]) do
    last = last - 1
  end
  if last > first then return s, math.max(first, boundary.first(s, last)), last end
  local number = s.span.sentence_index
  local before = number > 1 and sentence.of(s.doc, s.doc:sentence(number - 1))
  if not before then return nil end
  last, first = clause.trim(before, 1, before.count)
  return before, first, last
end

rule "otherwise" {
  about = "C; otherwise E. C, or else E.",
  pattern = [[ cue:@result_adverb[relation=condition] ]],
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i, j = s:index(m.cue.start), s:index(m.cue.stop - 1)
    local opens = i == 1 or s:mark(i - 1) or wordclass.coordinator[s.lowers[i - 1]]
    local first = s:lower(j + 1) == "," and boundary.behind_speaker(s, j + 2) or j + 1
    if first + 1 > s.count or not (opens or SUBJECTS[s.lowers[first]]) then return nil end
    local last = clause.last(s, first)
    local before, cause_first, cause_last = clause_back(s, i)
    if not before or last <= first then return nil end
    local cause = causation.slice(before, cause_first, cause_last)
    if not cause or not s:any({ { first, last } }, FORETELLS) then return nil end
    return causation.record(s, { cause = cause, cue = { i, j }, effect = { first, last }, relation = "condition" })
  end,
  accepts = {
    { "The dam must be mended. Otherwise, they argue, the town will flood.", cue = "Otherwise",
      effect = "the town will flood" },
    { "The dam must be mended, otherwise the town will flood.", cause = "The dam must be mended", cue = "otherwise",
      effect = "the town will flood" },
    { "Pay now, or else you will lose the house.", cause = "Pay now", cue = "or else",
      effect = "you will lose the house" },
    { "They have to pay. Otherwise, they will lose the house.", cause = "They have to pay",
      effect = "they will lose the house" },
  },
  rejects = { "The otherwise quiet town will vote." },
}

-- Subjects that stand for a condition: "any such step would be a mistake".
local HYPOTHETIC = wordset.of [[any anything anyone anybody such failure]]

-- Whether any word can begin such a subject, told without the tree.
local function may_suppose(s)
  return lists.find(s.lowers, HYPOTHETIC) or lists.find(s.tags, "VBG")
end

-- The subject of the predicate `p`, before the modal verb at `i`, if it stands for a condition; where the tree has
-- none, what stands right before.
local function hypothesis(s, t, p, i)
  local n = tree.own_subject(t, p)
  local phrase = n and n < i and extent.phrase(s, n)
  if not phrase then
    local first, last = nounphrase.before(s, i)
    phrase = first and { first, last }
  end
  if not phrase then return nil end
  local tag = s.tags[phrase[1]]
  return (HYPOTHETIC[s.lowers[phrase[1]]] or tag == "VBG" and s.pos[phrase[1]] == "VERB") and phrase or nil
end

rule "any" {
  about = "Any C would be E; doing C would be E.",
  pattern = [[ cue:((would|will) be) ]],
  emit = function(m, doc)
    local s, i, j = sentence.place(doc, m)
    if s.pos[j + 1] == "NUM" or s.pos[j + 2] == "NUM" or not may_suppose(s) then return nil end
    local t = tree.of(s)
    local p = t.head[j] > j and t.head[j] or j + 1
    local cause = hypothesis(s, t, p, i)
    if not cause or t.rel[j] ~= "cop" then return nil end
    local last = extent.before_joined(s, j, extent.phrase(s, p)[2])
    return causation.record(s, { cause = cause, cue = { i, j }, effect = { j + 1, last },
      relation = "cause", modality = "conditional", negative = causation.is_negated(s, p) })
  end,
  accepts = {
    { "Any attack would be a grave mistake.", cause = "Any attack", cue = "would be", effect = "a grave mistake" },
    { "Raising taxes would be a mistake.", cause = "Raising taxes", effect = "a mistake" },
    { "Any cut would be small and the firm would gain.", effect = "small" },
    { "Any delay will be a disaster.", cause = "Any delay", cue = "will be" },
  },
  rejects = { "The road would be closed.", "Raising the sum would be 5 percent." },
}

rule "order" {
  about = "Do C and E will follow; do C or E will follow.",
  pattern = [[ ^ [punct]* first:[tag=VB] [!punct]{0,12}? cue:(and|or)
    (?= [!punct]{1,6} (will|"'ll"|would|can)) ]],
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local first, i = s:index(m.first.start), s:index(m.cue.start)
    local last = boundary.last(s, i + 1)
    if not boundary.begins_clause(s, i + 1) or s.tags[i + 1] == "VB" or last <= i + 1 then return nil end
    return causation.record(s, { cause = { first, i - 1 }, cue = { i, i }, effect = { i + 1, last },
      relation = "condition", modality = "conditional" })
  end,
  accepts = {
    { "Raise taxes and the economy will shrink.", cause = "Raise taxes", cue = "and",
      effect = "the economy will shrink", modality = "conditional" },
    { "Stop the war or we will leave.", cause = "Stop the war", cue = "or", effect = "we will leave" },
    { "“Close the port and they'll go,” he said.", cause = "Close the port" },
    { "Ask the men and they would help.", effect = "they would help" },
    { "Cut the tax and firms can grow.", effect = "firms can grow" },
  },
  rejects = { "Stop and think.", "They raised taxes and the economy will shrink." },
}
