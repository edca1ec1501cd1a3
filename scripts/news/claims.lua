--- Claims: what the article attributes to someone.
local clause = require "clause"
local cues = require "cues_claim"
local nounphrase = require "nounphrase"
local quotes = require "quotes"
local sentence = require "sentence"
local speech = require "speech"
local verbgroup = require "verbgroup"
local wordclass = require "wordclass"
local wordset = require "wordset"

local THINK_NOT = wordset.of [[about of in for on to so , . ; : ? !]]
local NOUN_SIGNS = wordset.union(wordclass.determiner,
  wordset.of [['s ’s s' new recent latest false previous earlier]])
local PARTICIPLE = re.compile [[(?:ed|told|said|known|thought|found|shown|sworn|written)$]]
local GERUND = re.compile [[ing$]]

-- "the claim", "its warnings": a noun, which the noun rule reads.
local function is_noun(s, i)
  local before = s:lower(i - 1)
  if not cues.noun[s.lowers[i]] then
    return (before == "the" or before == "a" or before == "an" or wordclass.possessive[before])
      and not PARTICIPLE:find(s.lowers[i])
  end
  return NOUN_SIGNS[before] and before ~= "that" and before ~= "some" and before ~= "many" and before ~= "both"
    and before ~= "others" and before ~= "all" and before ~= "several"
end

-- The addressee behind a verb: "told reporters", "warned China". The place of what follows it.
local function addressee(s, i)
  local lower = s:lower(i)
  if lower == "" or lower == "that" or wordclass.subject_pronoun[lower] and lower ~= "you"
    and lower ~= "it" then return nil, i end
  if wordclass.is_mark(s.words[i]) or s.quoted[i] ~= s.quoted[i - 1] then return nil, i end
  local last = nounphrase.after(s, i, false)
  if not last then return nil, i end
  return s:slice(i, last), last + 1
end

-- Whether no other verb of saying stands behind the cue in its sentence, outside of quotations: what goes on behind
-- the sentence is then said by the cue, too. `quote` is the one behind the cue.
local function cue_ends_speech(s, verb, quote)
  for k = verb + 1, s.count do
    if not s.quoted[k] and cues.verb[s.lowers[k]] and cues.verb[s.lowers[k]].frame == "say" then return false end
  end
  return not quote or quote.stop >= s.stops[s.count] - 2
end

-- Quotations beside the cue: { spans }, and whether one was found. `next`: the place behind verb and addressee.
local function quoted_content(s, group, subject, next)
  local spans = {}
  local left = subject and not subject.inverted and subject.first or group.first
  local before = speech.quote_before(s, left)
  if before then
    local joined = speech.quote_joined(s, before)
    spans[1] = joined and joined.span or before.span
    spans[2] = joined and before.span
  end
  local k = speech.skip_adverbial(s, subject and subject.inverted and subject.last + 1 or next)
  local mark = s.words[k]
  local at = (mark == ":" or mark == ",") and k + 1 or k
  local quote = speech.quote_at(s, at)
  if quote and not (before and mark ~= ":" and mark ~= ",") and (mark == ":" or mark == ","
    or quote.span:words()[8]) then
    spans[#spans + 1] = quote.span
  elseif before and s:lower(next) == "that" then
    spans[#spans + 1] = speech.clause(s, next)
  elseif not before then
    quote = speech.quote_announced(s, k, 8)
    spans[1] = quote and quote.span
  end
  if #spans > 0 and (before or quote) and cue_ends_speech(s, group.verb, quote) then
    for _, following in ipairs(speech.quotes_continuing(s)) do
      spans[#spans + 1] = following
    end
  end
  return spans
end

-- "P, X said" without quotation marks: what stands before the comma.
local function clause_before(s, group, subject, next)
  local left = (subject and not subject.inverted and subject.first or group.first) - 1
  if s.words[left] ~= "," or not s:same_voice(left, group.verb) or left < 4 then return nil end
  if not speech.is_tail(s, subject.inverted and subject.last + 1 or next) then return nil end
  local first = 1
  while not s:same_voice(first, group.verb) and first < left do
    first = first + 1
  end
  if wordclass.contrast[s.lowers[first]] or wordclass.coordinator[s.lowers[first]] then first = first + 1 end
  if s.quoted[first] and speech.quote_at(s, 1) then return nil end
  local last = clause.trim(s, first, left)
  if last - first < 2 then return nil end
  return s:slice(first, last)
end

-- Whether what follows at `i` can be what the frame asks for.
local function frame_holds(s, frame, i, verb)
  local lower = s:lower(i)
  if lower == "" or wordclass.is_terminal(s.words[i] or ".") or lower == "," then return false end
  if lower == "that" then
    return frame ~= "to" and frame ~= "addressee_to" and not wordclass.is_mark(s.words[i + 1] or ".")
  end
  if frame == "to" then return lower == "to" end
  if frame == "object" then return lower ~= "by" and lower ~= "in" and lower ~= "on" and lower ~= "as"
    and lower ~= "for" and lower ~= "at" end
  if frame == "think" then
    if lower == "to" then return verb == "hope" or verb == "hopes" or verb == "hoped" or verb == "hoping" end
    return not THINK_NOT[lower] and not wordclass.preposition[lower] and s.count - i >= 2
  end
  if s.tags[i] == "RP" then return false end
  if frame == "say" or frame == "tell" then
    return not wordclass.preposition[lower] and not wordclass.auxiliary[lower] and lower ~= "and" and lower ~= "or"
      and lower ~= "to" and s.count - i >= 2
  end
  if frame == "ask" then return lower == "if" or lower == "whether" or wordclass.subordinator[lower]
    or lower == "to" end
  return false
end

-- What a clause must hold to be one, where no "that" says so: something that may be a finite verb.
local function is_clause(s, first)
  for i = first, math.min(s.count, first + 25) do
    local lower = s.lowers[i]
    if wordclass.auxiliary[lower] or PARTICIPLE:find(lower) then return true end
    if i > first and lower:sub(-1) == "s" and not wordclass.is_capital(s.words[i]) then return true end
  end
  return wordclass.subject_pronoun[s.lowers[first]] or false
end

-- `limit`: the last word that the clause may hold.
local function clause_after(s, cue, next, limit)
  local i = next
  if not frame_holds(s, cue.frame, i, s:lower(i - 1)) then
    i = speech.skip_adverbial(s, next)
    if s.words[i] == "," and s:lower(i + 1) == "that" then i = i + 1 end
    if i == next or not (s:lower(i) == "that" or (cue.frame == "say"
      and frame_holds(s, "say", i))) then return nil end
  end
  local bare = s.lowers[i] ~= "that"
  if bare and (cue.frame == "say" or cue.frame == "tell" or cue.frame == "think") and s:lower(i) ~= "to"
    and not is_clause(s, i) then
    return nil
  end
  local content, first, last = speech.clause(s, i)
  if content and limit and last > limit then return s:slice(first, (clause.trim(s, first, limit))) end
  return content
end

-- direct: each part is a quotation, or lies in the one that the cue is in; mixed: some words are quoted.
local function quote_kind(doc, content)
  local whole, part, list = true, false, quotes.of(doc)
  for _, span in ipairs(content) do
    local quote = list[quotes.next(doc, span.start)]
    if not quote or quote.start >= span.stop then
      whole = false
    elseif quote.start < span.start then
      local inner = list[quote.number + 1]
      whole, part = false, part or (inner and inner.start < span.stop) or false
    else
      whole, part = whole and quote.start == span.start and quote.stop >= span.stop, true
    end
  end
  return whole and "direct" or part and "mixed" or "indirect"
end

-- The record of one claim. `parts`: source, addressee, cue (spans or nil), content (list), act, negative.
local function record(s, parts)
  return {
    type = "claim", source = parts.source, addressee = parts.addressee, cue = parts.cue,
    content = parts.content, act = parts.act, quote = quote_kind(s.doc, parts.content),
      polarity = parts.negative and "negative" or "positive",
  }
end

-- The subject that a participle borrows from its sentence: "Noting that P, X said …", "X said P, adding that Q".
local function borrowed_subject(s, i)
  for k = i + 1, s.count do
    if i <= 2 and cues.verb[s.lowers[k]] and not GERUND:find(s.lowers[k]) and s:same_voice(k, i) then
      local group = verbgroup.at(s, k)
      local first, last = nounphrase.before(s, group.first)
      if first and first > i + 1 then return { first = first, last = last } end
    end
  end
  return speech.subject_before(s, i)
end

-- The subject of a verb, or the one that it shares: as a participle, or behind "and". `is_gerund`: none can stand
-- behind it.
local function subject_of(s, group, is_gerund)
  local subject = speech.subject(s, group)
  if GERUND:find(s.lowers[group.verb]) and (not subject or is_gerund and subject.inverted) then
    subject = borrowed_subject(s, group.verb)
  end
  if not subject and s.pos[group.first - 1] == "CCONJ" then
    subject = speech.shared_subject(s, group.first - 1)
  end
  return subject
end

local function passive_claim(s, group, cue)
  local i = group.verb
  local first, last = nounphrase.before(s, group.first)
  local tells = cue.frame == "tell" or cue.frame == "ask"
  local next, source = i + 1, nil
  if s:lower(next) == "by" then
    local stop = nounphrase.after(s, next + 1, false)
    if not stop then return nil end
    source, next = s:slice(next + 1, stop), stop + 1
  end
  local content = clause_after(s, cue.frame == "tell" and { frame = "say" } or cue, next)
  if not content or not (tells or s:lower(next) == "that") then return nil end
  local whom
  if tells and first then whom = s:slice(first, last) end
  return record(s, { source = source, addressee = whom, cue = s:slice(i, i), content = { content }, act = cue.act,
    negative = group.negative })
end

local OWN_MIND = wordset.of [[believe suppose say intend]]
local SPEAKERS = wordset.of [[i we you me us]]

-- "'I think that P,' X said": the words are X's already, and "I think" tells no more of whose they are.
local function is_own_voice(s, subject, cue, i)
  if params.own_voice or not s.quoted[i] or not OWN_MIND[cue.act] then return false end
  return not subject or SPEAKERS[s.lowers[subject.last]]
end

local function verb_claim(m, doc)
  local s = sentence.of(doc, m)
  local i = s:index(m.start)
  local cue = cues.verb[s.lowers[i]]
  if not cue or is_noun(s, i) or (wordclass.is_capital(s.words[i]) and not s:opens(i)) then return nil end
  local group = verbgroup.at(s, i)
  local last = i
  if cue.particle then
    if s:lower(i + 1) ~= cue.particle then return nil end
    last = i + 1
  end
  local bare = s.tags[i] == "VBN" and group.first == i
  local asked = bare and cue.frame == "ask"
  if bare and not asked then return nil end
  if (group.passive and PARTICIPLE:find(s.lowers[i])) or asked then return passive_claim(s, group, cue) end
  if group.infinitive then return nil end
  local is_gerund = GERUND:find(s.lowers[i]) ~= nil and group.first == i
  local subject = subject_of(s, group, is_gerund)
  if is_own_voice(s, subject, cue, i) then return nil end
  local next, whom = last + 1, nil
  if cue.frame == "tell" or cue.frame == "ask"
    or cue.frame == "addressee_to" then whom, next = addressee(s, i + 1) end
  if subject and subject.inverted then whom, next = nil, subject.last + 1 end
  local limit = is_gerund and subject and subject.first > i and subject.first - 1 or nil
  local content = limit and {} or quoted_content(s, group, subject, next)
  if #content == 0 then
    local before = subject and not limit and clause_before(s, group, subject, next)
    content[1] = before or (cue.frame == "addressee_to" and whom and s:lower(next) == "to"
      and speech.clause(s, next))
      or (cue.frame ~= "addressee_to" and not (subject and subject.inverted)
        and clause_after(s, cue, next, limit)) or nil
  end
  if #content == 0 or not (subject or is_gerund) then return nil end
  return record(s, {
    source = subject and s:slice(subject.first, subject.last), addressee = whom, cue = s:slice(i, last),
      content = content,
    act = cue.act, negative = group.negative,
  })
end

lexicon "claim_verb" (cues.verbs)

rule "verb" {
  about = "X said that P; 'P,' X said; P, said X; X told Y that P; X denied P.",
  pattern = [[ [lower in @claim_verb & pos=VERB] ]],
  emit = verb_claim,
  emits = { "claim" },
  accepts = {
    { "Officials said the dam was in good order.", source = "Officials", cue = "said", act = "say",
      quote = "indirect", content = "the dam was in good order" },
    { "The port will open in May, a harbour official said.", source = "a harbour official",
      content = "The port will open in May" },
    { "Ortiz told the council that the port would open.", source = "Ortiz", addressee = "the council",
      content = "the port would open" },
    { '"We are ready," Ortiz said. "The port will open."', source = "Ortiz", quote = "direct",
      content = { '"We are ready,"', '"The port will open."' } },
    { '"We are ready," said Ortiz, who leads the port, on Monday. "It will open." "We hope so," he added.',
      { source = "Ortiz", content = '"We are ready,"' }, { content = { '"It will open."', '"We hope so,"' } } },
    { '"We are ready," said Ortiz, who leads the port, on Monday. "It will open." It opened.',
      source = "Ortiz", content = { '"We are ready,"', '"It will open."' } },
    { 'He said of the port: "It will open."', content = '"It will open."', quote = "direct" },
    { '"I think the port will open," Ortiz said.', cue = "said", source = "Ortiz" },
    { "The company denied that it had paid the guards.", act = "deny", polarity = "positive" },
    { "The company did not say when the port will open.", cue = "say", polarity = "negative" },
    { "It is believed that the ship sank in May.", source = false, act = "believe" },
    { "Noting that the tests were late, the minister said the port would stay closed.",
      { source = "the minister", cue = "Noting", content = "the tests were late" },
      { source = "the minister", cue = "said", content = "the port would stay closed" } },
  },
  rejects = { "The dispute has lasted for years.", "The ministry warned against swimming in the river." },
}

rule "noun" {
  about = "The claim that P; X's promise to do P.",
  regex = wordset.regex(cues.nouns) .. [[(?=\s+(?:that|to)\b)]],
  flags = "i",
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i = s:index(m.start)
    local cue = cues.noun[s.lowers[i]]
    if not cue or (cues.verb[s.lowers[i]] and not is_noun(s, i)) then return nil end
    if s:lower(i + 1) == "to" and cue.act ~= "promise" then return nil end
    local content = speech.clause(s, i + 1)
    if not content then return nil end
    local source
    local owner = i - 1
    while owner > 1 and not wordclass.possessive[s.lowers[owner]] and s.lowers[owner] ~= "'s"
      and s.lowers[owner] ~= "’s"
      and i - owner < 3 do
      owner = owner - 1
    end
    if wordclass.possessive[s:lower(owner)] then
      source = s:slice(owner, owner)
    elseif s:lower(owner) == "'s" or s:lower(owner) == "’s" then
      local first, last = nounphrase.before(s, owner)
      source = first and s:slice(first, last)
    end
    return record(s, { source = source, cue = s:slice(i, i), content = { content }, act = cue.act })
  end,
  accepts = {
    { "Critics rejected the minister's claim that the tests were complete.", source = "the minister", cue = "claim",
      content = "the tests were complete" },
    { "He repeated his promise to open the port.", source = "his", act = "promise" },
  },
  rejects = { "The dispute has lasted for years.", "They claim that the tests were complete." },
}

-- What stands between a verb of naming and the end of its clause: the thing and the name.
local function naming_claim(m, doc)
  local s = sentence.of(doc, m)
  local i = s:index(m.start)
  local group = verbgroup.at(s, i)
  local next = s:lower(i + 1)
  if group.passive or group.infinitive or wordclass.preposition[next] or next == "" or s.pos[i + 1] == "ADV"
    or wordclass.is_mark(s.words[i + 1]) and not s.quoted[i + 1] then return nil end
  local thing = nounphrase.after(s, i + 1, false)
  if not thing then return nil end
  if s:lower(thing + 1) == "as" then
    if m.cue.lemma == "call" then return nil end
  elseif m.cue.lemma ~= "call" or thing + 1 > s.count or s:mark(thing + 1) and not s.quoted[thing + 1] then
    return nil
  end
  local subject = subject_of(s, group)
  local content = subject and not subject.inverted and speech.clause(s, i + 1)
  return content and record(s, { source = s:slice(subject.first, subject.last), cue = s:slice(i, i),
    content = { content }, act = "say", negative = group.negative })
end

rule "call_for" {
  about = "X called for P; X called on Y to do P.",
  pattern = [[ cue:([lemma=call & pos=VERB] way:(for|on)) ]],
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i, last = s:index(m.start), s:index(m.stop - 1)
    local group = verbgroup.at(s, i)
    if group.passive or group.infinitive then return nil end
    local subject = subject_of(s, group)
    local next, whom = last + 1, nil
    if s.lowers[last] == "on" then
      whom, next = addressee(s, next)
      if s:lower(next) ~= "to" then return nil end
    end
    local content = subject and not subject.inverted and speech.clause(s, next)
    return content and record(s, { source = s:slice(subject.first, subject.last), addressee = whom,
      cue = s:slice(i, last), content = { content }, act = "demand", negative = group.negative })
  end,
  emits = { "claim" },
  accepts = {
    { "Ortiz called for an end to the strike.", source = "Ortiz", cue = "called for",
      content = "an end to the strike" },
    { "Ortiz called on the union to end its strike.", source = "Ortiz", addressee = "the union",
      content = "to end its strike", act = "demand" },
  },
  rejects = { "Ortiz called on his friends." },
}

rule "naming" {
  about = "X called Y a P; X described Y as P.",
  pattern = [[ cue:[lemma=call|describe|portray|denounce|dismiss|characterize & pos=VERB] ]],
  emit = naming_claim,
  emits = { "claim" },
  accepts = {
    { "Ortiz called the plan a gift to the rich.", source = "Ortiz", cue = "called",
      content = "the plan a gift to the rich" },
    { "Critics described the plan as a gift.", source = "Critics", content = "the plan as a gift" },
  },
  rejects = { "Ortiz called the office.", "Ortiz called for calm.", "The plan was described in May." },
}

-- "According to X, P" and "P, according to X".
rule "according_to" {
  about = "According to X, P; P, according to X.",
  regex = [[\baccording to\b]],
  flags = "i",
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i = s:index(m.start)
    local last = nounphrase.after(s, i + 2, true)
    if not last then return nil end
    last = s.words[last + 1] ~= "," and last or (i > 1 and nounphrase.with_apposition(s, last) or last)
    local content
    if i == 1 or not s:same_voice(i - 1, i) or s.words[i - 1] ~= "," and i <= 3 then
      content = speech.clause(s, s.words[last + 1] == "," and last + 2 or last + 1)
    else
      local stop, first = clause.trim(s, clause.first(s, i - 1), i - 1)
      content = s:slice(first, stop)
    end
    if not content then return nil end
    return record(s, { source = s:slice(i + 2, last), cue = s:slice(i, i + 1), content = { content }, act = "say" })
  end,
  accepts = {
    { "According to the ministry, two villages were evacuated.", source = "the ministry",
      content = "two villages were evacuated" },
    { "Two villages were evacuated, according to a ministry report.", source = "a ministry report",
      content = "Two villages were evacuated" },
  },
  rejects = { "They acted according to." },
}

rule "accuse" {
  about = "X accused Y of P.",
  regex = [[\baccus(?:e|es|ed|ing)\b]],
  flags = "i",
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i = s:index(m.start)
    local group = verbgroup.at(s, i)
    for k = i + 1, math.min(s.count - 1, i + 15) do
      if s.lowers[k] == "of" and GERUND:find(s.lowers[k + 1]) and s:same_voice(k, i) then
        local content = speech.clause(s, k + 1)
        local first, last = nounphrase.before(s, group.first)
        if group.passive then first = nil end
        return content and record(s, { source = first and s:slice(first, last), cue = s:slice(i, i),
          content = { content }, act = "accuse", negative = group.negative })
      end
    end
  end,
  accepts = {
    { "Ortiz accused the company of hiding the tests.", source = "Ortiz", cue = "accused", act = "accuse",
      content = "hiding the tests" },
    { "The company was accused of hiding the tests.", source = false, content = "hiding the tests" },
  },
  rejects = { "The accused of last week were released." },
}

rule "made_clear" {
  about = "X made it clear that P; X gave a warning that P.",
  regex = [[\bma(?:de|ke|kes|king) (?:it )?clear\b(?= that\b)]],
  flags = "i",
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i = s:index(m.start)
    local last = s:index(m.stop - 1)
    local group = verbgroup.at(s, i)
    local first, stop = nounphrase.before(s, group.first)
    local content = speech.clause(s, last + 1)
    return content and record(s, { source = first and s:slice(first, stop), cue = s:slice(i, last),
      content = { content }, act = "say", negative = group.negative })
  end,
  accepts = {
    { "The minister made it clear that the port would stay closed.", source = "The minister", cue = "made it clear",
      content = "the port would stay closed" },
  },
  rejects = { "The wind made the sky clear." },
}

rule "no_proof" {
  about = "There is no proof that P: a claim that is not borne out.",
  regex = [[\bno (?:proof|evidence|indication|confirmation)(?: (?:that|of))\b]],
  flags = "i",
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local content = speech.clause(s, s:index(m.stop - 1) + 1)
    return content and record(s, { cue = s:slice(s:index(m.start), s:index(m.stop - 1) - 1), content = { content },
      act = "say", negative = true })
  end,
  accepts = {
    { "There is no proof that the ship sank.", source = false, cue = "no proof", content = "the ship sank",
      polarity = "negative" },
  },
  rejects = { "The ship sank with no warning." },
}

rule "adverb" {
  about = "Reportedly, allegedly: a claim without a source.",
  regex = [[\b(?:reportedly|allegedly)\b]],
  flags = "i",
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local i = s:index(m.start)
    local first = clause.first(s, i)
    local last = clause.last(s, i)
    local content = first < i and { s:slice(first, i - 1) } or {}
    if last > i then content[#content + 1] = speech.clause(s, i + 1) end
    if #content == 0 then return nil end
    return record(s, { cue = s:slice(i, i), content = content, act = s.lowers[i] == "allegedly" and "accuse"
      or "say" })
  end,
  accepts = {
    { "The guards were reportedly paid in cash.", source = false, cue = "reportedly", act = "say",
      content = { "The guards were", "paid in cash" } },
    { "The guards allegedly took the money.", act = "accuse" },
  },
  rejects = { "The guards were paid." },
}
