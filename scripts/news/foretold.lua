--- What is foretold, and on what condition: the harm and the trigger in the words of a clause.
local clause = require "clause"
local finite = require "finite"
local nounphrase = require "nounphrase"
local quotes = require "quotes"
local speech = require "speech"
local tree = require "tree"
local wordclass = require "wordclass"
local wordset = require "wordset"

local foretold = {}

local FINITE = finite.tags
local LEADING = wordset.of [[if unless should when once]]
local TRAILING = wordset.of [[if unless]]
local CONCESSION = wordset.of [[although though while whereas even despite]]
local NO_SUBJECT = wordset.of [[and or but nor which who whom whose where including because since as if unless to
  not]]
-- Before "if" or behind it: it means whether, or grants something.
local WHETHER = wordset.of [[even as ask asked asking wonder wondered know knew see unclear sure whether and or
  what only]]
local EMPTY = wordset.of [[necessary possible needed any not so anything]]
-- Behind a comma these begin what is no longer the harm.
local BREAKS = wordset.of [[as because since while although though but whereas which saying adding noting citing]]
local EXAMPLES = wordset.of [[including]]
local SUBJECTS = wordclass.subject_pronoun
local SPEAKING = wordset.of [[underline stress emphasize emphasise declare acknowledge say tell add note explain
  announce argue believe think claim insist report write suggest warn caution predict state conclude remark urge
  accuse]]

-- What a cause does to its consequences: "the costs that C would have".
local HAVING = wordset.of [[have bring cause pose carry]]
-- Before a noun phrase that is a condition.
local EVENT = wordset.of [[event case]]

-- The same of a condition, where the tagger may take the verb for a second noun: "if the dam breaks".
local function has_verb(s, first, last)
  if finite.within(s, first, last) then return true end
  for k = first + 2, last do
    if s.tags[k] == "NNS" and s.pos[k - 1] == "NOUN" and (k == last or s:mark(k + 1)) then return true end
  end
  return false
end

-- Whether a clause with a subject begins behind the comma at `k`.
local function begins_clause(s, k, last)
  local lower = s:lower(k + 1)
  if lower == "then" then return true end
  if NO_SUBJECT[lower] or s:mark(k + 1) then return false end
  for i = k + 1, last do
    if s.words[i] == "," or s.words[i] == ";" then return false end
    if FINITE[s.tags[i]] then return i > k + 1 or s.tags[i] == "MD" end
  end
  return false
end

-- Where a clause that leads ends, and the other begins: "if C, E", "although C, E"; nil where there is no other.
local function lead_end(s, first, last)
  for k = first + 2, last - 2 do
    if s.words[k] == "," and has_verb(s, first, k - 1) and begins_clause(s, k, last) then return k - 1, k + 1 end
  end
  -- "if it passed it would prompt a veto"
  for k = first + 3, last - 1 do
    if (SUBJECTS[s.lowers[k]] or s.pos[k] == "DET") and finite.within(s, first, k - 1) then
      for i = k + 1, math.min(last, k + 6) do
        if s.tags[i] == "MD" then return k - 1, k end
        if FINITE[s.tags[i]] or s:mark(i) then break end
      end
    end
  end
  return nil
end

--- Whether "if" or "unless" at `i` opens a condition.
function foretold.is_condition(s, i)
  return not WHETHER[s:lower(i - 1)] and not (EMPTY[s:lower(i + 1)] and (i + 2 > s.count or s:mark(i + 2)))
    and i < s.count
end

-- Takes marks and "that" off both edges: first, last; nil where nothing stays.
local function trimmed(s, first, last)
  if last < first then return nil end
  local stop, start = clause.trim(s, first, last)
  return start, stop
end

local function slice(s, first, last)
  first, last = trimmed(s, first, last)
  while first and first < last and wordclass.is_quote_mark(s.words[first])
    and not quotes.is_whole(s, first, first, last) do
    first = first + 1
  end
  return first and s:slice(first, last)
end

--- Where the harm ends that begins at `first`: before "as …", "while …", or what else the subject does.
function foretold.harm_end(s, first, last)
  for k = first + 1, last - 1 do
    local next = s:lower(k + 1)
    if s.words[k] == "," and BREAKS[next] and not s.quoted[k] then return k - 1 end
    if s.pos[k] == "CCONJ" and (FINITE[s.tags[k + 1]] and s.tags[k + 1] ~= "VBP"
      or FINITE[s.tags[k + 2]] and s.tags[k + 2] ~= "VBP" and SUBJECTS[next]) then return k - 1 end
  end
  return last
end

-- Whether the clause first … is the one whose modal stands at `modal`: nothing finite before it but in relative
-- clauses.
local function is_main(s, first, modal)
  local relative = false
  for k = first, modal - 1 do
    if s.tags[k] == "WDT" or s.tags[k] == "WP" or s.tags[k] == "WRB" then relative = true end
    if FINITE[s.tags[k]] and not relative then return false end
  end
  return true
end

local RESULT = wordset.of [[result consequence effect outcome upshot]]

-- The cause in the words of a subject: "one result of C would be H" is about C.
local function cause_of(s, first, last)
  if last < first or s.lowers[first] == "there" then return nil end
  -- "at a time like this, C would cause H"
  for k = first + 1, s.pos[first] == "ADP" and last - 1 or 0 do
    if s.words[k] == "," then first = k + 1 end
  end
  for k = first, math.min(last, first + 12) do
    if RESULT[s.lowers[k]] and s:lower(k + 1) == "of" and k + 2 <= last then return slice(s, k + 2, last) end
  end
  -- "a move which could cause H"
  if first == last and (s.tags[first] == "WDT" or s.tags[first] == "WP") then
    local from, to = nounphrase.before(s, first + 1)
    return from and s:slice(from, to)
  end
  return slice(s, first, last)
end

-- "C could cause H", "C would hurt X": by the class of the verb.
local function by_verb(s, first, last, effect)
  if not effect or effect.verb > last or effect.modal < first or effect.class == "suffer"
    or not is_main(s, first, effect.modal) then return nil end
  local from = (effect.class == "cause" or effect.class == "be") and effect.last + 1 or effect.verb
  local stop = foretold.harm_end(s, from, last)
  if stop < from or s:mark(from) then return nil end
  -- "it would be chaos to do C"
  for k = from + 1, s.lowers[first] == "it" and stop - 1 or 0 do
    if s.tags[k] == "TO" and s.tags[k + 1] == "VB" then return slice(s, from, k - 1), slice(s, k + 1, stop) end
  end
  return slice(s, from, stop), cause_of(s, first, effect.modal - 1)
end

local INVERTED = wordset.of [[were had should]]
local UNREAL = wordset.of [[would could might may will]]
local OPENS_SUBJECT = wordset.of [[DET PRON PROPN NOUN]]

-- "H would come were the dam to break": whether the verb at `k` stands before its subject, behind another clause.
local function is_inverted(s, first, k)
  return INVERTED[s.lowers[k]] and s.pos[k - 1] == "VERB" and OPENS_SUBJECT[s.pos[k + 1]]
    and lists.find(s.lowers, UNREAL, first, k - 1) ~= nil
end

-- The condition behind the harm in the words first … last: the last word before it, and its first.
local function trailing_condition(s, first, last)
  for k = first + 1, last - 1 do
    if TRAILING[s.lowers[k]] and foretold.is_condition(s, k) and has_verb(s, k, last) then return k - 1, k + 1 end
    if k < last - 1 and is_inverted(s, first, k) then return k - 1, k end
  end
  for k = first + 2, last - 2 do
    local before, behind = s.lowers[k - 1], s.lowers[k + 1]
    if s.lowers[k] == "case" and before == "in" and behind ~= "of" and finite.within(s, k, last) then
      return k - 2, k + 1
    end
    local leads = behind == "of" or behind == "that"
    if EVENT[s.lowers[k]] and leads and (before == "in" or s.lowers[k - 2] == "in") then
      return k - (before == "in" and 2 or 3), k + 2
    end
  end
  return nil
end

--- The harm and the trigger in the words first … last, and whether a condition parts them. `effect`: the modal
--- and the verb of harm that stand in them, if any: { modal =, verb =, last =, class = }.
function foretold.split(s, first, last, effect)
  while first < last and (s.lowers[first] == "that" or s.words[first] == "," or s.words[first] == ":") do
    first = first + 1
  end
  local trigger
  local lower = s.lowers[first]
  if LEADING[lower] or CONCESSION[lower] then
    local stop, next = lead_end(s, first + (lower == "even" and 1 or 0), last)
    if stop then
      if LEADING[lower] then trigger = slice(s, first + 1, stop) end
      first = s.lowers[next] == "then" and next + 1 or next
    end
  end
  if not trigger then
    local stop, start = trailing_condition(s, first, last)
    if stop then trigger, last = slice(s, start, last), stop end
  end
  if trigger then
    -- "there will be H if C", "if C, it would cause H": H alone
    local empty = s.lowers[first] == "there" or s.lowers[first] == "it"
    local harm = empty and by_verb(s, first, last, effect)
    return harm or slice(s, first, last), trigger, true
  end
  local harm, cause = by_verb(s, first, last, effect)
  if harm then return harm, cause, false end
  return slice(s, first, last), nil, false
end

-- Behind the conjunction at `k` the speaker does something else: "warning P and saying Q".
local function goes_on(s, k, cue, lemmas)
  for i = k + 1, math.min(s.count, k + 3) do
    if s.pos[i] == "VERB" then
      return s.tags[i] == s.tags[cue] and s.tags[i] ~= "VB" and (SPEAKING[lemmas[i]] or tree.head(s, i) == cue)
    end
    if s.pos[i] ~= "ADV" and s.pos[i] ~= "AUX" then return false end
  end
  return false
end

-- ", X said" behind the comma at `k`.
local function is_speaker(s, k, lemmas)
  for i = k + 1, math.min(s.count, k + 12) do
    if s.words[i] == "," then return false end
    if SPEAKING[lemmas[i]] and (FINITE[s.tags[i]] or s.tags[i] == "VBG") then
      return s:mark(i + 1) or i + 1 >= s.count or i == k + 1 or s:mark(i - 1)
    end
  end
  return false
end

-- The end of the clause, where one that leads has its own, and a quotation or a participle may stand within.
local function end_of_clause(s, first)
  local from = s.lowers[first] == "that" and first + 1 or first
  if LEADING[s:lower(from)] or CONCESSION[s:lower(from)] then
    local _, next = lead_end(s, from, s.count)
    if next then return clause.last(s, next, true) end
  end
  local quote = s.quoted[from] and speech.quote_at(s, from)
  if quote and quote.closed then
    local behind = s:index(quote.stop - 1) + 1
    if behind < s.count and not s:mark(behind) and s.pos[behind] ~= "VERB" then
      return clause.last(s, behind, true)
    end
  end
  local last = clause.last(s, first, true)
  if s.words[last + 1] == "," and EXAMPLES[s:lower(last + 2)] and last + 3 < s.count then
    last = clause.last(s, last + 3, true)
  end
  -- "the Iranians, seeing this, will go": a participle stands between subject and verb
  if from > first and s.words[last + 1] == "," and s.tags[last + 2] == "VBG"
    and not finite.within(s, first, last) then
    for k = last + 2, s.count - 2 do
      if s.words[k] == "," then return clause.last(s, k + 1, true) end
    end
  end
  return last
end

-- Whether behind the comma at `k` a clause is joined to a mere phrase: "more attacks, and few people came".
local function adds_clause(s, first, k, last)
  if s.words[k] ~= "," or s.pos[k + 1] ~= "CCONJ" or finite.within(s, first, k) then return false end
  return begins_clause(s, k + 1, last)
end

--- Where the words end that the cue at `cue` governs and that begin at `first`; not behind `limit`, where there is
--- one.
function foretold.last(s, first, cue, lemmas, limit)
  local last = end_of_clause(s, first)
  if limit and limit > first then last = math.min(last, (clause.trim(s, first, limit))) end
  for k = first + 1, last - 1 do
    if s:same_voice(k, first) or s:same_voice(k, cue) then
      if s.words[k] == "," and (s.lowers[k + 1] == "which" or s.lowers[k + 1] == "who") then
        return (clause.trim(s, first, k - 1))
      end
      if s.words[k] == ":" and s.quoted[k + 1] ~= s.quoted[k] then return (clause.trim(s, first, k - 1)) end
      if adds_clause(s, first, k, last) then return (clause.trim(s, first, k)) end
      local coordinates = s.pos[k] == "CCONJ"
      if coordinates and goes_on(s, k, cue, lemmas) or s.words[k] == "," and is_speaker(s, k, lemmas)
        or s.lowers[k] == "but" and finite.within(s, k + 1, math.min(last, k + 4)) then
        return (clause.trim(s, first, k - 1))
      end
    end
  end
  return last
end

--- What "of", "about" or "over" lead in, in the words first … last: the harm, and in "the costs that C would
--- have" and "dire consequences if C" the trigger, too, with whether that is a condition.
function foretold.phrase(s, first, last)
  if first > last then return nil end
  for k = first + 2, last - 1 do
    if s.tags[k] == "MD" and k + 1 == last and HAVING[s.lowers[last]] then
      local from = nounphrase.before(s, k)
      if from and from > first then
        local stop = s.lowers[from - 1] == "that" and from - 2 or from - 1
        return slice(s, first, stop), slice(s, from, k - 1)
      end
    end
  end
  for i = first + 1, last - 1 do
    if TRAILING[s.lowers[i]] and foretold.is_condition(s, i) and has_verb(s, i, last) then
      return slice(s, first, i - 1), slice(s, i + 1, last), true
    end
  end
  return slice(s, first, last)
end

--- How what is foretold is meant: conditional, predicted, factual.
function foretold.modality(s, first, last, is_conditional)
  if is_conditional then return "conditional" end
  for k = first, last do
    if wordclass.modal[s.lowers[k]] then return "predicted" end
  end
  return "factual"
end

return foretold
