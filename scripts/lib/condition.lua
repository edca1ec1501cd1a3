--- "If C, E" and "E if C" within a stretch of a sentence: where the connective, the condition and the result stand.
local clause = require "clause"
local wordclass = require "wordclass"

local condition = {}

local WHETHER = { ask = true, asked = true, asking = true, asks = true, wonder = true, wondered = true, know = true,
  knew = true, unclear = true, see = true, saying = false, even = true, what = true, as = true, ["and"] = false,
    decide = true,
  determine = true, questioned = true, wondering = true, sure = true }
local NO_CLAUSE = { necessary = true, possible = true, needed = true, any = true, ["not"] = true, so = true,
  anything = true }

--- Whether the connective at `i` is none: "even if", "asked if", "if necessary".
function condition.is_other(s, i)
  return WHETHER[s:lower(i - 1)] or NO_CLAUSE[s:lower(i + 1)] and wordclass.is_mark(s.words[i + 2] or ".")
    or i == s.count
end

-- The comma that ends a leading condition: the first with a clause's subject behind it.
local function comma_behind(s, i, last)
  for k = i + 3, last do
    if s.words[k] == "," and s:same_voice(i, k) then
      local lower = s:lower(k + 1)
      if lower == "then" or not (wordclass.coordinator[lower] or lower == "who" or lower == "which"
        or lower == "whose"
        or lower == "including") then
        return k
      end
    end
  end
  return nil
end

-- In "If C, X said, E" the words of the speaker between two commas are no part of the result.
local function skip_speaker(s, first)
  for k = first, math.min(s.count, first + 8) do
    if s.words[k] == "," then return wordclass.report[s:lower(k - 1)] and k + 1 or first end
  end
  return first
end

--- Where the words first … last end that someone says: before ", X said" or ", an inquiry concluded last year".
function condition.without_speaker(s, first, last)
  for k = first + 2, last do
    if s.words[k] == "," and s:same_voice(first, k) then
      for i = k + 1, math.min(last, k + 8) do
        if s.words[i] == "," then break end
        if wordclass.report[s.lowers[i]] or s.lowers[i] == "saying" then return (clause.trim(s, first, k)) end
      end
    end
  end
  return last
end

-- "and if C, E", "said if C, E": the condition leads although words stand before it.
local function leads(s, i, first)
  local before = s:lower(i - 1)
  return first >= i or wordclass.coordinator[before] or before == "that" or wordclass.report[before]
end

--- For the connective at words i … j: cause_first, cause_last, effect_first, effect_last; nil where a part is
--- missing.
function condition.parts(s, i, j)
  local end_of_clause = clause.last(s, j + 1)
  local first = clause.first(s, i)
  local comma = leads(s, i, first) and comma_behind(s, j, end_of_clause)
  if first >= i and not comma then return nil end
  if comma then
    local effect = skip_speaker(s, comma + 1)
    if s:lower(effect) == "then" then effect = effect + 1 end
    local last = condition.without_speaker(s, effect, clause.last(s, effect))
    if last <= effect then return nil end
    return j + 1, (clause.trim(s, j + 1, comma)), effect, last
  end
  local effect_last = clause.trim(s, first, i - 1)
  if effect_last - first < 1 or end_of_clause - j < 2 then return nil end
  return j + 1, condition.without_speaker(s, j + 1, end_of_clause), first, effect_last
end

return condition
