--- The words that belong to a verb: "has not yet been able to confirm".
local wordclass = require "wordclass"

local AUXILIARY, BE, HAVE, MODAL = wordclass.auxiliary, wordclass.be, wordclass.have, wordclass.modal
local NEGATOR, TIME = wordclass.negator, wordclass.time

local verbgroup = {}

local LINKS = { to = true, able = true, been = true, going = true, continued = true, continues = true, began = true,
  begun = true, wants = true, want = true, wanted = true, refused = true, refuses = true, declined = true,
  declines = true, failed = true }
local REFUSALS = { refused = true, refuses = true, declined = true, declines = true, failed = true }

local function belongs(lower, lowers, i)
  if AUXILIARY[lower] or wordclass.is_adverb(lower) then return true end
  if lower == "to" then
    local before = lowers[i - 1] or ""
    return LINKS[before] or HAVE[before] or before == "used"
  end
  return LINKS[lower] and (lowers[i + 1] == "to" or BE[lower])
end

local DAY_PARTS = { morning = true, afternoon = true, evening = true, night = true, week = true, month = true,
  year = true, past = true }
local TIME_OPENERS = { on = true, ["in"] = true, at = true, late = true, early = true, last = true, this = true,
  the = true }

-- "has on Monday evening warned": the word before the time that ends at `k`; k where none does.
local function before_time(s, k)
  local first = k
  while first > 1 and (TIME[s.lowers[first]] or DAY_PARTS[s.lowers[first]]) do
    first = first - 1
  end
  if first == k then return k end
  while first > 1 and TIME_OPENERS[s.lowers[first]] do
    first = first - 1
  end
  return AUXILIARY[s.lowers[first]] and s:same_voice(first, k) and first or k
end

--- The group of the verb at `i`: { first =, verb = i, negative =, negation =, passive =, modal =, infinitive = }.
--- `negation` is the place of the word that negates; `modal` the folded word; `infinitive`: "to" stands before it
--- and
--- nothing finite does.
function verbgroup.at(s, i)
  local group = { first = i, verb = i, negative = false, passive = false, infinitive = s:lower(i - 1) == "to" }
  local k = before_time(s, i - 1)
  while k >= 1 and s:same_voice(k, i) and belongs(s.lowers[k], s.lowers, k) do
    local lower = s.lowers[k]
    if NEGATOR[lower] or REFUSALS[lower] then
      group.negative, group.negation = true, k
    elseif MODAL[lower] then
      group.modal = lower
    end
    if BE[lower] and lower ~= "being" and not group.finite then group.passive = true end
    if AUXILIARY[lower] or (LINKS[lower] and lower ~= "to") then
      group.infinitive, group.finite = false, true
    end
    group.first, k = k, k - 1
  end
  -- A leading adverb or "to" that nothing finite follows is the clause's, not the verb's.
  while group.first < i and not AUXILIARY[s.lowers[group.first]]
    and not NEGATOR[s.lowers[group.first]]
    and not LINKS[s.lowers[group.first]] do
    group.first = group.first + 1
  end
  return group
end

return verbgroup
