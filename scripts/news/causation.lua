--- What the rules of consequences share: a record of cause, cue and effect, its modality and polarity, and which
--- verb a clause of cause or condition belongs to.
local extent = require "extent"
local finite = require "finite"
local quotes = require "quotes"
local tree = require "tree"
local wordclass = require "wordclass"
local wordset = require "wordset"

local causation = {}

local PREDICTS = wordset.of [[will may might can could shall should must 'll ’ll wo ca]]
local UNREAL = wordset.of [[would 'd ’d]]
local NEGATORS = wordset.of [[not n't n’t never no nothing nobody neither hardly nor]]
local PROSPECTS = wordset.of [[likely expect threaten predict project set due bound poise sure certain going
  about forecast
  warn fear risk]]
local AUXILIARY = wordset.of [[aux cop]]
local HAVE = wordset.of [[have ’ve 've]]

-- The words that say how real the verb at `v` is: those that hang on it, or on what it depends on as infinitive.
local function moods(s, t, v, visit)
  local steps = 0
  while v > 0 and steps < 4 do
    for _, k in ipairs(tree.children(t, v)) do
      visit(s.lowers[k], k, v)
    end
    if t.rel[v] == "conj" and not tree.own_subject(t, v) and not tree.child(t, v, AUXILIARY) then
      v = t.head[v]
    elseif t.rel[v] ~= "xcomp" then
      return
    else
      v = t.head[v]
      visit(t.lemma[v], v, v)
    end
    steps = steps + 1
  end
end

--- Whether the verb at `v` is negated, and whether by something that stands right on it.
function causation.is_negated(s, v)
  local t, found = tree.of(s), false
  moods(s, t, v, function(lower, k, above)
    local negates = NEGATORS[lower] and s:lower(k + 1) ~= "only" or lower == "longer" and s.lowers[k - 1] == "no"
    found = found or negates and t.rel[k] ~= "nsubj" and t.rel[k] ~= "obj"
      or k == above and (lower == "fail" or lower == "refuse")
  end)
  return found and true or false
end

--- The modal verb of the verb at `v`, right on it; nil where it has none.
function causation.modal(s, v)
  local t = tree.of(s)
  for _, k in ipairs(tree.children(t, v)) do
    if t.rel[k] == "aux" and (PREDICTS[s.lowers[k]] or UNREAL[s.lowers[k]]) then return k end
  end
  return nil
end

--- factual, predicted, conditional or counterfactual: by what stands at the verb `v`.
function causation.modality(s, v)
  local t, best, perfect = tree.of(s), "factual", false
  moods(s, t, v, function(lower)
    if UNREAL[lower] then
      best = "conditional"
    elseif best == "factual" and (PREDICTS[lower] or PROSPECTS[lower]) then
      best = "predicted"
    end
    perfect = perfect or HAVE[lower]
  end)
  if best == "conditional" and perfect then return "counterfactual" end
  return best
end

--- The same of an effect that is a clause, by its modal verbs: parts { first, last }.
function causation.modality_of(s, parts)
  for _, part in ipairs(parts) do
    for k = part[1], part[2] do
      local lower = s.lowers[k]
      if UNREAL[lower] and s.tags[k] == "MD" then return "conditional" end
      if PREDICTS[lower] and s.tags[k] == "MD" then return "predicted" end
    end
  end
  return "factual"
end

local function modality_of_condition(s, effect, cause)
  local unreal, perfect, past = false, false, false
  for _, part in ipairs(effect) do
    for k = part[1], part[2] do
      local lower = s.lowers[k]
      if UNREAL[lower] or lower == "could" or lower == "might" then
        unreal = k
      elseif unreal and k - unreal < 4 and s.lowers[k] == "have" then
        perfect = true
      end
    end
  end
  for _, lower in ipairs(cause:lowers()) do
    if lower == "had" then past = true end
  end
  return unreal and (perfect or past) and "counterfactual" or "conditional"
end

-- Whether the word at `i` is a mark that no words of first … last need.
local function is_loose(s, i, first, last)
  local word = s.words[i]
  if wordclass.is_quote_mark(word) then return not quotes.is_whole(s, i, first, last) end
  return s:mark(i) and word ~= "(" and word ~= ")"
end

-- ", the party maintained" at the end of the words first … last: the last word before it.
local function before_speaker(s, first, last)
  local t = tree.of(s)
  if not (extent.speaks(t, last) and s.tags[last] ~= "VB" and s.tags[last] ~= "MD") then return last end
  for k = last - 2, math.max(first + 2, last - 8), -1 do
    if s.words[k] == "," then return k - 1 end
    if s.pos[k] == "VERB" or s.pos[k] == "AUX" then return last end
  end
  return last
end

local LEADS_IN = wordset.of [[because although though whereas where]]

-- "simply because C", "that C": the first word behind the conjunction.
local function behind_conjunction(s, first, last)
  if wordclass.coordinator[s.lowers[first]] and first < last then first = first + 1 end
  local k = first
  while s.pos[k] == "ADV" and k < last do k = k + 1 end
  local is_conjunction = s.tags[k] ~= "DT" or s.tags[k + 1] == "NNS" or s.tags[k + 2] == "NNS"
  if s.lowers[k] == "that" and is_conjunction and k < last then return k + 1 end
  local is_reported = extent.speaks(tree.of(s), k) and s.tags[k] == "VBP"
  return (LEADS_IN[s.lowers[k]] or is_reported) and k < last and s:lower(k + 1) ~= "of" and k + 1 or first
end

local BRACKET = wordset.of [[( )]]

-- The words first … last up to a bracket without its partner, or from it on: the longer part.
local function within_bracket(s, first, last)
  local open = nil
  for k = lists.find(s.words, BRACKET, first, last) or last + 1, last do
    if s.words[k] == "(" then
      open = k
    elseif s.words[k] == ")" then
      if not open and k > first and k - first > last - k then return first, k - 1 end
      if not open then first = k + 1 end
      open = nil
    end
  end
  if open and open < last then
    if open - first > last - open then return first, open - 1 end
    return open + 1, last
  end
  return first, last
end

-- The words first … last without loose marks at their edges and without who says them; a quotation that they leave
-- open goes on to its closing mark.
local function tidy(s, first, last)
  first, last = within_bracket(s, first, before_speaker(s, first, last))
  while first < last and is_loose(s, first, first, last) do first = first + 1 end
  while last > first and is_loose(s, last, first, last) do last = last - 1 end
  -- "this is because of C"
  if last == first + 1 and wordclass.be[s.lowers[last]] and s.pos[first] == "PRON" then last = first end
  first = behind_conjunction(s, first, last)
  local quote = quotes.of(s.doc)[s.quoted[last]]
  local closing = last + 1
  if s.words[closing] == "," then closing = closing + 1 end
  if quote and quote.start >= s.starts[first] and s.stops[closing] == quote.stop then last = closing end
  return first, last
end

local function as_they_are(_, first, last)
  return first, last
end

-- A part { first, last } as a span, a list of parts as one span or a list of them, their edges by `edges`. A span
-- stays one.
local function spans(s, parts, edges)
  if parts.text then return parts end
  if type(parts[1]) ~= "table" then return s:slice(edges(s, parts[1], parts[2])) end
  local list = {}
  for _, part in ipairs(parts) do
    list[#list + 1] = s:slice(edges(s, part[1], part[2]))
  end
  if #list <= 1 then return list[1] end
  return list
end

--- The words first … last of `s`, another sentence than the record's, as a span.
function causation.slice(s, first, last)
  return s:slice(tidy(s, first, last))
end

-- "which", "who": words that stand for others, and say nothing by themselves.
local POINTERS = wordset.of [[which who whom whose what there nothing nobody]]

local function is_pointer(span)
  local words = span.text and span:lowers()
  return words and #words < 4 and POINTERS[words[#words]] or false
end

-- Whether `effect` says no more than who speaks: "officials said".
local function is_speaker(s, effect)
  if not effect.text or #effect:words() > 8 or effect.start < s.starts[1] or effect.stop > s.stops[s.count] then
    return false
  end
  local last = s:index(effect.stop - 1)
  return extent.speaks(tree.of(s), last) and finite.is_tagged(s, last)
    and not finite.within(s, s:index(effect.start), last - 1)
end

--- A record. `found` holds cause, cue and effect, each { first, last } or a list of such; relation, modality, and
--- negative. nil where a part is missing.
function causation.record(s, found)
  local cause, effect = found.cause and spans(s, found.cause, tidy), found.effect and spans(s, found.effect, tidy)
  if not (cause and effect) then return nil end
  if is_pointer(cause) or is_pointer(effect) or is_speaker(s, effect) then return nil end
  local modality = found.modality
  if found.relation == "condition" and not modality then
    local parts = type(found.effect[1]) == "table" and found.effect or { found.effect }
    modality = modality_of_condition(s, parts, cause)
  end
  local cue = found.cue and spans(s, found.cue, as_they_are)
  return { type = "consequence", cause = cause, cue = cue, effect = effect,
    relation = found.relation, modality = modality or "factual", polarity = found.negative and "negative"
      or "positive" }
end

return causation
