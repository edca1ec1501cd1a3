--- Warnings by a word of warning: warn, caution, threaten, alert, and their nouns.
local clause = require "clause"
local condition = require "condition"
local cues = require "cues_warning"
local nounphrase = require "nounphrase"
local sentence = require "sentence"
local speech = require "speech"
local verbgroup = require "verbgroup"
local wordclass = require "wordclass"
local wordset = require "wordset"

local GERUND = re.compile [[ing$]]
local NOT_WARNED = wordset.of [[off species warning]]
local CAUSAL = wordset.of [[cause lead trigger bring hurt make create destroy harm damage threaten undermine
  worsen spark
  fuel provoke mean]]
local MODAL = wordset.of [[would could will may might can]]

-- Splits a foretold clause: "C would cause H" and "H if C" name the trigger too.
local function split_harm(s, first, last)
  for i = first, last do
    local lower = s.lowers[i]
    if (lower == "if" or lower == "unless") and not condition.is_other(s, i) then
      local c1, c2, e1, e2 = condition.parts(s, i, i)
      if c1 and c2 <= last then
        e1 = math.max(e1, first)
        return e1 <= e2 and s:slice(e1, e2) or nil, s:slice(c1, c2)
      end
    end
  end
  for i = first + 1, last - 2 do
    if MODAL[s.lowers[i]] and CAUSAL[s.lowers[i + 1]] then
      local from = i + 2
      if s.lowers[from] == "to" or s.lowers[from] == "about" then from = from + 1 end
      if from <= last then return s:slice(from, last), s:slice(first, i - 1) end
    end
  end
  return s:slice(first, last), nil
end

-- Fills harm and trigger from what follows the verb and its addressee at `i`; false when nothing there is foretold.
local function read_threat(s, i, record)
  local lower = s:lower(i)
  local last = i <= s.count and condition.without_speaker(s, i, clause.last(s, i, true)) or i
  if lower == "against" then
    record.trigger = s:slice(i + 1, last)
  elseif lower == "of" or lower == "about" or lower == "over" or lower == "with" then
    record.harm = s:slice(i + 1, last)
  elseif lower == "not" and s:lower(i + 1) == "to" then
    record.trigger, record.act = s:slice(i + 2, last), record.act == "warn" and "caution" or record.act
  elseif lower == "to" then
    if record.act == "threaten" then
      record.harm, record.trigger = split_harm(s, i + 1, last)
    else
      record.trigger = s:slice(i + 1, last)
    end
  elseif lower ~= "" and not wordclass.is_mark(s.words[i]) then
    if lower == "that" then i = i + 1 end
    record.harm, record.trigger = split_harm(s, i, last)
  end
  return record.harm or record.trigger
end

local function read_quote(s, group, subject, next, record)
  local quote = speech.quote_before(s, subject and not subject.inverted and subject.first or group.first)
  if not quote then
    local mark = s.words[next]
    quote = (mark == ":" or mark == ",") and speech.quote_at(s, next + 1) or speech.quote_at(s, next)
  end
  if not quote then return nil end
  record.harm = quote.span
  local first, last = s:index(quote.start), s:index(quote.stop - 1)
  if s.starts[first] == quote.start and s.stops[last] == quote.stop and last - first > 3 then
    local harm, trigger = split_harm(s, first + 1, clause.trim(s, first + 1, last - 1))
    if trigger and harm then record.harm, record.trigger = harm, trigger end
  end
  return record.harm
end

-- "P, X warned."
local function read_before(s, group, subject, next, record)
  local left = (subject and not subject.inverted and subject.first or group.first) - 1
  if s.words[left] ~= "," or left < 4 or not s:same_voice(left, group.verb)
    or not speech.is_tail(s, next) then return nil end
  local last = clause.trim(s, 1, left)
  record.harm, record.trigger = split_harm(s, 1, last)
  return record.harm
end

local function warned_party(s, i, act)
  local lower = s:lower(i)
  if lower == "that" or lower == "" or wordclass.is_mark(s.words[i]) or speech.quote_at(s, i) then return nil, i end
  if wordclass.preposition[lower] or wordclass.subordinator[lower]
    or wordclass.is_adverb(lower) then return nil, i end
  if wordclass.subject_pronoun[lower] and lower ~= "you" and lower ~= "it"
    or lower == "there" then return nil, i end
  local last = nounphrase.after(s, i, false)
  if not last then return nil, i end
  local next = s:lower(last + 1)
  -- "warned inflation would rise": what a verb follows is the clause's subject; nobody is warned.
  if wordclass.auxiliary[next] and not wordclass.determiner[next] then return nil, i end
  if act == "threaten" and not (next == "with" or next == "" or wordclass.is_mark(s.words[last + 1]
    or ".")) then return nil, i end
  return s:slice(i, last), last + 1
end

local function gerund_subject(s, i)
  local first, last = nounphrase.before(s, i)
  if first then return { first = first, last = last } end
  for k = i + 1, s.count do
    if (s.lowers[k] == "said" or s.lowers[k] == "explained" or s.lowers[k] == "told" or s.lowers[k] == "added") then
      first, last = nounphrase.before(s, k)
      if first and first > i then return { first = first, last = last } end
    end
  end
  return speech.subject_before(s, i)
end

local function passive_warning(s, group, record)
  local first, last = nounphrase.before(s, group.first)
  if not first then return nil end
  record.addressee = s:slice(first, last)
  local i = group.verb + 1
  if s:lower(i) == "by" then
    local stop = nounphrase.after(s, i + 1, false)
    if not stop then return nil end
    record.issuer, i = s:slice(i + 1, stop), stop + 1
  end
  if record.act == "threaten" and not record.issuer then return nil end
  read_threat(s, i, record)
  return record
end

-- What only a verb of threat says of a thing ("the strike threatens supplies") is no one's warning.
local function is_threat_by_thing(s, group, subject, next)
  if s:lower(next) == "to" or s:lower(next) == "with" then
    return not subject or s:lower(next + 1) == "become"
  end
  return true
end

local COMPLEMENTS = wordset.of [[of about over with against to not]]

-- Where what is foretold begins: behind an adverbial, unless the word at `i` says it ("with closed harbours").
local function threat_start(s, i)
  return COMPLEMENTS[s:lower(i)] and i or speech.skip_adverbial(s, i)
end

rule "verb" {
  about = "X warned Y that H; X warned against C; X threatened to H; Y was warned of H.",
  pattern = [[ [lemma=warn|caution|threaten|alert & pos=VERB] ]],
  emits = { "warning" },
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i = s:index(m.start)
    local act, before = cues.verb[s.lowers[i]], s:lower(i - 1)
    if not act or NOT_WARNED[s:lower(i + 1)] then return nil end
    if wordclass.determiner[before] or before == "'s" or before == "’s" or before == "without"
      or before == "new" then return nil end
    local group = verbgroup.at(s, i)
    local is_gerund = GERUND:find(s.lowers[i]) ~= nil and group.first == i
    local record = { type = "warning", act = act, cue = s:slice(i, i), polarity = group.negative and "negative"
      or "positive" }
    if group.passive and not is_gerund then return passive_warning(s, group, record) end
    local subject = speech.subject(s, group)
    if is_gerund and (not subject or subject.inverted) then subject = gerund_subject(s, i) end
    if not subject and s.pos[group.first - 1] == "CCONJ" then
      subject = speech.shared_subject(s, group.first - 1)
    end
    subject = subject and speech.antecedent(s, subject)
    if not subject and not is_gerund then return nil end
    local next
    record.addressee, next = warned_party(s, i + 1, act)
    if subject and subject.inverted then record.addressee, next = nil, subject.last + 1 end
    if act == "threaten" and is_threat_by_thing(s, group, subject, next) then return nil end
    record.issuer = subject and s:slice(subject.first, subject.last)
    if read_quote(s, group, subject, next, record) or read_before(s, group, subject, next, record)
      or read_threat(s, threat_start(s, next), record) or record.addressee then
      return record
    end
  end,
  accepts = {
    { "The bank warned investors that the fund could collapse.", issuer = "The bank", addressee = "investors",
      cue = "warned", harm = "the fund could collapse", act = "warn", certainty = "possible" },
    { "The ministry warned against swimming in the river.", trigger = "swimming in the river", harm = false },
    { "Doctors warned residents not to drink the water.", act = "caution", trigger = "drink the water" },
    { "The union threatened to strike unless wages rise.", act = "threaten", harm = "strike",
      trigger = "wages rise" },
    { "The council was warned by engineers that the wall was weak.", issuer = "engineers",
      addressee = "The council" },
    { "The bank met its investors but cautioned that the fund could collapse.", issuer = "The bank",
      cue = "cautioned", harm = "the fund could collapse" },
    { "When the union threatened to strike, the company gave in.", harm = "strike" },
    { "The company did not warn its customers about the fire.", polarity = "negative", harm = "the fire" },
  },
  rejects = {
    "The wall fell without warning on Monday.",
    "He was warned off the pitch.",
    "The strike threatens supplies.",
    "The union called warning strikes in May.",
  },
}

-- The owner of a noun: "China's warning", "his threats", "a warning from the bank".
local function issuer_of_noun(s, i)
  local owner = i - 1
  while owner > 1 and i - owner < 4 and not (wordclass.possessive[s.lowers[owner]] or s.lowers[owner] == "'s"
    or s.lowers[owner] == "’s" or s.lowers[owner] == "'" or s.lowers[owner] == "’") do
    owner = owner - 1
  end
  if wordclass.possessive[s:lower(owner)] then return s:slice(owner, owner) end
  local mark = s:lower(owner)
  if mark == "'s" or mark == "’s" then
    local first, last = nounphrase.before(s, owner)
    return first and s:slice(first, last)
  end
  return nil
end

local GIVING = wordset.of [[issue issued issues gave give gives given sounded repeated reiterated renewed
  made make deliver
  delivered sent send issuing giving making]]

-- "issued a warning", "gave Iran a new warning": the place of the verb, or nil.
local function giving_verb(s, i)
  for k = i - 1, math.max(1, i - 6), -1 do
    if GIVING[s.lowers[k]] and s:same_voice(k, i) then return k end
    if wordclass.is_mark(s.words[k]) then return nil end
  end
  return nil
end

-- "reissued": the warning was given, and by whom.
local REISSUED = wordset.of [[issued reissued given repeated renewed sounded made delivered]]

local function passive_noun(s, i, record)
  local k = i + 1
  while wordclass.auxiliary[s:lower(k)] or wordclass.is_adverb(s:lower(k)) do
    k = k + 1
  end
  if k == i + 1 or not REISSUED[s:lower(k)] then return false end
  record.cue = s:slice(i, k)
  for by = k + 1, math.min(s.count, k + 5) do
    if s.lowers[by] == "by" then
      local last = nounphrase.after(s, by + 1, false)
      record.issuer = last and s:slice(by + 1, last)
    end
  end
  return true
end

-- "to Beijing", "from the bank", "that H", "of H", "about H" behind the noun, in any order.
local function read_complements(s, i, record)
  local k = i + 1
  while k < s.count do
    local lower = s.lowers[k]
    if lower == "to" or lower == "from" or lower == "by" then
      local last = nounphrase.after(s, k + 1, false)
      if not last then return end
      local part = s:slice(k + 1, last)
      if lower == "to" then record.addressee = part else record.issuer = record.issuer or part end
      k = last + 1
    else
      if lower == "that" or lower == "of" or lower == "about"
        or lower == "against" then read_threat(s, k, record) end
      return
    end
  end
end

rule "noun" {
  about = "X's warning that H; a warning to Y; X issued a warning; threats from X.",
  regex = [[\b(?:warnings?|threats?)\b]],
  flags = "i",
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i = s:index(m.start)
    local act, before, after = cues.noun[s.lowers[i]], s:lower(i - 1), s:lower(i + 1)
    if before == "without" or before == "existential" or after == "light" or after == "sign"
      or after == "lights" then return nil end
    if before == "," or before == "" and GERUND:find(s.lowers[i]) and not passive_noun(s, i, {}) then return nil end
    local record = { type = "warning", act = act, cue = s:slice(i, i), polarity = "positive" }
    record.issuer = issuer_of_noun(s, i)
    local verb = giving_verb(s, i)
    if verb then
      local group = verbgroup.at(s, verb)
      local subject = speech.subject(s, group)
      record.issuer = subject and s:slice(subject.first, subject.last) or record.issuer
      record.cue = s:slice(verb, i)
      if verb + 1 < i and not wordclass.determiner[s:lower(verb + 1)]
        and wordclass.is_capital(s.words[verb + 1]) then
        local last = nounphrase.after(s, verb + 1, false)
        if last and last < i then record.addressee, record.cue = s:slice(verb + 1, last), s:slice(i, i) end
      end
    end
    local is_given = passive_noun(s, i, record)
    if not is_given then read_complements(s, i, record) end
    if act == "threaten" and not (record.issuer and (record.addressee or record.harm) or verb) then return nil end
    if not (record.issuer or record.addressee or record.harm or record.trigger) then return nil end
    return record
  end,
  accepts = {
    { "The weather service issued a warning to residents on Monday.", issuer = "The weather service",
      cue = "issued a warning", addressee = "residents" },
    { "China's warning of a crisis was ignored.", issuer = "China", cue = "warning", harm = true },
  },
  rejects = { "The warning light was red.", "The wall fell without warning on Monday." },
}
