--- Warnings without a word of warning: a speaker's words foretell harm that depends on a condition, or sound an
--- alarm.
local clause = require "clause"
local cues = require "cues_warning"
local nesting = require "nesting"
local nounphrase = require "nounphrase"
local sentence = require "sentence"
local wordset = require "wordset"

local MODAL = wordset.of [[will would could may might can 'll shall]]
local ALARMS = re.set({
  danger = [[\b(?:grave|serious|mortal|great|real|imminent) danger\b]],
  consequences = [[\b(?:serious|severe|grave|profound|dire|devastating) consequences\b]],
}, "i")
local LEAST_SEVERITY = 2

-- The modal and its verb within words first … last, the nearest to the end: what foretells the harm; the places of
-- both.
local function foretelling(s, first, last)
  for i = last - 1, first, -1 do
    if MODAL[s.lowers[i]] and s:same_voice(i, last) then
      local verb = i + 1
      while verb < last and (s.lowers[verb] == "not" or s.lowers[verb] == "n't" or s.lowers[verb] == "n’t"
        or s.lowers[verb]:sub(-2) == "ly") do
        verb = verb + 1
      end
      return i, verb
    end
  end
  return nil
end

local function words_of(doc, span)
  local s = sentence.of(doc, span)
  return s, s:index(span.start), s:index(span.stop - 1)
end

-- Whose warning it is: who "knows" of a harm is warned of it by the speaker around.
local function parties(claims)
  local claim = claims[1]
  if claim:feature "act" == "believe" and claims[2] and claims[2]:role "source" then
    return claims[2]:role "source", claim:role "source"
  end
  return claim:role "source", nil
end

local function file(claims, warning)
  local issuer, addressee = parties(claims)
  warning.addressee = addressee
  warning.type, warning.issuer, warning.act, warning.polarity = "warning", issuer, "warn", "positive"
  return emit(warning)
end

-- "There will be consequences if C", said by someone.
local function from_condition(doc, consequence, holders, warnings)
  local effect = consequence:role "effect"
  if not effect then return end
  local claims = holders:around(effect)
  local severity = claims[1] and cues.severity(effect:lowers())
  if not severity or severity < LEAST_SEVERITY or warnings:touches(effect) then return end
  local s, first, last = words_of(doc, effect)
  local modal, verb = foretelling(s, first, last)
  if modal then
    local warning = file(claims, { rule = "condition", cue = s:slice(modal, verb), harm = effect,
      trigger = consequence:role "cause", confidence = 0.7 })
    warnings:add(warning.span, warning)
  end
end

-- "C would be a mistake with serious consequences", said by someone.
local function from_alarm(doc, alarm, holders, warnings)
  local claims = holders:around(alarm)
  if not claims[1] or warnings:touches(alarm) then return end
  local s, _, last = words_of(doc, alarm)
  local modal, verb = foretelling(s, 1, last)
  if not modal or verb >= last then return end
  local first, stop = nounphrase.before(s, modal)
  local trigger = first and s.lowers[first] ~= "there" and s:slice(first, stop) or nil
  local warning = file(claims, { rule = "alarm", cue = s:slice(modal, verb), harm = s:slice(verb + 1,
    math.max(last, (clause.last(s, verb + 1)))),
    trigger = trigger, confidence = 0.6 })
  warnings:add(warning.span, warning)
end

-- Runs after the rules, so that every claim is known; continued quotations come later and hold no implied warnings.
on.document(function(doc)
  local holders, warnings = nesting.new(), nesting.new()
  for _, claim in ipairs(doc:records "claim") do
    for _, content in ipairs(claim:roles "content") do
      holders:add(content, claim)
    end
  end
  if holders.count == 0 then return end
  for _, warning in ipairs(doc:records "warning") do
    warnings:add(warning.span, warning)
  end
  for _, consequence in ipairs(doc:records "consequence") do
    if consequence:feature "relation" == "condition" then from_condition(doc, consequence, holders, warnings) end
  end
  for _, alarm in ALARMS:matches(doc) do
    from_alarm(doc, alarm, holders, warnings)
  end
end)
