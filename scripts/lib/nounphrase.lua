--- Noun phrases by parts of speech: where the one that ends before a place begins, and where one that begins at a
--- place ends.
local wordclass = require "wordclass"
local wordset = require "wordset"

local DETERMINER, POSSESSIVE, PRONOUN = wordclass.determiner, wordclass.possessive, wordclass.pronoun
local TIME, WEEKDAY = wordclass.time, wordclass.weekday

local nounphrase = {}

local NOMINAL = wordset.of [[NOUN PROPN PRON NUM SYM X]]
local INSIDE = wordset.of [[NOUN PROPN NUM SYM X ADJ DET]]
local RELATIVE = wordset.of [[who which whom whose that]]
local SUBJECT = wordset.of [[i he she we they it]]
-- Words behind which a name stands without a verb between them and it: "On Monday Mr Lee".
local LEAD_INS = wordset.of [[in on at after before during by with from as since despite under following amid for
  when while however meanwhile still yet then now also later earlier today yesterday]]

local function is_possessive(s, i)
  return s.tags[i] == "POS"
end

-- A capital within a sentence makes a name, whatever else the word may be: "'…,' Sharp said".
local function is_named(s, i)
  if s.pos[i] == "ADV" and wordclass.is_capital(s.words[i]) and not wordclass.is_adverb(s.lowers[i])
    and not TIME[s.lowers[i]] and not LEAD_INS[s.lowers[i]] then return true end
  return i > 1 and wordclass.is_capital(s.words[i]) and s.pos[i - 1] == "PUNCT" and not s.quoted[i]
    and (s.quoted[i - 1] ~= nil or s.words[i - 1] == ",")
end

-- Whether the word at `i` can be the last of a noun phrase.
local function is_head(s, i)
  local pos = s.pos[i]
  if is_named(s, i) then return true end
  return NOMINAL[pos] or (pos == "ADJ" or pos == "DET") and not POSSESSIVE[s.lowers[i]]
    and s.lowers[i] ~= "the" and s.lowers[i] ~= "a" and s.lowers[i] ~= "an" or false
end

local function is_name(s, i)
  return s.pos[i] == "PROPN" or s.pos[i] == "NOUN" and wordclass.is_capital(s.words[i])
end

-- Whether a finite verb stands between the last mark before `i` and `i`: what joins there belongs to it.
local function verb_before(s, i)
  for k = i - 1, 1, -1 do
    if not s:same_voice(k, i) or s:mark(k) then return false end
    local pos = s.pos[k]
    if pos == "VERB" and s.tags[k] ~= "VBN" and s.tags[k] ~= "VBG" or pos == "AUX" then return true end
    if pos == "SCONJ" then return false end
  end
  return false
end

-- "the proposed law", "a leading member": a participle that stands before a noun.
local function is_modifier(s, k, first)
  local tag, before = s.tags[k], s.pos[k - 1]
  return (tag == "VBN" or tag == "VBG") and INSIDE[s.pos[first]] and s.pos[first] ~= "DET"
    and (before == "DET" or before == "ADJ" or s.tags[k - 1] == "PRP$" or is_possessive(s, k - 1))
end

-- Whether the word at `k` goes on leftwards with the phrase that begins at `first`.
local function joins(s, k, first)
  local pos, lower = s.pos[k], s.lowers[k]
  if INSIDE[pos] then return s.pos[first] ~= "DET" and s.pos[first] ~= "PRON" or pos == "DET" end
  if s.tags[k] == "PRP$" then return true end
  if is_possessive(s, k) then return k > 1 and INSIDE[s.pos[k - 1]] ~= nil end
  if is_modifier(s, k, first) then return true end
  if s.words[k] == "-" then
    return k > 1 and s.stops[k - 1] == s.starts[k] and s.stops[k] == s.starts[first]
  end
  if pos == "ADV" then return s.pos[first] == "ADJ" and k > 1 and s.pos[k - 1] == "DET" end
  if lower == "&" then return true end
  return false
end

-- Whether "and" or a preposition at `k` binds what stands before it to the phrase that begins at `first`.
local function binds(s, k, first)
  local pos, lower = s.pos[k], s.lowers[k]
  if k < 2 or not is_head(s, k - 1) or s.pos[k - 1] == "PRON" then return false end
  if pos == "CCONJ" then
    return is_name(s, k - 1) and is_name(s, first) or s.pos[k - 1] == s.pos[first] and not verb_before(s, k - 1)
  end
  if pos ~= "ADP" then return false end
  return lower == "of" or not verb_before(s, k - 1)
end

-- Drops a time and what leads in: "On Monday Mr Lee" is "Mr Lee".
local function without_lead_in(s, first, last)
  local k = first
  while k < last and (TIME[s.lowers[k]] or s.pos[k] == "NUM" and k > first) do
    k = k + 1
  end
  if k > first and (LEAD_INS[s:lower(first - 1)] or TIME[s.lowers[first]]) then return k end
  return first
end

local function phrase_start(s, last)
  local first = last
  while first > 1 and s:same_voice(first - 1, last) do
    local k = first - 1
    if joins(s, k, first) then
      first = k
    elseif binds(s, k, first) and s:same_voice(k - 1, last) then
      first = k - 1
    else
      break
    end
  end
  return without_lead_in(s, first, last)
end

-- Whether the words behind a comma explain the name before it: "a doctor in Kent", "53", "who leads the party".
local function is_apposition(s, first, last)
  if RELATIVE[s:lower(first)] then return true end
  for i = first, last do
    if s.pos[i] == "VERB" and s.tags[i] ~= "VBN" and s.tags[i] ~= "VBG" or s.pos[i] == "AUX" then return false end
  end
  return s.pos[first] ~= "ADP" and s.pos[first] ~= "SCONJ" and s.pos[first] ~= "ADV" and s.pos[first] ~= "CCONJ"
end

local function has_possessor(s, first, last)
  for i = first, last do
    if is_possessive(s, i) then return true end
  end
  return false
end

-- "A spokeswoman of the League, Irena Molnar told …": a name behind a comma belongs to the role before it, when
-- that begins with a determiner and nothing but the comma parts them.
local function with_role(s, first, last)
  if first < 3 or s.words[first - 1] ~= "," or not s:same_voice(first - 2, first) then return first end
  for i = first, last do
    if not wordclass.is_capital(s.words[i]) then return first end
  end
  if not is_head(s, first - 2) or is_name(s, first - 2) then return first end
  local role = phrase_start(s, first - 2)
  local apart = s.pos[role - 1] == "ADP" or verb_before(s, role)
  local definite = DETERMINER[s.lowers[role]] or has_possessor(s, role, first)
  return definite and not apart and role or first
end

local DASH = wordclass.dash

-- Behind a comma or dash: the name before the insertion that it closes, with it where it is an apposition.
local function before_insertion(s, closing)
  local mark = s.words[closing]
  for opening = closing - 1, math.max(2, closing - 30), -1 do
    if not s:same_voice(opening, closing) then return nil end
    local opens = mark == "," and s.words[opening] == "," or mark ~= "," and s:dash(opening)
    if opens and is_head(s, opening - 1) and s:same_voice(opening - 1, closing)
      and (mark ~= "," or is_apposition(s, opening + 1, closing - 1)) then
      local first = phrase_start(s, opening - 1)
      local whole = mark == "," and not RELATIVE[s.lowers[opening + 1]]
      return first, whole and closing - 1 or opening - 1
    end
  end
  return nil
end

--- The noun phrase that ends right before the word `next`: its first and last word, or nil.
--- Insertions between commas are stepped over; an apposition that is a noun phrase stays part of it.
function nounphrase.before(s, next)
  local last = next - 1
  while last > 1 and s.pos[last] == "ADV" and not TIME[s.lowers[last]] and not is_named(s, last) do
    last = last - 1
  end
  if last > 2 and WEEKDAY[s.lowers[last]] then last = last - (s.pos[last - 1] == "ADP" and 2 or 1) end
  if last < 1 or not s:same_voice(last, next) then return nil end
  if s.words[last] == "," or DASH[s.words[last]] then return before_insertion(s, last) end
  if s.words[last] == ")" then
    for i = last - 1, math.max(2, last - 8), -1 do
      if s.words[i] == "(" then return is_head(s, i - 1) and phrase_start(s, i - 1) or nil, last end
    end
  end
  if RELATIVE[s.lowers[last]] and s.lowers[last] ~= "that" or s.tags[last] == "WDT" then
    local before = last - 1
    if s.words[before] == "," or DASH[s.words[before]] then before = before - 1 end
    if before < 1 or not is_head(s, before) or not s:same_voice(before, last) then return nil end
    return phrase_start(s, before), before
  end
  if wordclass.is_mark(s.words[last]) or not is_head(s, last) then return nil end
  return with_role(s, phrase_start(s, last), last), last
end

-- Whether the word at `i` goes on with the phrase that began at `first`.
local function goes_on(s, i, first, long)
  local pos, before = s.pos[i], s.pos[i - 1]
  if not s:same_voice(i, first) then return false end
  if is_possessive(s, i) then return true end
  if pos == "DET" then return before == "ADP" or before == "DET" or is_possessive(s, i - 1) end
  if pos == "PRON" then return before == "ADP" or s.tags[i] == "PRP$" and before == "ADP" end
  if TIME[s.lowers[i]] and WEEKDAY[s.lowers[i]] then return false end
  if INSIDE[pos] then return true end
  if pos == "ADP" then return (long or s.lowers[i] == "of") and before ~= "ADP" end
  if pos == "CCONJ" then
    if not s.words[i + 1] then return false end
    return is_name(s, i - 1) and is_name(s, i + 1) or long and s.pos[i - 1] == s.pos[i + 1]
  end
  if s.words[i] == "-" or s.words[i] == "&" then return not s:mark(i) end
  if s.tags[i] == "VBN" or s.tags[i] == "VBG" then return before == "DET" or before == "ADJ" or before == "NUM" end
  return pos == "ADV" and before == "DET"
end

--- The last word of the noun phrase that begins at `first`, or nil when none can begin there.
--- `long`: prepositions do not end it.
function nounphrase.after(s, first, long)
  local pos, lower = s.pos[first], s.lowers[first]
  if not lower or wordclass.is_mark(s.words[first]) then return nil end
  if pos == "PRON" and s.tags[first] ~= "PRP$" then
    local stands = SUBJECT[lower] or PRONOUN[lower] or s.tags[first] == "DT" or s.tags[first] == "NN"
    return stands and first or nil
  end
  if not INSIDE[pos] and s.tags[first] ~= "PRP$" and s.tags[first] ~= "VBN" then return nil end
  local i = first
  while i < s.count and goes_on(s, i + 1, first, long) do
    i = i + 1
  end
  while i > first and not is_head(s, i) do
    i = i - 1
  end
  return is_head(s, i) and i or nil
end

--- An apposition behind a name that ends at `last` (", a doctor in Gaza"): the last word with it.
function nounphrase.with_apposition(s, last)
  if s.words[last + 1] ~= "," then return last end
  local pos = s.pos[last + 2]
  if not (pos == "DET" or pos == "NOUN" or pos == "ADJ" or s.tags[last + 2] == "PRP$") then return last end
  local stop = nounphrase.after(s, last + 2, true)
  return stop and (wordclass.is_mark(s.words[stop + 1] or ".")) and stop or last
end

return nounphrase
