--- What stands around a word of warning: addressee, harm, trigger and time, and whether it is denied.
local clause = require "clause"
local finite = require "finite"
local foretold = require "foretold"
local nounphrase = require "nounphrase"
local parties = require "parties"
local sentence = require "sentence"
local speech = require "speech"
local tree = require "tree"
local verbgroup = require "verbgroup"
local wordclass = require "wordclass"
local wordset = require "wordset"

local warned = {}

local FINITE = finite.tags
local COMPLEMENT = wordset.of [[of about over with against to not that]]
local LEADING = wordset.of [[if unless]]
local PLACES = wordset.of [[in at from near around outside inside within]]
local REFUSING = wordset.of [[deny refuse decline fail avoid stop forget neglect]]
local DENYING = wordset.of [[deny refute disprove]]
local UNVERIFIED = wordset.of [[reportedly allegedly purportedly supposedly]]
local NEGATION = wordset.of [[not never n't n’t]]

--- The match's sentence, with the lemmas of its words.
function warned.sentence(doc, m)
  local s = sentence.of(doc, m)
  s:lemmas()
  return s
end

--- The modal and the verb of harm that a pattern captured, as foretold.split wants them.
function warned.effect(s, m)
  local verb = s:index(m.effect.start)
  return { modal = s:index(m.modal.start), verb = verb, last = s:index(m.effect.stop - 1), class = m.effect.class }
end

--- Whether the verb at the end of `group` is denied, or refused to be done.
function warned.is_negative(s, group)
  if group.negative then return true end
  local v = group.verb
  for _, k in ipairs(tree.children(s, v)) do
    if k < v and NEGATION[s.lowers[k]] then return true end
  end
  if s.lowers[group.first - 1] == "of" and s:lower(group.first - 2) == "short" then return true end
  local head, rel = tree.head(s, v), tree.relation(s, v)
  return head > 0 and head < v and (rel == "xcomp" and REFUSING[s.lemma[head]] or rel == "ccomp"
    and DENYING[s.lemma[head]]) or false
end

local function with_place(s, first, last)
  if s.words[last + 1] == "(" then
    for k = last + 2, math.min(s.count, last + 8) do
      if s.words[k] == ")" then return k end
    end
  end
  local preposition = s:lower(last + 1)
  if not PLACES[preposition] then return last end
  local noun = tree.head(s, last + 1)
  local above = noun > 0 and tree.head(s, noun) or 0
  if noun > last and above >= first and above <= last then return nounphrase.after(s, last + 2, false) or last end
  return last
end

-- "warned the crowd of dire consequences": what "of" leads in is the harm, where nothing else behind it can be.
local function before_harm(s, first, last)
  for k = first + 1, last - 1 do
    if s.lowers[k] == "of" then
      local after = nounphrase.after(s, k + 1, false) or last
      local ends = s:mark(after + 1) and s.words[after + 1] ~= "(" or LEADING[s:lower(after + 1)]
      return ends and not speech.quote_at(s, after + 1) and k - 1 or last
    end
  end
  return last
end

--- Whom the verb at `i - 1` tells, when words that name one begin at `i`: the span and the place behind it.
function warned.addressee(s, i)
  local lower = s:lower(i)
  if lower == "" or s:mark(i) or speech.quote_at(s, i) or COMPLEMENT[lower] then return nil, i end
  if wordclass.time[lower] then return nil, i end
  if wordclass.preposition[lower] or wordclass.subordinator[lower] or wordclass.is_adverb(lower)
    and not wordclass.possessive[lower] then return nil, i end
  local is_subject = wordclass.subject_pronoun[lower] and lower ~= "you" and lower ~= "it"
  if is_subject or s.tags[i] == "EX" then return nil, i end
  local last = nounphrase.after(s, i, false)
  if not last then return nil, i end
  while last > i and wordclass.time[s.lowers[last]] do last = last - 1 end
  last = with_place(s, i, before_harm(s, i, last))
  -- "warned inflation would rise": what a verb follows is the clause's subject; nobody is warned.
  local next = last + 1
  while s.pos[next] == "ADV" do next = next + 1 end
  if FINITE[s.tags[next]] or s.pos[next] == "AUX" then return nil, i end
  if s.words[last + 1] == "," then
    local stop = nounphrase.with_apposition(s, last)
    if stop > last and s.words[stop + 1] == "," then return s:slice(i, stop), stop + 2 end
  end
  return s:slice(i, last), last + 1
end

-- "in a letter to the council": whom the words at `k` are addressed to.
local LETTER = wordset.of [[letter message memo memorandum email e-mail note statement cable speech address
  telegram call]]

--- Whom a letter or the like goes to that the verb at `verb` is said to be in, or the verb before it that it is
--- joined to ("wrote to his father and warned"); nil where there is none.
function warned.letter(s, verb)
  for k = 1, s.count - 2 do
    if s.lowers[k + 1] == "to" and s.pos[k + 2] ~= "VERB" then
      local above = tree.head(s, k)
      local is_letter = LETTER[s.lemma[k]] and (above == verb or above > 0 and tree.head(s, above) == verb)
      local is_writing = s.lemma[k] == "write" and tree.relation(s, verb) == "conj" and above ~= verb
        and tree.head(s, verb) == k
      if is_letter or is_writing then
        local last = nounphrase.after(s, k + 2, false)
        return last and s:slice(k + 2, nounphrase.with_apposition(s, last))
      end
    end
  end
  return nil
end

--- The place behind the closing mark at `i` of a quoted cue: "not 'warned' it".
function warned.behind_mark(s, i)
  return wordclass.is_quote_mark(s.words[i] or "") and s.quoted[i] and s.quoted[i] ~= s.quoted[i + 1] and i + 1 or i
end

--- Where what is foretold begins, at or behind `i`: behind adverbs and adverbials, unless a word there says it.
function warned.complement_start(s, i)
  if s.words[i] == "," and COMPLEMENT[s:lower(i + 1)] then return i + 1 end
  if s.words[i] == "," and wordclass.is_adverb(s:lower(i + 1)) and s.words[i + 2] == "," then i = i + 3 end
  if s.words[i] == "," and s:lower(i + 1) == "however" and s.words[i + 2] == "," then i = i + 3 end
  if s.words[i] == "," and wordclass.subject_pronoun[s:lower(i + 1)] and s.quoted[i] then return i + 1 end
  while s.pos[i] == "ADV" and s:lower(i) ~= "not" do i = i + 1 end
  -- "warned men belonging to the group against parades"
  local against = s.tags[i] == "VBG" and lists.find(s.lowers, "against", i, math.min(i + 8, s.count))
  if against then return against end
  if COMPLEMENT[s:lower(i)] then return i end
  -- "warned followers on social media and in interviews that P"
  for k = i, s.pos[i] == "ADP" and math.min(s.count, i + 9) or 0 do
    if s.lowers[k] == "that" and s.pos[k] == "SCONJ" then return k end
    if s:mark(k) or s.pos[k] == "VERB" then break end
  end
  return speech.skip_adverbial(s, i)
end

-- "it was dangerous to read much into it": the act that is warned against.
local DANGEROUS = wordset.of [[dangerous risky unwise foolish reckless premature wrong irresponsible perilous
  hazardous unsafe]]

local function act_of_danger(s, first, last)
  for k = first, math.min(last, first + 6) do
    if DANGEROUS[s.lowers[k]] and s:lower(k + 1) == "to" and k + 2 <= last then return s:slice(k + 2, last) end
  end
  return nil
end

-- A clause that is foretold, from `first` on.
local function read_clause(s, first, cue, record, effect, limit)
  local last = foretold.last(s, first, cue, s.lemma, limit)
  local dangerous = s:lower(first + (s:lower(first) == "that" and 1 or 0)) == "it" and act_of_danger(s, first, last)
  if dangerous then
    record.trigger = dangerous
    return
  end
  local conditional
  record.harm, record.trigger, conditional = foretold.split(s, first, last, effect)
  record.modality = foretold.modality(s, first, last, conditional)
end

-- What an infinitive at `first` says: of a threat the harm, else what one is told to do, or not to.
local function read_infinitive(s, first, cue, record, limit)
  local last = foretold.last(s, first, cue, s.lemma, limit)
  if record.act == "threaten" then
    local conditional
    record.harm, record.trigger, conditional = foretold.split(s, first, last, nil)
    record.modality = conditional and "conditional" or "predicted"
  else
    record.trigger = s:slice(first, last)
  end
end

-- ", saying military action would endanger interests" behind what is warned against: the harm.
local function read_reason(s, from, record)
  for k = from, s.count - 2 do
    if s.words[k] == "," and (s.lowers[k + 1] == "saying" or s.lowers[k + 1] == "adding") then
      local last = clause.last(s, k + 2, true)
      if foretold.modality(s, k + 2, last, false) == "predicted" then
        record.harm = foretold.split(s, k + 2, last, nil)
      end
      return
    end
  end
end

local OF = wordset.of [[of about over]]

--- Fills harm and trigger from what follows the cue at `cue`, beginning at `i`, and not behind `limit`, where there
--- is one; false when nothing there is foretold.
function warned.read(s, i, cue, record, effect, limit)
  local lower = s:lower(i)
  if lower == "" or i > s.count then return false end
  if lower == "against" then
    local last = foretold.harm_end(s, i + 1, foretold.last(s, i + 1, cue, s.lemma, limit))
    record.trigger = i < s.count and s:slice(i + 1, last) or nil
    read_reason(s, last + 1, record)
  elseif OF[lower] and s.pos[i + 1] == "ADP" then
    return false -- "what it warned about in its report"
  elseif OF[lower] or lower == "with" and record.act == "threaten" then
    local last = foretold.last(s, i + 1, cue, s.lemma, limit)
    local conditional
    record.harm, record.trigger, conditional = foretold.phrase(s, i + 1, foretold.harm_end(s, i + 1, last))
    if conditional then record.modality = "conditional" end
  elseif lower == "not" and s:lower(i + 1) == "to" then
    if record.act == "threaten" then
      record.harm, record.modality = s:slice(i, foretold.last(s, i + 2, cue, s.lemma, limit)), "predicted"
      return true
    end
    if record.act == "warn" then record.act = "caution" end
    read_infinitive(s, i + 2, cue, record, limit)
  elseif lower == "off" then
    record.trigger = s:slice(i + 1, foretold.last(s, i + 1, cue, s.lemma, limit))
  elseif lower == "to" and record.act == "alert" and s.tags[i + 1] ~= "VB" then
    record.harm = s:slice(i + 1, foretold.last(s, i + 1, cue, s.lemma, limit))
  elseif lower == "to" then
    read_infinitive(s, i + 1, cue, record, limit)
  elseif (not s:mark(i) or speech.quote_at(s, i)) and not wordclass.preposition[lower] and s.pos[i] ~= "CCONJ" then
    read_clause(s, i, cue, record, effect, limit)
  end
  return (record.harm or record.trigger) ~= nil
end

--- What a quotation beside the cue at `verb` foretells. `left`: the first word of the cue and its subject before
--- it; `right`: the place behind them.
function warned.read_quote(s, left, right, record)
  local quote = s.words[right] == ":" and speech.quote_at(s, right + 1)
  if not quote and speech.is_tail(s, right) then quote = speech.quote_before(s, left) end
  if not quote then
    local mark = s.words[right]
    quote = (mark == ":" or mark == ",") and speech.quote_at(s, right + 1) or speech.quote_at(s, right)
  end
  if not quote then return false end
  record.harm = quote.span
  local first, last = s:index(quote.start), s:index(quote.stop - 1)
  if s.starts[first] == quote.start and s.stops[last] == quote.stop and last - first > 3 then
    local stop = clause.trim(s, first + 1, last - 1)
    local harm, trigger, conditional = foretold.split(s, first + 1, stop, nil)
    if trigger and harm then
      record.harm, record.trigger, record.modality = harm, trigger, conditional and "conditional" or "predicted"
    end
  end
  return true
end

--- "P, X warned.": what stands before `left`, the first word of the cue and its subject.
function warned.read_before(s, left, right, cue, record)
  local comma = left - 1
  if s.words[comma] ~= "," or left < 4 or not s:same_voice(comma, cue) then return false end
  -- "If C, X warned, H"
  if s.words[right] == "," and LEADING[s.lowers[1]] and right + 2 < s.count then
    record.trigger = s:slice(2, (clause.trim(s, 2, comma)))
    record.harm, record.modality = s:slice(right + 1, foretold.last(s, right + 1, cue, s.lemma)), "conditional"
    return true
  end
  if not speech.is_tail(s, right) then return false end
  local last, first = clause.trim(s, 1, comma)
  local conditional
  record.harm, record.trigger, conditional = foretold.split(s, first, last, nil)
  record.modality = foretold.modality(s, first, last, conditional)
  return record.harm ~= nil
end

--- The date that says when the verb at `verb` happened, outside of what is foretold.
function warned.time(s, verb, record)
  for _, date in ipairs(s.span:annotations "Date") do
    local outside = not (record.harm and record.harm:overlaps(date)
      or record.trigger and record.trigger:overlaps(date))
    local k = outside and s:index(date.start) or 0
    while k > 0 and k ~= verb and (s.pos[k] ~= "VERB" or tree.relation(s, k) == "aux") do k = tree.head(s, k) end
    if k == verb and outside then return date end
  end
  return nil
end

local PASSIVE = wordset.of [[aux:pass]]

--- The verb group of the word at `i`.
function warned.group(s, i)
  local group = verbgroup.at(s, i)
  -- "the company's threatened plant": no "is"
  if s.tags[i - 1] == "POS" or s.words[i - 1] == "'s" and s.pos[i + 1] == "NOUN" then group.passive = false end
  -- "had been beaten and threatened": "been" is of both
  local verb = s.tags[i] == "VBN" and tree.relation(s, i) == "conj" and tree.head(s, i) or i
  group.passive = group.passive or tree.child(s, verb, PASSIVE) ~= nil
  return group
end

--- Files who warns: the subject of the verb in `group`; its first and last word and head.
function warned.issuer(s, group)
  return parties.issuer(s, group, s.lemma)
end

--- Files that the warning of the verb at `verb` itself is not sure: "reportedly warned".
function warned.doubt(s, verb, record)
  for _, k in ipairs(tree.children(s, verb)) do
    if UNVERIFIED[s.lowers[k]] then
      record.certainty, record.features = "unverified", { certainty_cue = s:slice(k, k) }
    end
  end
end

local POSSIBLE = wordset.of [[could may might]]

--- Files how certain a harm is that begins behind its modal, "C could cause H".
function warned.hedge(m, record, effect)
  if effect and record.harm and record.harm.start > m.modal.start and POSSIBLE[m.modal:lowers()[1]] then
    record.certainty, record.features = "possible", { certainty_cue = m.modal }
  end
end

-- The last word of what one should not do from `from` on: before "and to do …".
local function end_of_act(s, from, v)
  local last = foretold.last(s, from, v, s.lemma)
  for k = from + 1, last - 1 do
    if s.pos[k] == "CCONJ" and s.lowers[k + 1] == "to" then return k - 1 end
  end
  return last
end

--- "X urged Y not to do C": the record, C beginning at the word `from`; nil where it is not named, so that the act
--- that is advised is of the cue.
function warned.advised(m, s, from)
  local v = s:index(m.cue.start)
  local group = warned.group(s, v)
  local first, last = warned.issuer(s, group)
  local behind = (s:lower(v + 1) == "to" or s:lower(v + 1) == "with") and v + 2 or v + 1
  local addressee, next = warned.addressee(s, behind)
  if group.passive then
    addressee = first and s:slice(first, last)
    first = nil
  end
  if addressee and next < s:index(m.act.start) - 8 then return nil end
  return { type = "warning", act = "caution", cue = from and m.cue or { m.cue, m.act },
    issuer = first and s:slice(first, last) or nil, addressee = addressee or nil, modality = "factual",
    trigger = from and s:slice(from, end_of_act(s, from, v)) or nil,
    polarity = warned.is_negative(s, group) and "negative" or "positive" }
end

return warned
