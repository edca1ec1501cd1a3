--- Who holds what a verb says: its subject, or one that it shares or borrows, as { first =, last =, inverted = },
--- where `inverted` is one behind the verb.
local agents = require "agents"
local finite = require "finite"
local nounphrase = require "nounphrase"
local party = require "party"
local speech = require "speech"
local tree = require "tree"
local verbgroup = require "verbgroup"
local wordclass = require "wordclass"
local wordset = require "wordset"

local holder = {}

local SUBJECT = wordset.of [[nsubj nsubj:pass nsubj:outer csubj]]
local OBJECT = wordset.of [[obj]]
local PREDICATE = wordset.of [[cop mark]]
local STAGES = wordset.of [[begin start open continue close finish conclude]]
local AGENT = wordset.of [[obl:agent obl]]
local RELATIVE = wordset.of [[who which that whom]]
local NOMINAL = wordset.of [[NOUN PROPN NUM PRON SYM X]]
-- Relations of verbs that have the subject of the verb that they hang on.
local SHARING = wordset.of [[conj xcomp advcl parataxis]]
-- So far up the tree a subject is looked for.
local MOST = 6

local function is_relative(s, noun)
  local tag = s.tags[noun]
  if tag == "WDT" or tag == "WP" then return true end
  return RELATIVE[s.lowers[noun]] and s.lowers[noun] ~= "that" and s.pos[noun] ~= "DET"
end

-- Nouns and pronouns that "who" right behind them stands for, whatever the tree has.
local PERSONS = wordset.of [[people those men women children persons others citizens residents voters workers]]

-- What a relative pronoun right before its verb stands for.
local function antecedent(s, noun, verb)
  local head = tree.head(s, verb)
  if s.lowers[noun] == "who" and PERSONS[s.lowers[noun - 1]] then head = noun - 1 end
  if (tree.relation(s, verb) == "acl:relcl" or head == noun - 1) and head < noun and head > 0 then
    local first, last = party.core(s, head, noun)
    last = math.min(last, noun - 1)
    while last > first and s:mark(last) do last = last - 1 end
    local is_noun = not finite.within(s, first, last) and not tree.child(s, head, PREDICATE)
    if is_noun then return { first = first, last = last } end
  end
  local first, last = nounphrase.before(s, noun + 1)
  return { first = first or noun, last = last or noun }
end

local function of_noun(s, noun, verb)
  if is_relative(s, noun) then
    return not finite.between(s, noun, verb) and antecedent(s, noun, verb) or nil
  end
  local first, last = party.phrase(s, noun, verb)
  return { first = first, last = last, inverted = noun > verb or nil }
end

-- The last word before the verb's group that may end a subject: adverbs are stepped over.
local function before_group(s, first)
  local k = first - 1
  while k > 1 and s.pos[k] == "ADV" and not wordclass.time[s.lowers[k]] and s:same_voice(k, first) do k = k - 1 end
  return k
end

-- The subject that stands nearest before the verb, else the first behind it.
local function nearest(s, group)
  local found
  local t = tree.of(s)
  for _, k in ipairs(tree.children(t, group.verb)) do
    if SUBJECT[t.rel[k]] and (k < group.first or k > group.verb and not found) then found = k end
  end
  return found
end

-- Whether a verb stands at `i`: what stands before it is its subject, not the cue's.
local function goes_on(s, i)
  while s.pos[i] == "ADV" do i = i + 1 end
  return s.pos[i] == "VERB" or s.pos[i] == "AUX"
end

-- "said Dr Ada Stone, a surgeon": all from the verb on, where the tree has the apposition for the subject.
local function from_verb(s, verb, subject)
  for k = verb + 1, subject.first - 1 do
    if not (party.may_hold(s, k) or k > verb + 1 and s.words[k] == ",") then return subject end
  end
  return { first = verb + 1, last = subject.last, inverted = true }
end

-- A subject behind the verb: only where a mark or quotation stands before it, and no verb behind.
local function own_behind(s, group, noun)
  local before = group.first - 1
  if before >= 1 and not s:mark(before) and not s.quoted[before] then return nil end
  local subject = of_noun(s, noun, group.verb)
  subject = subject and from_verb(s, group.verb, subject)
  if not subject or s.words[before] ~= "," or speech.quote_before(s, group.first) then return subject end
  return not goes_on(s, subject.last + 1) and subject or nil
end

local TIME = wordset.of [[day days week weeks month months year years decade decades hour hours today yesterday
  night morning afternoon evening]]

local function is_time(lower)
  return TIME[lower] or wordclass.time[lower]
end

local PARTS = { ADP = true, DET = true, CCONJ = true, NUM = true }

-- "Engineers at the dam warned": the tree may take the noun that stands nearer, or only the end of its phrase.
local function with_preposition(s, group, subject)
  local before = subject.first - 1
  if before < 1 or not PARTS[s.pos[before]] then return subject end
  if s.pos[before] == "CCONJ" and not NOMINAL[s.pos[before - 1]] then return subject end
  if s.tags[before - 1] == "VBN" and NOMINAL[s.pos[before - 2]] and not s:mark(before - 1) then
    local first = nounphrase.before(s, before - 1)
    if first then return { first = first, last = subject.last } end
  end
  local first, last = nounphrase.before(s, group.first)
  return first and first < subject.first and last >= subject.last and { first = first, last = last } or subject
end

-- "Ada Stone, director of the port said", "Ghana, the largest buyer, said": the name before the comma, where
-- nothing stands before that in its voice.
local function with_name(s, subject)
  local comma = subject.first - 1
  local explains = agents[s.lowers[subject.first]]
    or s.pos[subject.first] == "DET" and s.words[subject.last + 1] == ","
  if s.words[comma] ~= "," or s.pos[comma - 1] ~= "PROPN" or not explains or s.pos[subject.first] == "PRON" then
    return subject
  end
  local first = comma - 1
  while first > 1 and s.pos[first - 1] == "PROPN" and s:same_voice(first - 1, comma) do first = first - 1 end
  local alone = first == 1 or not s:same_voice(first - 1, first)
  return alone and s:same_voice(first, subject.first) and { first = first, last = subject.last } or subject
end

-- "A spokesman, Greg Tan, said", "two nurses and a cleaner said": the tree may take both for subjects. What stands
-- before the comma or conjunction, too.
local function with_role(s, group, subject)
  local between = subject.first - 1
  local apposed = s.words[between] == "," and s.words[subject.last + 1] == ","
  if not apposed and s.pos[between] ~= "CCONJ" then return subject end
  for _, k in ipairs(tree.children(s, group.verb)) do
    if k < between and SUBJECT[tree.relation(s, k)] and s:same_voice(k, group.verb) then
      local first, last = party.core(s, k, between)
      if last == between - 1 then return { first = first, last = subject.last } end
    end
  end
  return subject
end

-- A subject before the verb, if no other phrase stands nearer ("P, officials said").
local function own_before(s, group, noun)
  local subject = of_noun(s, noun, group.verb)
  subject = subject and with_role(s, group, with_name(s, with_preposition(s, group, subject)))
  local k = before_group(s, group.first)
  -- "the police chief recently said": words that the tagger takes for verbs
  local ends = NOMINAL[s.pos[k]] or subject and k == subject.last + 1
    and (s.pos[k] == "ADJ" or agents[s.lowers[k]] or wordclass.is_capital(s.words[k]))
  if not subject or k <= subject.last or not ends or is_relative(s, k) or is_time(s.lowers[k])
    or not s:same_voice(k, group.verb) then
    return subject
  end
  for i = subject.last + 1, k do
    if s.words[i] == "," then return nil end
  end
  if not finite.between(s, subject.last, k) then subject.last = k end
  return subject
end

-- "People familiar with the matter said": the tree may take the adjective for who does it.
local function with_adjective(s, noun)
  local inner = noun and s.pos[noun] == "ADJ" and tree.child(s, noun, SUBJECT)
  return inner and inner < noun and inner or noun
end

local EXAMPLE = wordset.of [[instance example]]
local APPOSITION = wordset.of [[appos]]

-- "For instance, a guard said": the tree may take the guard for what explains the instance.
local function behind_example(s, noun)
  return noun and EXAMPLE[s.lowers[noun]] and s:lower(noun - 1) == "for" and tree.child(s, noun, APPOSITION) or noun
end

-- The subject that the tree gives the verb itself.
local function own(s, group)
  local noun = behind_example(s, with_adjective(s, nearest(s, group)))
  if not noun or s.tags[noun] == "EX" or not s:same_voice(noun, group.verb) then return nil end
  if noun > group.verb then return own_behind(s, group, noun) end
  return own_before(s, group, noun)
end

-- The subject that stands right beside the verb's group, by words and marks.
local function beside(s, group)
  local first, last = nounphrase.before(s, group.first)
  if first then return { first = party.joined(s, first), last = last } end
  local subject = speech.inverted_subject(s, group)
  -- "'Q,' began his career": an object
  if subject and STAGES[s:lemmas()[group.verb]] and tree.child(s, group.verb, OBJECT) then return nil end
  if not subject or goes_on(s, subject.last + 1) and not speech.quote_before(s, group.first) then return nil end
  subject.last = party.extended(s, subject.last, s.count + 1)
  return subject
end

-- The word that the verb shares its subject with: what it hangs on, or what that hangs on.
local function sharer(s, verb)
  local relation, head = tree.relation(s, verb), tree.head(s, verb)
  if tree.relation(s, head) ~= "ccomp" then return head end
  local above = tree.head(s, head)
  -- "X said he saw no need, telling Y": X told; "X says she agrees but argues that P": X argues
  local participle = relation == "advcl" and s.tags[verb] == "VBG" and s.words[verb - 1] == ","
  local joined = relation == "conj" and finite.is_tagged(s, verb) and s.tags[above] == s.tags[verb]
  return (participle or joined) and above or head
end

-- The subject of what the verb hangs on, as far as verbs share one.
local function shared(s, verb)
  for _ = 1, MOST do
    local relation, head = tree.relation(s, verb), tree.head(s, verb)
    if head == 0 or not s:same_voice(head, verb) then return nil end
    local modifies = relation == "acl" and s.tags[verb] == "VBG" or relation == "acl:relcl"
    if modifies and head < verb and party.may_hold(s, head) then
      local first, last = party.core(s, head, verb)
      return { first = first, last = last }
    end
    -- "led them to believe that P": they believe
    local object = relation == "xcomp" and tree.child(s, head, OBJECT)
    if object and object < verb and (s.tags[verb] == "VB" or s:lower(verb - 1) == "into") then
      return of_noun(s, object, verb)
    end
    head = sharer(s, verb)
    if not SHARING[relation] or head == 0 then return nil end
    local noun = tree.child(s, head, SUBJECT)
    if noun and s.tags[noun] ~= "EX" then
      local subject = of_noun(s, noun, head)
      if subject then subject.inverted = nil end
      return subject
    end
    verb = head
  end
  return nil
end

-- Whether a colon stands between two words: "Patna: the party has decided …".
local function parted(s, from, to)
  for k = from + 1, to - 1 do
    if s.words[k] == ":" then return true end
  end
  return false
end

-- "P, he said, adding that Q": the subject of the verb right before the comma of the participle at `verb`.
local function of_report(s, verb)
  local before = verb - 1
  if s.words[before] == "," then before = before - 1 end
  if not wordclass.report[s:lower(before)] or s.pos[before] ~= "VERB" or not s:same_voice(before, verb) then
    return nil
  end
  local noun = tree.child(s, before, SUBJECT)
  return noun and noun < before and of_noun(s, noun, before) or nil
end

-- The subject of the verb that all of its voice hangs on: of ", telling Y", which may hang on any word before it.
local function outermost(s, verb)
  local found, top = nil, verb
  for _ = 1, 3 * MOST do
    local head = tree.head(s, top)
    if head == 0 or head > verb or not s:same_voice(head, verb) then break end
    top = head
    local noun = tree.child(s, top, SUBJECT)
    if noun and noun < top and s.tags[noun] ~= "EX" and s:same_voice(noun, verb) and not parted(s, noun, top) then
      found = own(s, verbgroup.at(s, top)) or of_noun(s, noun, top) or found
    end
  end
  return found
end

-- "the ministry in January said", "a report today said", "a survey released Friday said": without the time; nil
-- where nothing stands before that.
local function before_time(s, subject)
  local stop, behind = subject.last, subject.first
  while stop >= behind and (is_time(s.lowers[stop]) or PARTS[s.pos[stop]] or s.pos[stop] == "ADJ") do
    stop = stop - 1
  end
  if stop >= behind then return { first = behind, last = stop, inverted = subject.inverted } end
  if s.tags[behind - 1] == "VBN" or s.tags[behind - 1] == "VBD" then behind = behind - 1 end
  local first, last = nounphrase.before(s, behind)
  return first and { first = first, last = last } or nil
end

-- "After a meeting with the mayor, Ada Stone said": what stands before the comma goes with the preposition.
local function behind_lead_in(s, subject)
  if subject.inverted or s.pos[subject.first - 1] ~= "ADP" then return subject end
  for k = subject.first, subject.last - 1 do
    if s.words[k] == "," then return { first = k + 1, last = subject.last } end
  end
  return subject
end

--- The subject of a verb's group (module verbgroup), or the one that it shares with the verb that it hangs on; nil
--- where there is none.
function holder.subject(s, group)
  local subject = own(s, group)
  subject = subject and behind_lead_in(s, subject)
  if subject and is_time(s.lowers[subject.last]) then return before_time(s, subject) end
  if not subject and (s.tags[group.verb] ~= "VBG" or group.first < group.verb) then subject = beside(s, group) end
  local verb = group.verb
  if not subject and s.tags[verb] == "VBG" then
    subject = of_report(s, verb) or s.words[verb - 1] == "," and outermost(s, verb) or nil
  end
  subject = subject or shared(s, verb)
  -- "This story is from Patna: the union has left and demanded P"
  local leads = subject and s.span.sentence_index == 1 and subject.last < verb
  if leads and parted(s, subject.last, verb) then return nil end
  if not subject and s.pos[group.first - 1] == "CCONJ" then return speech.shared_subject(s, group.first - 1) end
  return subject
end

--- "by X" behind a passive verb.
function holder.agent(s, verb)
  for _, k in ipairs(tree.children(s, verb)) do
    local case = k > verb and AGENT[tree.relation(s, k)] and tree.child(s, k, { case = true })
    if case and s.lowers[case] == "by" then
      local first, last = party.phrase(s, k, verb)
      return { first = math.max(first, case + 1), last = last }
    end
  end
  return nil
end

return holder
