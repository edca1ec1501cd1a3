--- Warnings without a word of warning: a speaker's words foretell harm that depends on a condition.
local cues = require "cues_warning"
local wordset = require "wordset"

local MODAL = wordset.of [[will would could may might can 'll shall]]
local ALARMS = re.compile([[\b(?:(?:grave|serious|mortal|great|real|imminent) danger|(?:serious|severe|grave|profound|dire|devastating) consequences)\b]], "i")

-- The modal and its verb in `span`: what foretells the harm.
local function foretelling(span)
  local lowers = span:lowers()
  for i = 1, #lowers - 1 do
    if MODAL[lowers[i]] then
      local last = i + 1
      while lowers[last + 1] and (lowers[last] == "not" or lowers[last] == "n't" or lowers[last]:sub(-2) == "ly") do
        last = last + 1
      end
      return span:sub(i, last)
    end
  end
  return nil
end

local function holder(claims, span)
  local best
  for _, claim in ipairs(claims) do
    for _, content in ipairs(claim:roles("content")) do
      if content:contains(span) and (not best or content.stop - content.start < best.size) then
        best = { claim = claim, size = content.stop - content.start }
      end
    end
  end
  return best and best.claim
end

local function is_covered(warnings, span)
  for _, warning in ipairs(warnings) do
    if warning.span:overlaps(span) then return true end
  end
  return false
end

on.document(function(doc)
  local claims, warnings = doc:records "claim", doc:records "warning"
  if #claims == 0 then return end
  for _, consequence in ipairs(doc:records "consequence") do
    local effect, cause = consequence:role "effect", consequence:role "cause"
    local claim = consequence:feature "relation" == "condition" and holder(claims, effect)
    local severity = claim and cues.severity(effect:lowers())
    local cue = severity and severity >= 2 and foretelling(effect)
    if cue and not is_covered(warnings, effect) then
      emit { type = "warning", rule = "implied/condition", span = consequence.span:join(claim:role "source" or effect),
        issuer = claim:role "source", cue = cue, harm = effect, trigger = cause, act = "warn", polarity = "positive",
        confidence = 0.7 }
    end
  end
  warnings = doc:records "warning"
  for _, claim in ipairs(claims) do
    for _, content in ipairs(claim:roles "content") do
      local sentence = content.stop - content.start < 16000 and ALARMS:find(content)
      local cue = sentence and foretelling(content)
      if cue and holder(claims, cue) == claim and not is_covered(warnings, sentence) then
        emit { type = "warning", rule = "implied/alarm", span = content:join(claim:role "source" or content),
          issuer = claim:role "source", cue = cue, harm = sentence, act = "warn", polarity = "positive", confidence = 0.6 }
        warnings = doc:records "warning"
      end
    end
  end
end)
