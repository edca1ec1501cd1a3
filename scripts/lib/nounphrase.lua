--- Cheap noun phrases: where the one that ends before a place begins, and where one that begins at a place ends.
--- There is no tagger: closed classes, capitals and punctuation decide.
local wordclass = require "wordclass"
local wordset = require "wordset"

local nounphrase = {}

-- Words at which a noun phrase that is read backwards has begun already.
local WALLS = wordset.union(wordclass.auxiliary, wordclass.subordinator,
  wordset.of [[but or nor yet said says say saying
  told tells telling added adding according warned warns warning claimed believe believes believed think thinks
  thought however meanwhile then also because if unless later asked why]])
WALLS["'s"], WALLS["’s"] = nil, nil
-- Prepositions inside of a noun phrase: "the head of European diplomacy", "a spokesman for the ministry".
local INNER = wordset.of [[of for in from at on to with]]
-- Verbs that often follow a name directly; without a tagger they must be named.
local AFTER_NAMES = wordset.of [[comes came coincides coincided follows followed marks marked remains
  remained means meant
  appears appeared seems seemed goes went becomes became]]
local RELATIVE = wordset.of [[who which whom whose that]]
local TITLE = wordset.of [[mr mrs ms dr sen rep gov gen col prof mr. mrs. ms. dr. sen. rep. gov. gen. col.
  prof. president
  minister secretary chancellor senator king queen prince general spokesman spokeswoman chief leader]]
local OPENERS = wordset.of [[in on at after before during by for with from as since despite under following
  amid and but
  so however meanwhile still yet then now also later earlier today yesterday when while]]

local function is_wall(s, i)
  local lower = s.lowers[i]
  if lower == "'s" or lower == "’s" then
    -- A possessive, unless it is "is" or "has" behind a pronoun.
    return wordclass.subject_pronoun[s:lower(i - 1)] or false
  end
  return s:mark(i) or WALLS[lower] or false
end

-- The first word of the stretch without walls that ends at `last`.
local function stretch(s, last)
  local first = last
  while first > 1 and s:same_voice(first - 1, last) and not is_wall(s, first - 1) do
    first = first - 1
  end
  return first
end

-- "and" joins two names ("Cruz and Rubio"), else it begins a clause of its own.
local function after_and(s, first, last)
  for i = last - 1, first, -1 do
    local lower = s.lowers[i]
    if lower == "and" then
      local right = wordclass.is_capital(s.words[i + 1]) or wordclass.determiner[s.lowers[i + 1]]
      local left = i > first and wordclass.is_capital(s.words[i - 1])
      if not (right and left) then return i + 1 end
    end
  end
  return first
end

-- Drops what leads a sentence in: "On Monday Mr Lee" is "Mr Lee".
local function without_opener(s, first, last)
  while first < last and (wordclass.contrast[s.lowers[first]] or wordclass.coordinator[s.lowers[first]]) do
    first = first + 1
  end
  if not OPENERS[s.lowers[first]] then return first end
  for i = last, first + 1, -1 do
    local lower, before = s.lowers[i], s.lowers[i - 1]
    if wordclass.determiner[lower] or wordclass.subject_pronoun[lower] then return i end
    if wordclass.time[before] or wordclass.is_number(before) then return i end
    if not wordclass.is_capital(s.words[i]) and wordclass.is_capital(s.words[i - 1])
      and i > first + 2 then return i end
  end
  return OPENERS[s.lowers[first]] and first < last and first + 1 or first
end

-- Cuts an uncommaed stretch down to its last noun phrase: not behind a time, a second determiner or a pronoun.
local function last_phrase(s, first, last)
  for i = last, first + 1, -1 do
    local lower, before = s.lowers[i], s.lowers[i - 1]
    if wordclass.subject_pronoun[lower] and lower ~= "there" then return i end
    if wordclass.weekday[before] or before == "yesterday" or before == "today" then return i end
    if wordclass.determiner[lower] and not INNER[before] and before ~= "and"
      and not wordclass.determiner[before] then
      return i
    end
  end
  return first
end

local function phrase_start(s, last)
  local first = stretch(s, last)
  first = after_and(s, first, last)
  first = without_opener(s, first, last)
  return last_phrase(s, first, last)
end

-- The comma that opens the insertion which the comma at `closing` closes; nil when there is none nearby.
local function opening_comma(s, closing)
  for i = closing - 1, math.max(2, closing - 25), -1 do
    if not s:same_voice(i, closing) then return nil end
    if s.words[i] == "," then return i end
  end
  return nil
end

-- Whether the words behind a comma are an insertion that explains a name: "a doctor in Kent", "who leads the
-- party".
local function is_apposition(s, first)
  local lower = s:lower(first)
  return RELATIVE[lower] or lower == "a" or lower == "an" or lower == "the" or wordclass.possessive[lower]
    or wordclass.is_capital(s.words[first]) or TITLE[lower] or wordclass.is_number(s.words[first])
end

-- "A spokeswoman of the League, Irena Molnar told …": a name behind a comma belongs to the role before it, when
-- that begins with a determiner and nothing but the comma parts them.
local function with_role(s, first, last)
  if first < 3 or s.words[first - 1] ~= "," or not s:same_voice(first - 2, first) then return first end
  for i = first, last do
    if not wordclass.is_capital(s.words[i]) then return first end
  end
  local role = phrase_start(s, first - 2)
  if not wordclass.determiner[s.lowers[role]] then return first end
  for i = role + 1, first - 2 do
    if TITLE[s.lowers[i]] then return role end
  end
  return first
end

--- The noun phrase that ends right before the word `next`: its first and last word, or nil.
--- Insertions between commas are stepped over; an apposition that is a noun phrase stays part of it.
function nounphrase.before(s, next)
  local last = next - 1
  while last > 1 and wordclass.is_adverb(s.lowers[last]) and not wordclass.time[s.lowers[last]] do
    last = last - 1
  end
  if last < 1 or not s:same_voice(last, next) then return nil end
  if s.words[last] == "," then
    local comma = opening_comma(s, last)
    if not comma or comma == 1 or not is_apposition(s, comma + 1)
      or not s:same_voice(comma - 1, last) then return nil end
    local first = phrase_start(s, comma - 1)
    if RELATIVE[s.lowers[comma + 1]] then return first, comma - 1 end
    return first, last - 1
  end
  if wordclass.is_mark(s.words[last]) then return nil end
  if is_wall(s, last) and not RELATIVE[s.lowers[last]] then return nil end
  if RELATIVE[s.lowers[last]] then
    local before = last - 1
    if before >= 1 and s.words[before] == "," then before = before - 1 end
    if before < 1 or is_wall(s, before) or not s:same_voice(before, last) then return nil end
    return phrase_start(s, before), before
  end
  return with_role(s, phrase_start(s, last), last), last
end

local function ends_forward(s, i, first)
  local lower = s.lowers[i]
  if lower == "'s" or lower == "’s" then return false end
  if s:mark(i) or AFTER_NAMES[lower] then return true end
  if not s:same_voice(i, first) then return true end
  if wordclass.auxiliary[lower] or wordclass.subordinator[lower] then return true end
  return wordclass.subject_pronoun[lower] or (wordclass.preposition[lower] and lower ~= "of")
end

--- The last word of the noun phrase that begins at `first`, or nil when none can begin there.
--- `long`: prepositions do not end it.
function nounphrase.after(s, first, long)
  local lower = s.lowers[first]
  if not lower or wordclass.is_mark(s.words[first]) then return nil end
  if wordclass.pronoun[lower] and not wordclass.determiner[lower] then return first end
  if wordclass.auxiliary[lower] or wordclass.subordinator[lower] or wordclass.preposition[lower] then return nil end
  local i = first
  while i < s.count do
    local next = s.lowers[i + 1]
    if wordclass.preposition[next] and long and not wordclass.is_mark(s.words[i + 1]) then
      i = i + 1
    elseif ends_forward(s, i + 1, first) then
      break
    elseif wordclass.determiner[next] and not wordclass.determiner[s.lowers[i]]
      and not wordclass.preposition[s.lowers[i]] then
      break
    elseif next == "and" and not (wordclass.is_capital(s.words[i]) and wordclass.is_capital(s.words[i + 2]
      or "")) then
      break
    elseif wordclass.time[next] and wordclass.weekday[next] then
      break
    else
      i = i + 1
    end
  end
  while i > first and (wordclass.preposition[s.lowers[i]] or wordclass.is_adverb(s.lowers[i])) do
    i = i - 1
  end
  return i
end

--- An apposition behind a name that ends at `last` (", a doctor in Gaza"): the last word with it.
function nounphrase.with_apposition(s, last)
  if s.words[last + 1] ~= "," then return last end
  local lower = s:lower(last + 2)
  if not (lower == "a" or lower == "an" or lower == "the" or wordclass.possessive[lower]
    or TITLE[lower]) then return last end
  return nounphrase.after(s, last + 2, true) or last
end

return nounphrase
