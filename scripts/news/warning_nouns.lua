--- What stands around a noun that warns: who gives the warning, to whom, of what.
local issuers = require "issuers"
local nounphrase = require "nounphrase"
local parties = require "parties"
local party = require "party"
local speech = require "speech"
local tree = require "tree"
local warned = require "warned"
local wordclass = require "wordclass"
local wordset = require "wordset"

local nouns = {}

local FROM, TO, BY = wordset.of [[from by]], wordset.of [[to for]], wordset.of [[by from]]
local TIME = wordset.of [[morning afternoon evening night today tonight tomorrow week month year]]
local SPECIFYING = wordset.of [[det nmod:poss amod]]
local COMPLEMENT = wordset.of [[that of about over against not to]]
local DENYING = wordset.of [[no not without neither nor n't n’t never]]
-- A compound before the noun that says who gives it ("agency warnings"), not what it is about ("terror warnings").
local GIVERS = wordset.of [[agency government police army military intelligence un un. party staff union company
  industry state hospital school city council court church embassy bank treasury ministry]]

-- What stands before the noun of an official notice: "a flood warning", "travel advisories". The first are the
-- harm, too.
local HAZARDS = wordset.of [[flood storm tornado hurricane cyclone typhoon tsunami avalanche earthquake landslide
  heat fire snow blizzard ice fog wind gale frost thunderstorm smog pollution quake volcano terror attack]]
local NOTICES = wordset.of [[travel health weather safety security traffic marine drug product recall evacuation
  quality water food consumer amber red orange severe]]

local GERUND = re.compile [[ing$]]

-- Nouns whose warning was filed with the verb that carries it.
local taken = {}

--- Keeps the word at `i` from being a noun that warns, too.
function nouns.take(s, i)
  taken[s.starts[i]] = true
end

-- The owner of the noun at `i`: "China's warning", "his threats", "agency warnings".
local function owner(s, i, act)
  local noun = tree.child(s, i, { ["nmod:poss"] = true })
  if noun and noun < i then
    local first, last = parties.phrase(s, noun, 1, i - 1)
    if s.tags[last] == "POS" then last = last - 1 end
    return s:slice(first, last)
  end
  for k = i - 1, math.max(1, i - 4), -1 do
    if wordclass.possessive[s.lowers[k]] then return s:slice(k, k) end
    if s.tags[k] == "POS" then
      local first, last = nounphrase.before(s, k)
      return first and s:slice(first, last)
    end
    if s:mark(k) then break end
  end
  -- "with Ortiz warning that H", where the tagger takes the verb for a noun
  if s.lowers[i] == "warning" and s.pos[i - 1] == "PROPN" then
    local first, last = party.before_noun(s, i)
    if first then return s:slice(first, last) end
  end
  -- "agency warnings"; "a German warning", but "the German threat" is what comes from Germany
  local is_nation = act == "warn" and i > 2 and s.pos[i - 1] == "ADJ" and wordclass.is_capital(s.words[i - 1])
  return (is_nation or GIVERS[s:lower(i - 1)]) and s:slice(i - 1, i - 1) or nil
end

-- "warnings from banks of slower growth": a phrase first … last before an "of" that leads in no name and nothing
-- definite.
local function before_harm(s, first, last)
  for k = first + 1, last - 1 do
    if s.lowers[k] == "of" and s.pos[k + 1] ~= "DET" and s.pos[k + 1] ~= "PROPN"
      and not wordclass.is_capital(s.words[k + 1]) then
      return k - 1
    end
  end
  return last
end

-- "to Beijing", "from the bank", then "that H", "of H", "about H", behind the noun at `i`.
local function read_complements(s, i, from, record, effect)
  local k = from
  local _, limit = tree.extent(s, i)
  -- "the warning that the sale would hurt ties was ignored", where the tree took "ties" for what was
  if s.tags[limit] == "VB" and s.pos[limit + 1] == "NOUN" then
    limit = nounphrase.after(s, limit + 1, false) or limit
  end
  while k < s.count do
    local lower = s.lowers[k]
    local is_infinitive = lower == "to" and s.tags[k + 1] == "VB"
    if (lower == "to" or lower == "from" or lower == "by") and not is_infinitive then
      local last = nounphrase.after(s, k + 1, false)
      if not last then return end
      last = before_harm(s, k + 1, last)
      local part = s:slice(k + 1, last)
      local role = lower == "to" and "addressee" or "issuer"
      record[role] = record[role] or part
      k = last + 1
    elseif (lower == "in" or lower == "at") and record.issuer then
      -- "warnings by farmers in the valley that H"
      local last = nounphrase.after(s, k + 1, false)
      if not last or s:lower(last + 1) ~= "that" then return end
      k = last + 1
    elseif COMPLEMENT[lower] then
      if lower ~= "to" or is_infinitive then warned.read(s, k, i, record, effect, limit) end
      return
    elseif s.words[k] == ":" and not s.quoted[k] then
      local quote = speech.quote_at(s, k + 1)
      if quote then record.harm = quote.span else warned.read(s, k + 1, i, record, effect) end
      return
    elseif wordclass.time[lower] or lower == "on" and wordclass.time[s:lower(k + 1)] then
      k = k + 1
    else
      return
    end
  end
end

local function is_denied(s, i)
  for _, k in ipairs(tree.children(s, i)) do
    if k < i and DENYING[s.lowers[k]] then return true end
  end
  return DENYING[s:lower(i - 1)] ~= nil
end

local function draft(m, s, i, cue, is_negative)
  local before = s:lower(i - 1)
  local is_notice = m.noun.act ~= "threaten" and (HAZARDS[before] or NOTICES[before])
  local hazard = is_notice and HAZARDS[before]
  return { type = "warning", act = is_notice and "alert" or m.noun.act, cue = cue,
    harm = hazard and s:slice(i - 1, i - 1) or nil, modality = "factual",
    polarity = is_negative and "negative" or "positive" }
end

-- A threat as a danger ("a threat to peace") is none; one who makes it, and what it is, have to be told.
local function is_told(m, record, is_given, holder)
  local needs = m.noun.needs
  if record.act == "alert" and m.noun.act ~= "threaten" then return is_given or record.harm or needs ~= "notice" end
  if needs == "deed" then
    return is_given or record.harm and record.modality ~= "factual" and (record.issuer or m.noun.tag == "NNS")
      or holder and (record.harm or record.addressee and m.noun.tag == "NNS")
  end
  if needs == "giver" then return is_given or record.issuer and (record.harm or record.trigger) end
  if needs == "notice" then return is_given end
  return true
end

-- A singular without anything before it that belongs to it is no noun, but a participle: "released yesterday
-- warning P".
local function is_bare(m, s, i)
  if m.noun.tag ~= "NN" or tree.child(s, i, SPECIFYING) then return false end
  local pos = s.pos[i - 1]
  return pos ~= "NOUN" and pos ~= "ADJ" or wordclass.time[s.lowers[i - 1]] ~= nil
end

--- "X issued a warning to Y."
function nouns.given(m, s)
  local v, i = s:index(m.light.start), s:index(m.noun.start)
  local ending = s:index(m.noun.stop - 1)
  if not s:same_voice(v, i) or m.light.nouns == "alarm" and m.noun.lemma ~= "alarm" then return nil end
  if s.pos[v] ~= "VERB" or s.pos[i] == "VERB" or tree.head(s, i) ~= v and tree.head(s, v) == i then return nil end
  if i > v + 1 and is_bare(m, s, i) then return nil end
  local group = warned.group(s, v)
  local record = draft(m, s, i, s:slice(v, ending), warned.is_negative(s, group) or is_denied(s, i))
  local first, last, noun = warned.issuer(s, group)
  if m.noun.act == "threaten" and not (noun and issuers.is_actor(s, noun, s.lemma[noun])) then return nil end
  local is_active = not group.passive or GERUND:find(s.lowers[v]) ~= nil
  if first and first < v and is_active then record.issuer = s:slice(first, last) end
  -- "gave Iran a new warning"
  local addressee, next = warned.addressee(s, v + 1)
  if addressee and next <= i then record.addressee, record.cue = addressee, s:slice(i, ending) end
  read_complements(s, i, ending + 1, record, nil)
  if not is_told(m, record, true) then return nil end
  record.addressee = record.addressee or warned.letter(s, v)
  record.time = warned.time(s, v, record)
  taken[s.starts[i]] = true
  return record
end

--- "A warning was issued by X."
function nouns.given_passive(m, s)
  local i, v = s:index(m.noun.start), s:index(m.light.stop - 1)
  if s.tags[v] ~= "VBN" and s.tags[v] ~= "VBD" then return nil end
  local group = warned.group(s, v)
  local record = draft(m, s, i, s:slice(i, v), warned.is_negative(s, group) or is_denied(s, i))
  local first, last = parties.behind(s, v, BY, s.count)
  for k = v + 1, first and 0 or math.min(s.count - 1, v + 5) do
    -- "reissued this Wednesday by the head of the alliance"
    if s.lowers[k] == "by" and not first then first, last = k + 1, nounphrase.after(s, k + 1, false) end
  end
  record.issuer = last and s:slice(first, last) or owner(s, i, m.noun.act)
  local to, stop = parties.behind(s, v, TO, s.count)
  if to and not TIME[s.lowers[stop]] and not wordclass.time[s.lowers[to]] then
    record.addressee = s:slice(to, stop)
  end
  read_complements(s, i, i + 1, record, nil)
  record.time = warned.time(s, v, record)
  taken[s.starts[i]] = true
  return record
end

--- "X's warning that H", "warnings about H".
function nouns.plain(m, s, effect)
  local i = s:index(m.noun.start)
  if taken[m.noun.start] or s.pos[i] == "VERB" or s.pos[i] == "ADJ" then return nil end
  -- "use threats to force them": what for
  if m.noun.act == "threaten" and s.lemma[tree.head(s, i)] == "use" then return nil end
  local record = draft(m, s, i, m.noun, is_denied(s, i))
  local holder = owner(s, i, m.noun.act)
  record.issuer = holder
  read_complements(s, i, s:index(m.noun.stop - 1) + 1, record, effect)
  warned.hedge(m, record, effect)
  if not is_told(m, record, false, holder) then return nil end
  if not record.issuer then
    local first, last = parties.behind(s, i, FROM, s.count)
    if first then record.issuer = s:slice(first, last) end
  end
  return record
end

return nouns
