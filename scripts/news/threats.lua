--- Threats: who says it would itself bring the harm about. "Threatened to strike", "threats to veto the bill",
--- "vowed to retaliate", "will boycott the vote unless …".
local issuers = require "issuers"
local foretold = require "foretold"
local nounphrase = require "nounphrase"
local parties = require "parties"
local tree = require "tree"
local warned = require "warned"
local wordclass = require "wordclass"
local wordset = require "wordset"

lexicon "threat_noun" { file = "cues/threat_noun.tsv", by = "lemma" }
lexicon "threat_deed" { file = "cues/threat_deed.tsv", by = "lemma" }
lexicon "threat_vow" { file = "cues/threat_vow.tsv", by = "lemma" }

pattern "threatens" [[ (?= [pos=VERB|PROPN] | threatening to) cue:(<threaten>) $none_after ]]
pattern "resolved" [[ [lower=will|would|"'ll"|shall & pos=AUX] ]]

local GERUND = re.compile [[ing$]]

local function draft(cue, is_negative)
  return { type = "warning", act = "threaten", cue = cue, modality = "predicted",
    polarity = is_negative and "negative" or "positive" }
end

-- The phrase of the noun at `noun`, with what modifies it behind, before the words that no longer belong to the
-- verb.
local function object_of(s, noun, low)
  local first, last = tree.extent(s, noun)
  first = math.max(first, low)
  last = math.min(last, foretold.last(s, noun, low - 1, s.lemma))
  return first, math.max(last, noun)
end

local function passive(s, i, group, record)
  local first, last, noun = warned.issuer(s, group)
  if not first or not issuers.is_actor(s, noun, s.lemma[noun]) then return nil end
  -- "as had been threatened": who was is not told
  if s.lowers[group.first - 1] ~= "as" then record.addressee = s:slice(first, last) end
  local by, stop = parties.behind(s, i, { by = true }, s.count)
  if by then
    record.issuer = s:slice(by, stop)
    for k = by, stop do
      if tree.head(s, k) < by or tree.head(s, k) > stop then
        if not issuers.is_actor(s, k, s.lemma[k]) then return nil end
        break
      end
    end
  end
  if s:lower(i + 1) == "with" then warned.read(s, i + 1, i, record, nil) end
  return record
end

-- "threatened tough action", "threatened officers with arrest": harm where the object is a deed, else whom.
local function read_object(s, i, record, deed)
  if deed and tree.head(s, deed) == i then
    local first, last = object_of(s, deed, i + 1)
    record.harm, record.trigger = foretold.split(s, first, last, nil)
    return true
  end
  local addressee, next = warned.addressee(s, i + 1)
  if not addressee then return false end
  local noun = s:index(addressee:top().start)
  if not issuers.is_actor(s, noun, s.lemma[noun]) or s.lowers[noun] == "it" then return false end
  record.addressee = addressee
  if s:lower(next) == "with" then warned.read(s, next, i, record, nil) end
  return true
end

-- What only things threaten to do.
local NOT_DEEDS = wordset.of [[become be turn spill overwhelm eclipse bring cause create trigger undermine spread]]

-- The record of "threaten" at `m.cue`; `deed`: the place of a noun behind it that says what is threatened.
local function of_verb(m, s, deed)
  local i = s:index(m.cue.start)
  local group = warned.group(s, i)
  if tree.relation(s, i) == "amod" or tree.relation(s, i) == "compound" then return nil end
  local record = draft(m.cue, warned.is_negative(s, group))
  record.time = warned.time(s, i, record)
  if group.passive and not GERUND:find(s.lowers[i]) then return passive(s, i, group, record) end
  local first, last, noun = warned.issuer(s, group)
  if not first or not issuers.is_actor(s, noun, s.lemma[noun]) then return nil end
  record.issuer = s:slice(first, last)
  local inverted = noun > i
  local left, next = not inverted and first or group.first, inverted and last + 1 or i + 1
  if warned.read_quote(s, left, next, record) or warned.read_before(s, left, next, i, record) then return record end
  local from = warned.complement_start(s, next)
  local lower = s:lower(from)
  if lower == "to" and NOT_DEEDS[s.lemma[from + 1]] then return nil end
  if lower == "to" or lower == "not" or lower == "that" or wordclass.subject_pronoun[lower] then
    return warned.read(s, from, i, record, nil) and record or nil
  end
  if lower == "with" and from == next then return warned.read(s, from, i, record, nil) and record or nil end
  return read_object(s, i, record, deed) and record or nil
end

rule "deed" {
  about = "X threatened (further) sanctions.",
  pattern = [[ $threatens ..{0,6}!([lower=to|that|with|","|";"|by]) deed:@threat_noun ]],
  emits = { "warning" },
  emit = function(m, doc)
    local s = warned.sentence(doc, m)
    return of_verb(m, s, s:index(m.deed.start))
  end,
  accepts = {
    { "The president threatened further action against the firm.", issuer = "The president",
      harm = "further action against the firm", act = "threaten" },
  },
  rejects = {
    "The storm threatens further damage.",
  },
}

rule "verb" {
  about = "X threatened to H; X threatened Y with H; Y was threatened with H by X.",
  pattern = [[ $threatens ]],
  emits = { "warning" },
  emit = function(m, doc) return of_verb(m, warned.sentence(doc, m), nil) end,
  accepts = {
    { "The union threatened to strike unless wages rise.", act = "threaten", harm = "strike",
      trigger = "wages rise", modality = "conditional" },
    { "Workers are threatening to strike.", harm = "strike" },
    { "He threatened officers with a knife.", addressee = "officers", harm = "a knife" },
    { "The driver was threatened by police.", addressee = "The driver", issuer = "police" },
    { "The driver was threatened with arrest.", addressee = "The driver", issuer = false, harm = "arrest" },
    { "When the union threatened to strike, the company gave in.", harm = "strike" },
    { "“We will strike,” the union threatened.", issuer = "the union", harm = "“We will strike,”" },
    { "The letter threatened that the firm would close.", harm = "the firm would close" },
    { "The union denied threatening to strike.", polarity = "negative" },
    { "The president stopped short of threatening to attack.", polarity = "negative" },
  },
  rejects = {
    "The strike threatens supplies.",
    "The dispute threatened to become a trade war.",
    "The panda is a threatened species.",
    "The town is threatened by floods.",
    "The number of deaths threatens to reach a record.",
  },
}

rule "threatened" {
  about = "the threatened tariffs; X's threatened strike.",
  pattern = [[ cue:threatened ([pos=ADJ|NOUN]){0,2} deed:[lemma in @threat_noun & pos=NOUN] ]],
  emits = { "warning" },
  emit = function(m, doc)
    local s = warned.sentence(doc, m)
    local i, noun = s:index(m.cue.start), s:index(m.deed.start)
    if tree.head(s, i) ~= noun or tree.relation(s, i) ~= "amod" then return nil end
    local record = draft(m.cue, false)
    record.harm = s:slice(i + 1, noun)
    local holder = tree.child(s, noun, { ["nmod:poss"] = true })
    if holder then record.issuer = s:slice(parties.phrase(s, holder, 1, i - 1)) end
    return record
  end,
  accepts = {
    { "He spoke of America’s threatened tariffs.", issuer = "America", cue = "threatened", harm = "tariffs" },
    { "The threatened legal action was dropped.", harm = "legal action" },
  },
  rejects = {
    "The panda is a threatened species.",
  },
}

rule "compound" {
  about = "a veto threat by X; death threats.",
  pattern = [[ harm:[lemma in @threat_noun & pos=NOUN | lower=veto] cue:<threat> ]],
  emits = { "warning" },
  emit = function(m, doc)
    local s = warned.sentence(doc, m)
    local i = s:index(m.cue.start)
    local record = draft(m.cue, false)
    record.harm = m.harm
    local first, last = parties.behind(s, i, { from = true, by = true }, s.count)
    local holder = tree.child(s, i, { ["nmod:poss"] = true })
    if not first and (s:lower(i + 1) == "from" or s:lower(i + 1) == "by") then
      first, last = i + 2, nounphrase.after(s, i + 2, false)
    end
    if first and last then
      record.issuer = s:slice(first, last)
    elseif holder and holder < i then
      record.issuer = s:slice(parties.phrase(s, holder, 1, i - 2))
    end
    return record
  end,
  accepts = {
    { "The bill passed in spite of veto threats from the White House.", issuer = "the White House",
      cue = "threats", harm = "veto" },
    { "She got death threats.", harm = "death" },
    { "It passed in spite of sanctions on Tehran and veto threats from the White House.",
      issuer = "the White House", harm = "veto" },
  },
  rejects = {
    "The firm ended the takeover threat.",
  },
}

local VOWS = wordset.of [[vow swear]]

rule "vow" {
  about = "X vowed to retaliate.",
  pattern = [[ cue:@threat_vow ([pos=ADV]){0,2} to ([pos=ADV]){0,2} deed:@threat_deed (?! for) ]],
  emits = { "warning" },
  emit = function(m, doc)
    local s = warned.sentence(doc, m)
    local i, deed = s:index(m.cue.start), s:index(m.deed.start)
    local group = warned.group(s, i)
    local first, last, noun = warned.issuer(s, group)
    if not first or not issuers.is_actor(s, noun, s.lemma[noun]) or s.pos[i] == "NOUN" then return nil end
    local record = draft(m.cue, warned.is_negative(s, group))
    record.issuer = s:slice(first, last)
    local conditional
    record.harm, record.trigger, conditional = foretold.split(s, deed, foretold.last(s, deed, i, s.lemma), nil)
    local when = m.deed.when
    if conditional then record.modality = "conditional" elseif when == "condition" then return nil end
    if when == "condition" and m.cue.weak or when == "vow" and not VOWS[m.cue.lemma] then return nil end
    record.time = warned.time(s, i, record)
    return record
  end,
  accepts = {
    { "Iran vowed again to swiftly retaliate.", issuer = "Iran", cue = "vowed", harm = "retaliate",
      act = "threaten" },
    { "The rebels promised to withdraw if talks fail.", harm = "withdraw", trigger = "talks fail" },
    { "The generals vowed to crush the rebels.", harm = "crush the rebels" },
    { "The general vowed to crush the rebels.", issuer = "The general" },
  },
  rejects = {
    "She vowed to fight for the poor.",
    "He promised to crush the garlic.",
    "He promised to withdraw the troops.",
  },
}

local WARNING = wordset.of [[warn caution threaten]]
local SPEAKERS = wordset.of [[he she it they we i who]]

local POSSESSIVE = { ["nmod:poss"] = true }

-- Whether who speaks means itself by the subject at `subject`: "it", "his forces"; of a reaction whoever is meant.
local function is_self(s, subject, when)
  local owner = tree.child(s, subject, POSSESSIVE)
  return SPEAKERS[s.lowers[subject]] or owner and wordclass.possessive[s.lowers[owner]] or when == "reaction"
    and issuers.is_actor(s, subject, s.lemma[subject])
end

-- The verb of saying that the clause of the verb at `v` hangs on, when who says it would do it too: "said it would
-- boycott the vote".
local function speaking_of_self(s, v, subject, when)
  local head = tree.head(s, v)
  if tree.relation(s, v) ~= "ccomp" or head == 0 or not is_self(s, subject, when) then return nil end
  return parties.is_saying(s.lemma[head]) and head or nil
end

-- The first word of what the speaker of the word at `i` says in this sentence, before it.
local function voice_start(s, i)
  i = s:voice_start(i)
  while s:mark(i) do i = i + 1 end
  return i
end

-- The record of a deed at `m.deed` that its doer announces.
local function announced(m, s)
  local modal, deed = s:index(m.modal.start), s:index(m.deed.start)
  local v = tree.head(s, modal)
  if v ~= deed then return nil end
  local group = warned.group(s, deed)
  local subject = tree.child(s, deed, { nsubj = true })
  if s.lowers[deed - 1] == "longer" or group.negative or group.passive then return nil end
  if not subject or subject > modal then return nil end
  local head = speaking_of_self(s, deed, subject, m.deed.when)
  local says = head and warned.group(s, head)
  if not says or WARNING[s.lemma[head]] then return nil end
  local first, last, noun = warned.issuer(s, says)
  if not first or not issuers.is_actor(s, noun, s.lemma[noun]) then return nil end
  local record = draft(s:slice(modal, s:index(m.deed.stop - 1)), false)
  record.issuer = s:slice(first, last)
  local from = tree.extent(s, subject)
  local start = voice_start(s, deed)
  if s.lowers[start] == "if" or s.lowers[start] == "unless" then from = start end
  local conditional
  record.harm, record.trigger, conditional = foretold.split(s, from, foretold.last(s, from, deed, s.lemma), nil)
  if conditional then record.modality = "conditional" end
  return record
end

rule "announced" {
  about = "X said it would boycott the vote; X said it will leave unless C.",
  pattern = [[ modal:$resolved ([pos=ADV & lower!=not & lower!=never & lower!=no]){0,2} deed:@threat_deed
               (?! for) ]],
  emits = { "warning" },
  emit = function(m, doc)
    local record = announced(m, warned.sentence(doc, m))
    if not record or m.deed.when == "vow" then return nil end
    if m.deed.when == "condition" and record.modality ~= "conditional" then return nil end
    -- "If I were her, I would …"
    for _, lower in ipairs(record.trigger and record.trigger:lowers() or {}) do
      if lower == "were" then return nil end
    end
    return record
  end,
  accepts = {
    { "The party said it will boycott the vote.", issuer = "The party", cue = "will boycott",
      harm = "it will boycott the vote" },
    { "The party said it would also boycott the debate.", cue = "would also boycott" },
    { "Russia’s ministry said Moscow would retaliate.", issuer = "Russia’s ministry", cue = "would retaliate" },
    { "The general said his forces will respond with force.", cue = "will respond with force" },
    { "“If you cross this line, we will shoot,” the officer said.", trigger = "you cross this line" },
    { "Nigeria said that it would withdraw its force unless talks begin.", trigger = "talks begin" },
  },
  rejects = {
    "The party said it will not boycott the vote.",
    "“If I were her, I would quit,” he said.",
    "Syria said it would withdraw its troops.",
    "He said they would fight for peace.",
  },
}
