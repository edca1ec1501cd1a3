--- Claims by prepositions, adverbs, adjectives, verbs of naming, and verbs with a preposition.
local attributed = require "attributed"
local claimed = require "claimed"
local clause = require "clause"
local finite = require "finite"
local holder = require "holder"
local nounphrase = require "nounphrase"
local party = require "party"
local reported = require "reported"
local sentence = require "sentence"
local speech = require "speech"
local tree = require "tree"
local verbgroup = require "verbgroup"
local wordclass = require "wordclass"
local wordset = require "wordset"

local NAMING = wordset.of [[DET ADJ NOUN]]
local OPENERS = wordset.of [[if whether what who whom when where why how]]

-- How sure a claim by such words is.
local SURE, LIKELY, UNSURE = 0.9, 0.8, 0.7

-- Whether the word at `i` only leads in the sentence of a voice.
local function leads_in(s, i, voice)
  return voice and s.quoted[i] ~= voice or s:mark(i) and not s.quoted[i] or s.pos[i] == "CCONJ"
end

-- The sentence around the words left … right - 1 that attribute: what stands before and behind them, in the voice
-- of the word at `i`.
local function around(s, left, right, i)
  local spans, first, voice = {}, 1, s.quoted[i]
  while first < left and leads_in(s, first, voice) do
    first = first + 1
  end
  -- "P, and according to X, Q": X says Q alone
  if first < left and s.pos[left - 1] ~= "CCONJ" then
    local last = clause.trim(s, first, left - 1)
    local is_opener = last == first and s.pos[first] == "SCONJ"
    if last >= first and not is_opener and (not s:mark(last) or s.quoted[last] ~= voice) then
      spans[1] = reported.stretch(s, first, last, i)
    end
  end
  local from = s.words[right] == "," and right + 1 or right
  -- "P, according to a report, published in May": no more of P
  local tells_source = #spans > 0 and s.tags[from] == "VBN"
  local begins = from <= s.count and not tells_source and not s:mark(from) or speech.quote_at(s, from)
  if begins and (#spans == 0 or s.words[right] == "," or not s:mark(right)) then
    local is_clause = #spans == 0 and finite.within(s, from, s.count)
    spans[#spans + 1] = is_clause and reported.sentence(s, from, i) or reported.phrase(s, from, i)
  end
  return spans
end

-- ---- Prepositions ------------------------------------------------------------------------------------------

local ASKS = wordclass.asking

-- Whether a clause with a subject of its own stands behind the comma at `comma`, and no relative one.
local function has_clause_behind(s, comma)
  if ASKS[s.tags[comma + 1]] then return false end
  for k = comma + 1, s.count do
    if finite.is_tagged(s, k) then
      local subject = finite.subject_of(s, finite.governor(s, k))
      return subject ~= nil and subject > comma
    end
  end
  return false
end

-- "according to sources consulted by X, P": all up to the comma where no verb stands between, but one that may be a
-- participle ("two people briefed on the matter").
local function phrase_to_comma(s, i)
  local participle = false
  for k = i + 2, math.min(s.count, i + 20) do
    if not s:same_voice(k, i) or s.pos[k] == "SCONJ" then return nil end
    if finite.is_tagged(s, k) then
      if participle or s.tags[k] ~= "VBD" or s.pos[k + 1] ~= "ADP" then return nil end
      participle = true
    end
    if s.words[k] == "," or k == s.count then
      if participle and not has_clause_behind(s, k) then return nil end
      return s.tags[k - 1] ~= "POS" and { first = i + 1, last = k - 1 } or nil
    end
    if s:mark(k) then return nil end
  end
  return nil
end

local MOST_WORDS = 20
local RELATIVE = wordset.of [[who which that]]

-- The last word before the next comma from `i` on.
local function before_comma(s, i)
  while i < s.count and s.words[i + 1] ~= "," do i = i + 1 end
  return i
end

-- The word before the first comma behind `last`, with what explains the source there ("According to X, a friend of
-- Y, P"); `last` where a verb stands before that, or no comma.
local function before_clause(s, first, last)
  local comma = first + 1
  while comma <= s.count and s.words[comma] ~= "," do
    if comma > last and finite.is_tagged(s, comma) and not RELATIVE[s.lowers[comma - 1]] then return last end
    comma = comma + 1
  end
  if comma > s.count or comma - first > MOST_WORDS or not s:same_voice(comma, first) then return last end
  local whole = party.extended(s, comma - 1, s.count + 1)
  if s.tags[comma + 1] == "VBN" then whole = before_comma(s, comma + 1) end
  return s.words[whole + 1] == "," and has_clause_behind(s, whole + 1) and whole or comma - 1
end

-- The last word of the source first … last: before its first comma, unless what follows that explains it.
-- `leads`: what the source says stands behind it.
local function source_end(s, first, last, leads)
  if leads then return before_clause(s, first, last) end
  local comma = first
  while comma < last and s.words[comma] ~= "," do comma = comma + 1 end
  if comma == last or last == s.count or s:mark(last + 1) and not s.quoted[last + 1] then return last end
  return s.words[last + 1] == "," and has_clause_behind(s, last + 1) and last or comma - 1
end

-- Before a finite verb that has its subject elsewhere.
local function without_clause(s, first, last)
  for k = first + 1, last do
    local apart = finite.is_tagged(s, k) and not RELATIVE[s.lowers[k - 1]] and s.pos[k - 1] ~= "CCONJ"
    if apart and not wordclass.is_capital(s.words[k]) and not finite.subject_within(s, k, first, last) then
      return k - 1
    end
  end
  return last
end

local function phrase_behind(s, i, cue)
  local noun = tree.head(s, cue)
  if noun > i and s:same_voice(noun, i) then
    local first, last = party.phrase(s, noun, i)
    last = source_end(s, first, last, cue == 1 or s:mark(cue - 1) and s.words[cue - 1] ~= ",")
    last = without_clause(s, first, last)
    if first >= i and first <= i + 2 then return { first = math.max(first, i + 1), last = last } end
  end
  local last = nounphrase.after(s, i + 1, true)
  return last and { first = i + 1, last = last } or nil
end

lexicon "claim_preposition" { file = "cues/claim_preposition.tsv" }

rule "preposition" {
  about = "According to X, P; P, according to X; P1, according to X, P2.",
  pattern = [[ cue:@claim_preposition ]],
  emit = function(m, doc)
    local s, i, last = sentence.place(doc, m)
    local source = phrase_behind(s, last, i)
    local whole = source and phrase_to_comma(s, last)
    if whole and whole.last > source.last then source = whole end
    if not source then return nil end
    local content = around(s, i, source.last + 1, i)
    if #content == 0 then return nil end
    return claimed.draft(s, { source = source, cue = m.cue, content = content, act = m.cue.act,
      certainty = m.cue.certainty, confidence = SURE })
  end,
  emits = { "claim" },
  accepts = {
    { "According to the ministry, two villages were evacuated.", source = "the ministry",
      content = "two villages were evacuated" },
    { "According to two people briefed on the plan, the port will open.", source = "two people briefed on the plan",
      content = "the port will open" },
    { "According to Lena Ortiz, the head of the port, two ships sank.", source = "Lena Ortiz, the head of the port",
      content = "two ships sank" },
    { "Ships, which according to the port police allows them to work, were seen.", source = "the port police" },
    { "While according to the board, output has fallen.", content = "output has fallen" },
    { "Trade has grown, and according to the board, rates will rise.", content = "rates will rise" },
    { "According to a report by the police, seen by the Post, in May ships were sunk.",
      content = "in May ships were sunk" },
    { "According to two men who met him for an hour, the ship sank.", source = "two men who met him for an hour" },
    { "According to the ministry, Lena Ortiz, a clerk, sank the ship.", source = "the ministry",
      content = "Lena Ortiz, a clerk, sank the ship" },
    { "Two villages were evacuated, according to a ministry report.", source = "a ministry report",
      content = "Two villages were evacuated" },
  },
  rejects = { "They acted according to." },
}

lexicon "claim_view" { file = "cues/claim_view.tsv" }

rule "view" {
  about = "In the view of X, P; in X's words, P.",
  pattern = {
    [[ cue:((in|from|by) the view:@claim_view of) source:(..{1,8}) (?= "," ) ]],
    [[ (in|from|by) owner:(..{1,8}) (?<= [tag="PRP$"] | [tag=POS] ) [pos=ADJ]? view:@claim_view (?= [punct] ) ]],
  },
  emit = function(m, doc)
    local s, i, last = sentence.place(doc, m)
    local named = m.source or m.owner
    local source = { first = s:index(named.start), last = s:index(named.stop - 1) }
    if s.tags[source.last] == "POS" then source.last = source.last - 1 end
    local content = around(s, i, last + 1, i)
    if #content == 0 then return nil end
    return claimed.draft(s, { source = source, cue = m.cue or m.view, content = content, act = m.view.act,
      confidence = UNSURE })
  end,
  emits = { "claim" },
  accepts = {
    { "In the view of the union, the offer is too low.", source = "the union", cue = "In the view of",
      content = "the offer is too low", act = "believe" },
    { "From the perspective of the bank, the loan is lost.", source = "the bank", content = "the loan is lost" },
    { "By the account of two sailors, the ship sank.", source = "two sailors", act = "say" },
    { "In the minister's words, the port is a gift to the region.", source = "the minister", cue = "words" },
    { "From her own point of view, the port is a waste.", source = "her", cue = "point of view" },
    { "By his account, the guards were paid in cash.", source = "his", content = "the guards were paid in cash" },
  },
  rejects = { "The ship came into view of the port.", "In his words there was anger." },
}

-- ---- Adverbs -----------------------------------------------------------------------------------------------

lexicon "claim_adverb" { file = "cues/claim_adverb.tsv" }

local LEADING = wordset.of [[although though while because since as if when but and that who which what how why
  after before until once where whose whom unless whether]]

-- The first word of the clause around the adverb at `i`: behind a mark that parts clauses, or what opens it.
local function clause_start(s, i)
  local first = i
  while first > 1 and s:same_voice(first - 1, i) do
    local k = first - 1
    if s.words[k] == ";" or s.words[k] == ":" or s:dash(k) then break end
    if LEADING[s.lowers[k]] and (k == 1 or s:mark(k - 1) or s.pos[k] == "SCONJ" or finite.is_tagged(s, k - 1)) then
      break
    end
    first = k
  end
  while first < i and (s:mark(first) or s.pos[first] == "CCONJ") do
    first = first + 1
  end
  return s.words[first + 1] == "," and wordclass.contrast[s.lowers[first]] and first + 2 or first
end

-- The first word of what the adverb at `i` is said of: the subject of its verb where the tree has one before it in
-- its clause, else where the clause begins.
local function hedged_start(s, i)
  -- "held for allegedly taking the money": the deed alone
  if (s.pos[i - 1] == "ADP" or s.pos[i - 1] == "SCONJ") and s.tags[i + 1] == "VBG" then return i end
  local verb = tree.head(s, i)
  local subject = verb > 0 and s:same_voice(verb, i) and finite.subject_of(s, verb)
  -- "'Plan A' allegedly failed"
  local quote = speech.quote_before(s, i)
  if quote and subject and s.quoted[subject] == quote.number then return s:index(quote.start) end
  if not subject or subject > i or not s:same_voice(subject, i) then return clause_start(s, i) end
  if s.tags[subject] == "WDT" or s.tags[subject] == "WP" then return i end
  local first = party.core(s, subject, i)
  return first
end

-- "losses from allegedly false sales": the phrase that the hedged adjective at `adjective` is of.
local function hedged_phrase(s, i, adjective)
  if tree.relation(s, adjective) ~= "amod" or adjective < i then return nil end
  local noun = tree.head(s, adjective)
  return noun > adjective and s:slice(i + 1, noun) or nil
end

rule "adverb" {
  about = "Reportedly, allegedly: a claim without a source.",
  pattern = [[ cue:@claim_adverb ]],
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i = s:index(m.start)
    local phrase = hedged_phrase(s, i, tree.head(s, i))
    if phrase then
      return claimed.draft(s, { cue = m.cue, content = { phrase }, act = m.cue.act, certainty = m.cue.certainty,
        confidence = LIKELY })
    end
    local first, content = hedged_start(s, i), {}
    local last = first < i and clause.trim(s, first, i - 1)
    local holds = last and last >= first and (not s:mark(last) or s.quoted[first] and not s.quoted[i])
    if holds then content[1] = s:slice(first, last) end
    content[#content + 1] = reported.phrase(s, s.words[i + 1] == "," and i + 2 or i + 1, i)
    if #content == 0 then return nil end
    return claimed.draft(s, { cue = m.cue, content = content, act = m.cue.act, certainty = m.cue.certainty,
      confidence = LIKELY })
  end,
  emits = { "claim" },
  accepts = {
    { "The guards were reportedly paid in cash.", source = false, cue = "reportedly", act = "say",
      content = { "The guards were", "paid in cash" } },
    { "The guards allegedly took the money.", act = "accuse" },
    { "In May, a clerk who kept the keys was reportedly paid in cash.", content = { "a clerk who kept the keys was",
      "paid in cash" } },
    { "It came after the guards allegedly took the money, the Daily Post reported.",
      content = { "the guards", "took the money" } },
    { "The board spoke of losses from allegedly false sales.", content = "false sales" },
    { '"Plan A" allegedly failed in May.', content = { '"Plan A"', "failed in May" } },
    { "Two guards were held for allegedly taking the money.", content = "taking the money" },
  },
  rejects = { "The guards were paid." },
}

-- ---- Adjectives --------------------------------------------------------------------------------------------

lexicon "claim_adjective" { file = "cues/claim_adjective.tsv" }

-- The clause or infinitive behind the adjective at `i`.
local function adjective_content(s, i, kinds)
  local lower = s:lower(i + 1)
  if lower == "to" then return kinds.to and s.tags[i + 2] == "VB" and reported.phrase(s, i + 1, i) or nil end
  if OPENERS[lower] then return kinds.wh and reported.phrase(s, i + 1, i) or nil end
  if not (kinds.clause or kinds.that) or wordclass.preposition[lower] then return nil end
  local span, that = reported.clause(s, i + 1, i)
  local bare = kinds.clause and s.pos[i + 1] ~= "ADP" and not s:mark(i + 1)
  return (that or bare) and span or nil
end

-- Whether a word from `first` to `last` negates.
local function is_negated(s, first, last)
  for k = first, last do
    if wordclass.negator[s.lowers[k]] then return true end
  end
  return false
end

rule "adjective" {
  about = "X is confident that P; X is determined to P.",
  pattern = [[ <be|feel|remain|become|seem|sound|appear|stay> ([pos=ADV] | [pos=PART]){0,2} cue:@claim_adjective
               (?! [pos=NOUN] ) ]],
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i, verb = s:index(m.cue.start), s:index(m.start)
    local group = verbgroup.at(s, verb)
    local subject = holder.subject(s, { verb = i, first = group.first }) or holder.subject(s, group)
    if not subject or subject.inverted or s.lowers[subject.last] == "it" then return nil end
    local content = adjective_content(s, i, attributed.kinds(m.cue.takes))
    if not content then return nil end
    return claimed.draft(s, { source = subject, cue = s:slice(i, i), content = { content }, act = m.cue.act,
      negative = group.negative or is_negated(s, verb, i), confidence = LIKELY })
  end,
  emits = { "claim" },
  accepts = {
    { "Ortiz is confident that the port will open.", source = "Ortiz", cue = "confident", act = "believe",
      content = "the port will open", polarity = "positive" },
    { "The minister was not really sure whether the port would open.", cue = "sure", polarity = "negative" },
    { "The union remains determined to end the strike.", source = "The union", act = "intend",
      content = "to end the strike" },
  },
  rejects = { "It is certain that the port will open.", "Ortiz is confident.", "He is a confident speaker.",
    '"We are hopeful that the port will open," Ortiz said.' },
}

-- ---- Naming ------------------------------------------------------------------------------------------------

lexicon "claim_naming" { file = "cues/claim_naming.tsv", by = "lemma" }

-- Whether the name may stand at `k`: "a gift", a quotation.
local function is_name(s, k)
  return (s.lowers[k] == "a" or s.lowers[k] == "an" or speech.quote_at(s, k)) and s.pos[k - 1] ~= "ADP"
end

-- Whether a name without "as" stands behind the thing that ends at `thing`, or behind what modifies that.
local function has_bare_name(s, thing, verb)
  for k = thing + 1, math.min(s.count, thing + 14) do
    if is_name(s, k) then return true end
    if finite.is_tagged(s, k) or s:mark(k) or s.pos[k] == "CCONJ" or s.pos[k] == "SCONJ" or s.lowers[k] == "to" then
      break
    end
  end
  if thing == s.count or s:mark(thing + 1) and not s.quoted[thing + 1] then return false end
  return NAMING[s.pos[thing + 1]] or s.quoted[thing + 1] ~= nil and s.quoted[thing + 1] ~= s.quoted[verb]
end

-- Whether "as" and a name stand behind the thing between the words `short` and `long`, or soon behind it.
local function has_as(s, short, long, verb)
  for k = short + 1, math.min(s.count, long + 6) do
    if s.lowers[k] == "as" and s:same_voice(k, verb) then return true end
    if finite.is_tagged(s, k) or s:mark(k) and not s.quoted[k] then return false end
  end
  return false
end

-- Whether a thing and a name stand behind the verb at `i`. `bare`: the name may stand there without "as".
local function names_thing(s, i, bare)
  local next = s:lower(i + 1)
  if next == "" or next == "that" and not speech.quote_at(s, i + 2) or wordclass.preposition[next]
    or s.pos[i + 1] == "ADV" or s:mark(i + 1) and not s.quoted[i + 1] then
    return false
  end
  local long = nounphrase.after(s, i + 1, true)
  if not long then return bare and s.pos[i + 1] == "PRON" and speech.quote_at(s, i + 2) ~= nil end
  local short = nounphrase.after(s, i + 1, false) or long
  return has_as(s, short, long, i) or bare and has_bare_name(s, short, i)
end

-- "what X called the worst crisis": the name alone.
local function behind_what(s, subject)
  return subject and s:lower(subject.first - 1) == "what"
end

rule "naming" {
  about = "X called Y a P; X described Y as P; what X called P.",
  pattern = [[ (?= [pos=VERB] ) cue:@claim_naming ]],
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i = s:index(m.start)
    local group = verbgroup.at(s, i)
    if group.infinitive or s.tags[i] == "VBN" and (group.first == i or group.passive) then return nil end
    local named = names_thing(s, i, m.cue.bare)
    if not named and not lists.find(s.lowers, "what") then return nil end
    local subject = holder.subject(s, group)
    if not subject or subject.inverted then return nil end
    local content
    if behind_what(s, subject) then
      local next = s:lower(i + 1) == "as" and i + 2 or i + 1
      content = reported.phrase(s, next, i)
    elseif named then
      content = reported.phrase(s, i + 1, i)
    end
    return content and claimed.draft(s, { source = subject, cue = s:slice(i, i), content = { content }, act = "say",
      negative = group.negative, confidence = UNSURE }) or nil
  end,
  emits = { "claim" },
  accepts = {
    { "Ortiz called the plan a gift to the rich.", source = "Ortiz", cue = "called",
      content = "the plan a gift to the rich" },
    { "Critics described the plan as a gift.", source = "Critics", content = "the plan as a gift" },
    { "It is what Ortiz called the worst crisis of the decade.", source = "Ortiz",
      content = "the worst crisis of the decade" },
  },
  rejects = { "Ortiz called the office.", "Ortiz called for calm.", "The plan was described in May." },
}

-- ---- Verbs with a preposition ------------------------------------------------------------------------------

rule "call_for" {
  about = "X called for P; X insisted on P; X called on Y to do P.",
  pattern = [[ cue:([lemma=call & pos=VERB] way:(for|on)) | cue:([lemma=insist & pos=VERB] way:(on|upon)) |
               cue:([lemma=ask|appeal|push|press|hope|wish|argue|plead & pos=VERB] way:for) ]],
  emit = function(m, doc)
    local s, i, last = sentence.place(doc, m)
    local group = verbgroup.at(s, i)
    if group.passive or group.infinitive then return nil end
    local subject = holder.subject(s, group)
    local next, whom = last + 1, nil
    if s.lowers[last] == "on" and s.lowers[i]:sub(1, 4) == "call" then
      local stop = nounphrase.after(s, next, true)
      if not stop or s:lower(stop + 1) ~= "to" then return nil end
      whom, next = s:slice(next, stop), stop + 1
    end
    if not subject or subject.inverted then return nil end
    local content = reported.phrase(s, next, i)
    return content and claimed.draft(s, { source = subject, addressee = whom, cue = s:slice(i, last),
      content = { content }, act = "demand", negative = group.negative, confidence = LIKELY }) or nil
  end,
  emits = { "claim" },
  accepts = {
    { "Ortiz called for an end to the strike.", source = "Ortiz", cue = "called for",
      content = "an end to the strike" },
    { "Ortiz called on the union to end its strike.", source = "Ortiz", addressee = "the union",
      content = "to end its strike", act = "demand" },
    { "The union insists on a new contract.", cue = "insists on", content = "a new contract" },
    { "The union insisted upon a new contract.", cue = "insisted upon" },
    { "Ortiz asked for help but he was told to go.", content = "help" },
    { "Ortiz pleaded for patience.", cue = "pleaded for", content = "patience" },
  },
  rejects = { "Ortiz called on his friends." },
}

-- The "of" between whom the verb at `i` accuses and what they have done; nil where it is none.
local function accused_of(s, i)
  for k = i + 1, math.min(s.count - 1, i + 15) do
    if s.lowers[k] == "of" and s.tags[k + 1] == "VBG" and s:same_voice(k, i) then return k end
  end
  return nil
end

rule "accuse" {
  about = "X accused Y of P.",
  pattern = [[ cue:[lemma=accuse & pos=VERB] ]],
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i = s:index(m.start)
    local of = accused_of(s, i)
    local content = of and reported.phrase(s, of + 1, i)
    if not content then return nil end
    local group = verbgroup.at(s, i)
    local passive = group.passive or s.tags[i] == "VBN" and group.first == i
    local source = passive and holder.agent(s, i) or not passive and holder.subject(s, group) or nil
    return claimed.draft(s, { source = source, cue = m.cue, content = { content }, act = "accuse",
      negative = group.negative, confidence = SURE })
  end,
  emits = { "claim" },
  accepts = {
    { "Ortiz accused the company of hiding the tests.", source = "Ortiz", cue = "accused", act = "accuse",
      content = "hiding the tests" },
    { "The company was accused of hiding the tests.", source = false, content = "hiding the tests" },
  },
  rejects = { "The accused of last week were released." },
}

rule "made_clear" {
  about = "X made it clear that P.",
  pattern = [[ cue:(<make> it? clear) that ]],
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i = s:index(m.start)
    local last = s:index(m.cue.stop - 1)
    local group = verbgroup.at(s, i)
    local subject = holder.subject(s, group)
    local content = reported.clause(s, last + 1, i)
    return content and claimed.draft(s, { source = subject, cue = m.cue, content = { content }, act = "say",
      negative = group.negative, confidence = SURE }) or nil
  end,
  emits = { "claim" },
  accepts = {
    { "The minister made it clear that the port would stay closed.", source = "The minister", cue = "made it clear",
      content = "the port would stay closed" },
  },
  rejects = { "The wind made the sky clear." },
}
