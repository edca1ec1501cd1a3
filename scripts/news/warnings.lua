--- Warnings by a word of warning: warn, caution, alert, and their nouns.
local nounphrase = require "nounphrase"
local nouns = require "warning_nouns"
local warned = require "warned"
local wordclass = require "wordclass"

lexicon "warning_verb" { file = "cues/warning_verb.tsv", by = "lemma" }
lexicon "warning_noun" { file = "cues/warning_noun.tsv", by = "lemma" }
lexicon "warning_light" { file = "cues/warning_light.tsv", by = "lemma" }
lexicon "warning_none" { file = "cues/warning_none.tsv" }
lexicon "warning_avoid" { file = "cues/warning_avoid.tsv" }
lexicon "warning_advice" { file = "cues/warning_advice.tsv", by = "lemma" }
lexicon "harming_verb" { file = "cues/harming_verb.tsv", by = "lemma" }

pattern "foretells" [[ [lower=will|would|wo|could|may|might|shall|"'ll"|"'d" & pos=AUX] ]]
pattern "adverbs" [[ ([pos=ADV & lower!=not & lower!=never]){0,3} ]]
-- "would", then "not only", then the verb by which harm comes about.
pattern "harming" [[ modal:$foretells $adverbs effect:@harming_verb ]]
pattern "none_before" [[ (?<! @warning_none[place=before & nouns=any]) ]]
pattern "none_after" [[ (?! @warning_none[place=after]) ]]
-- A participle is often taken for a noun: "Warning that P, X explained …".
pattern "participle" [[ (?<! [pos=DET|ADJ|PROPN|NUM | tag="PRP$"|POS|NNS | tag=VBN & lemma!=be]) warning
  [lower=that|of|against | tag=PRP|DT] ]]
pattern "is_verb" [[ (?= [pos=VERB|PROPN | lower=warns] | cautions [lower=that|against] | $participle ) ]]
pattern "warning_verb" [[ $none_before $is_verb cue:@warning_verb[act!=threaten & needs!=harm|grave] $none_after ]]

local GERUND = re.compile [[ing$]]

-- Who was told, and by whom: "X was warned by Y that H".
local function passive(s, group, record, effect)
  local first, last = warned.issuer(s, group)
  if not first then return nil end
  record.addressee = s:slice(first, last)
  local i = group.verb + 1
  if s:lower(i) == "by" then
    local stop = nounphrase.after(s, i + 1, false)
    if not stop then return nil end
    record.issuer, i = s:slice(i + 1, stop), stop + 1
  end
  warned.read(s, warned.complement_start(s, i), group.verb, record, effect)
  return record
end

-- The record of the verb that `m.cue` is.
local function of_verb(m, doc, effect, grave)
  local s = warned.sentence(doc, m)
  local i = s:index(m.cue.start)
  local group = warned.group(s, i)
  if s.pos[i - 1] == "DET" or wordclass.possessive[s:lower(i - 1)] or s.tags[i - 1] == "POS" then return nil end
  local record = { type = "warning", act = m.cue.act, cue = m.cue, modality = "factual",
    polarity = warned.is_negative(s, group) and "negative" or "positive" }
  if group.passive and not GERUND:find(s.lowers[i]) then return passive(s, group, record, effect) end
  local first, last, noun = warned.issuer(s, group)
  local is_participle = GERUND:find(s.lowers[i]) and noun ~= nil and noun > i
  local inverted = noun and noun > i and not is_participle
  if first then record.issuer = s:slice(first, last) end
  local next = i + 1
  if inverted then
    next = last + 1
  elseif m.cue.needs ~= "grave" then
    record.addressee, next = warned.addressee(s, warned.behind_mark(s, next))
  end
  local left = first and not inverted and first or group.first
  local found = warned.read_quote(s, left, next, record) or warned.read_before(s, left, next, i, record)
    or warned.read(s, warned.complement_start(s, next), i, record, effect, is_participle and first - 1)
  if not (found or record.addressee or record.issuer) then return nil end
  if m.cue.needs and not found or m.cue.needs == "grave" and not record.trigger and not grave then return nil end
  record.addressee = record.addressee or warned.letter(s, i)
  warned.hedge(m, record, effect)
  warned.doubt(s, i, record)
  record.time = warned.time(s, i, record)
  nouns.take(s, i)
  return record
end

rule "verb_of_deed" {
  about = "X warned that it would itself do H: a threat.",
  pattern = [[ $warning_verb ..{0,12} doer:[lower=he|she|it|they|we|i] modal:$foretells $adverbs
               deed:@threat_deed ]],
  emits = { "warning" },
  emit = function(m, doc)
    local record = of_verb(m, doc, nil)
    local harm = record and record.harm
    if not harm or harm.start > m.doer.start or harm.stop < m.deed.stop then return nil end
    local is_bare = (m.deed.when == "condition" or m.deed.when == "vow") and not record.trigger
    if is_bare or record.addressee and m.doer.text == "they" then return nil end
    record.act = "threaten"
    return record
  end,
  accepts = {
    { "The rebels warned they would kill the hostages.", act = "threaten", harm = "they would kill the hostages" },
    { "The union warned that it would then strike unless wages rise.", act = "threaten", trigger = "wages rise" },
  },
  rejects = {
    "The bank warned investors they would lose money.",
    "The town warned that it would close the road.",
  },
}

rule "verb_of_harm" {
  about = "X warned that C could cause H.",
  pattern = [[ $warning_verb ..{0,30} $harming ]],
  emits = { "warning" },
  emit = function(m, doc) return of_verb(m, doc, warned.effect(warned.sentence(doc, m), m)) end,
  accepts = {
    { "The bank warned that the new rules could cause a crisis.", issuer = "The bank", cue = "warned",
      harm = "a crisis",
      trigger = "the new rules", act = "warn", modality = "predicted", severity = 2, certainty = "possible" },
    { "Doctors warned that the law would seriously hurt patients.", harm = "hurt patients", trigger = "the law" },
    { "The ministry warned that if it rains, the dam could lose its gates.", harm = "the dam could lose its gates",
      trigger = "it rains", modality = "conditional" },
  },
}

rule "verb_with_harm" {
  about = "X alerted Y to H; X fears that H; X predicted H if C.",
  pattern = [[ $is_verb cue:@warning_verb[needs=harm|grave] ..{0,20}!(";") word:@harm ]],
  emits = { "warning" },
  emit = function(m, doc) return of_verb(m, doc, nil, m.word.severity >= (m.cue.lemma == "fear" and 2 or 3)) end,
  accepts = {
    { "Economists fear that the plan could lead to a recession.", issuer = "Economists", cue = "fear",
      severity = 2 },
    { "The ministry alerted residents to the danger.", act = "alert", addressee = "residents",
      harm = "the danger" },
    { "Traders fear more attacks, and few people came to the market.", harm = "more attacks" },
    { "He predicted that the firm would collapse if rates rose.", trigger = "rates rose",
      harm = "the firm would collapse" },
  },
  rejects = {
    "He alerted the market when he wanted to buy cocoa.",
    "He predicted a small loss.",
  },
}

rule "verb" {
  about = "X warned Y that H; X warned against C; Y was warned of H.",
  pattern = [[ $warning_verb ]],
  emits = { "warning" },
  emit = function(m, doc) return of_verb(m, doc, nil) end,
  accepts = {
    { "The ministry warned against swimming in the river.", trigger = "swimming in the river", harm = false },
    { "Doctors warned residents not to drink the water.", act = "caution", trigger = "drink the water" },
    { "The council was warned by engineers that the wall was weak.", issuer = "engineers",
      addressee = "The council" },
    { "The bank met its investors but cautioned that the fund is small.", issuer = "The bank",
      cue = "cautioned", harm = "the fund is small", act = "caution" },
    { "The company did not warn its customers about the fire.", polarity = "negative", harm = "the fire" },
    { "He said he was hopeful, but warned that much remains undone.", issuer = "He", harm = "much remains undone" },
    { "She left the room, warning that time was short.", issuer = "She", cue = "warning" },
    { "Warning that time was running out, the mayor left.", issuer = "the mayor", harm = "time was running out" },
    { "“Time is short,” the mayor warned on Monday.", issuer = "the mayor", harm = "“Time is short,”",
      time = "Monday" },
    { "If the talks fail, Mr. Lee warned, the union will act.", harm = "the union will act",
      trigger = "the talks fail" },
    { "Police warned that the road would be shut in the event that the dam broke.", harm = "the road would be shut",
      trigger = "the dam broke" },
    { "The office warned that the town would be flooded were the dam to break.", trigger = "were the dam to break",
      harm = "the town would be flooded", modality = "conditional" },
    { "The office cautions that figures may change.", issuer = "The office", harm = "figures may change" },
    { "In a letter to the council, Ms. Berg warned of a flood.", addressee = "the council", harm = "a flood" },
    { "Critics refused to warn the public.", polarity = "negative" },
    { "The company denied that it had warned investors.", polarity = "negative" },
    { "The company reportedly warned its staff.", certainty = "unverified" },
    { "Police warned men belonging to the sect against marches.", addressee = "men", trigger = "marches" },
    { "The doctor warned me off sugar.", trigger = "sugar" },
    { "Warning the crowd of dire consequences if it stayed, the general said that he would leave.",
      issuer = "the general", addressee = "the crowd", harm = "dire consequences", trigger = "it stayed",
      modality = "conditional" },
    { "Warning that time was short, the mayor left.", issuer = "the mayor", harm = "time was short" },
    { "The chairman in a statement warned of losses.", issuer = "The chairman" },
    { "Calling the plan “a gift to the rich,” he warned that rents would rise.", harm = "rents would rise" },
  },
  rejects = {
    "The wall fell without warning on Monday.",
    "He was warned off the pitch.",
    "The warning light was red.",
    "The union called warning strikes in May.",
  },
}

rule "given" {
  about = "X issued a warning to Y; X gave Y a warning that H.",
  pattern = [[ light:@warning_light ..{0,7}!([lower=","|";"|":"|that]) $none_before noun:@warning_noun
               $none_after ]],
  emits = { "warning" },
  emit = function(m, doc) return nouns.given(m, warned.sentence(doc, m)) end,
  accepts = {
    { "The weather service issued a warning to residents on Monday.", issuer = "The weather service",
      cue = "issued a warning", addressee = "residents", time = "Monday" },
    { "The ministry gave Iran a new warning.", addressee = "Iran", cue = "warning" },
    { "Doctors sounded the alarm over the drug.", cue = "sounded the alarm", harm = "the drug" },
    { "The agency did not issue a flood warning.", act = "alert", polarity = "negative", harm = "flood" },
    { "The embassy issued a travel advisory for the region.", act = "alert", cue = "issued a travel advisory" },
  },
  rejects = {
    "The mayor raised the roof.",
    "The lamp gave an early warning.",
  },
}

rule "given_passive" {
  about = "A warning was issued by X.",
  pattern = [[ $none_before noun:@warning_noun ([rel=nmod|case|det]){0,4} ([pos=AUX])+ ([pos=ADV]){0,2}
               light:@warning_light ]],
  emits = { "warning" },
  emit = function(m, doc) return nouns.given_passive(m, warned.sentence(doc, m)) end,
  accepts = {
    { "The warning was reissued by the mayor.", cue = "warning was reissued", issuer = "the mayor" },
    { "A warning to farmers was also issued on Monday.", addressee = "farmers" },
  },
}

rule "noun_of_harm" {
  about = "X's warning that C could cause H.",
  pattern = [[ $none_before noun:@warning_noun $none_after ..{0,30} $harming ]],
  emits = { "warning" },
  emit = function(m, doc)
    local s = warned.sentence(doc, m)
    return nouns.plain(m, s, warned.effect(s, m))
  end,
  accepts = {
    { "China’s warning that the sale would hurt trade was ignored.", issuer = "China", cue = "warning",
      harm = "hurt trade", trigger = "the sale" },
    { "China's warning that the sale would hurt ties was ignored.", harm = "hurt ties" },
    { "There were warnings that the sale could badly hurt ties.", harm = "hurt ties", certainty = "possible" },
  },
}

rule "noun" {
  about = "X's warning that H; a warning to Y; warnings about H.",
  pattern = [[ $none_before noun:@warning_noun $none_after ]],
  emits = { "warning" },
  emit = function(m, doc) return nouns.plain(m, warned.sentence(doc, m), nil) end,
  accepts = {
    { "China's warning of a crisis was ignored.", issuer = "China", cue = "warning", harm = "a crisis" },
    { "There were warnings from the bank about debt.", issuer = "the bank", harm = "debt" },
    { "He spoke of warnings by farmers in the valley that wells were dry.", issuer = "farmers",
      harm = "wells were dry" },
    { "The town receives warnings from farmers of dry wells.", issuer = "farmers", harm = "dry wells" },
    { "The mayor's warning: Stay at home.", harm = "Stay at home" },
    { "He carried out his threat to quit.", issuer = "his", act = "threaten", harm = "quit" },
    { "They ignored agency warnings.", issuer = "agency" },
  },
  rejects = {
    "The warning light was red.",
    "The wall fell without warning on Monday.",
    "Debt is an existential threat to Israel from Iran.",
    "The firm faces the threat of competition.",
    "The soldiers were on high alert.",
  },
}

local function advised_against(m, doc)
  local s = warned.sentence(doc, m)
  return warned.advised(m, s, s:index(m.act.start))
end

rule "advice_not" {
  about = "X urged Y not to do C.",
  pattern = [[ (?= [pos=VERB|PROPN]) cue:@warning_advice[not_to=true] ..{0,12}!([lower=";"|"."|that|who]) not to
               act:[alpha] ]],
  emits = { "warning" },
  emit = advised_against,
  accepts = {
    { "Officials urged residents not to drink the water.", issuer = "Officials", addressee = "residents",
      cue = "urged",
      trigger = "drink the water", act = "caution" },
    { "Residents were advised not to travel.", addressee = "Residents", trigger = "travel" },
  },
  rejects = {
    "He asked them not to wait.",
  },
}

rule "advice_against" {
  about = "X advised Y against C.",
  pattern = [[ (?= [pos=VERB]) cue:@warning_advice[against=true]
                ..{0,6}!([lower=";"|","|"."|that|who | tag=VBG]) against
               act:. ]],
  emits = { "warning" },
  emit = advised_against,
  accepts = {
    { "The clinic advised its patients against smoking.", addressee = "its patients", trigger = "smoking" },
    { "The ministry advised against travel.", trigger = "travel" },
  },
}

-- The word where what one should keep away from begins, behind the verb of `act`; nil where it is not named.
local function danger(s, act)
  local last = s:index(act.stop - 1)
  if act.danger == "last" then return last end
  return act.danger == "behind" and last < s.count and not s:mark(last + 1) and last + 1 or nil
end

rule "advice_away" {
  about = "X told Y to stay away from C.",
  pattern = [[ (?= [pos=VERB|PROPN]) cue:@warning_advice[away=true] [lower=to|with]?
               ..{0,8}!([lower=";"|","|"."|that|who|to | tag=MD|VBD|VBZ]) to act:@warning_avoid ]],
  emits = { "warning" },
  emit = function(m, doc)
    local s = warned.sentence(doc, m)
    return warned.advised(m, s, danger(s, m.act))
  end,
  accepts = {
    { "Police told people to stay away from the river.", issuer = "Police", addressee = "people", cue = "told",
      trigger = "the river" },
    { "Police appealed to people to stay indoors.", addressee = "people", cue = { "appealed", "stay indoors" },
      trigger = false },
    { "Owners were told to stop using the heaters.", addressee = "Owners", trigger = "using the heaters" },
  },
  rejects = {
    "Police told people to go home.",
  },
}
