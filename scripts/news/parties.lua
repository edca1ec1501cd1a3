--- Who warns whom, by the dependency tree: the subject of a verb, or the one that it shares, and phrases around
--- nouns.
local finite = require "finite"
local issuers = require "issuers"
local nounphrase = require "nounphrase"
local speech = require "speech"
local tree = require "tree"
local verbgroup = require "verbgroup"
local wordclass = require "wordclass"
local wordset = require "wordset"

local parties = {}

local SUBJECT = wordset.of [[nsubj nsubj:pass nsubj:outer csubj]]
local RELATIVE = wordset.of [[who which that whom]]
local GERUND = re.compile [[ing$]]
local NAMES = wordset.of [[PROPN NOUN]]
local FINITE = finite.tags
local SPEAKING = wordset.of [[fear worry vow promise urge doubt complain admit agree deny say tell add note
  explain announce argue believe think claim insist report write suggest warn caution hope know feel acknowledge
  concede predict state call describe]]
local PASSIVE, BY = wordset.of [[aux:pass]], wordset.of [[obl:agent]]
-- What a finite verb that stands alone is often tagged as, and what it is.
local UNMARKED = { VBN = "VBD", VB = "VBP" }
local MAIN = wordset.of [[root conj parataxis]]
local MODIFYING = wordset.of [[advcl acl]]
local REPORTED = wordset.of [[ccomp conj xcomp]]
-- What hangs on a noun and is not of the smallest phrase that names it.
local OUTSIDE = wordset.of [[parataxis ccomp advcl advcl:relcl acl:relcl discourse csubj dep orphan nsubj cop
  cc:preconj vocative list punct obl]]

local function is_outside(s, k)
  local rel = tree.relation(s, k)
  if OUTSIDE[rel] then return true end
  if rel == "acl" then return s.tags[k] == "TO" or s.tags[k] == "VB" or s.words[k - 1] == "," end
  return rel == "conj" and (s.pos[k] == "VERB" or s.pos[k] == "AUX" or tree.child(s, k, SUBJECT) ~= nil)
end

-- "last summer": a time that stands without a preposition.
local TIME = wordset.of [[year month week night day summer winter spring autumn fall]]
local LAST = wordset.of [[last this next earlier]]

local function trim(s, first, last)
  if s.lowers[first] == "that" and s.pos[first - 1] == "VERB" and first < last then first = first + 1 end
  while first < last and (s:mark(first) or s.pos[first] == "CCONJ" or s.pos[first] == "SCONJ"
    or s.pos[first] == "ADP" or s.pos[first] == "ADV" and not wordclass.is_capital(s.words[first])
    and s.tags[first] ~= "RB" and s.tags[first] ~= "JJR") do
    first = first + 1
  end
  while last > first and (s:mark(last) and s.words[last] ~= ")" or s.pos[last] == "ADP" or s.pos[last] == "CCONJ"
    or s.tags[last] == "POS" or s.tags[last] == "VBN" or wordclass.time[s.lowers[last]] or s.pos[last] == "ADV") do
    last = last - 1
  end
  if last > first + 1 and TIME[s.lowers[last]] and LAST[s.lowers[last - 1]] then last = last - 2 end
  return first, last
end

-- With a bracket right behind: "(R-Wis.)", and one that is left open within.
local function with_bracket(s, first, last, limit)
  local open = s.words[last + 1] == "("
  for k = first, last do
    if s.words[k] == "(" then open = true elseif s.words[k] == ")" then open = false end
  end
  for k = last + 1, open and math.min(limit, last + 9) or 0 do
    if s.words[k] == ")" then return k end
  end
  return last
end

local STATEMENT = wordset.of [[statement letter interview report speech memo note filing message broadcast telegram
  editorial article tweet]]

-- "The chairman in a statement": the last word before what it is said in.
local function before_statement(s, noun, last)
  for k = noun + 1, last - 2 do
    if s.lowers[k] == "in" and s.pos[k + 1] == "DET" and STATEMENT[s.lowers[k + 2]] then return k - 1 end
  end
  return last
end

--- The smallest phrase that names what the noun at `noun` does, within the words low … high: first and last word.
function parties.phrase(s, noun, low, high)
  local first, last = tree.extent(s, noun, is_outside)
  first, last = math.max(first, low), math.min(last, high)
  while first < noun and not s:same_voice(first, noun) do first = first + 1 end
  while last > noun and not s:same_voice(last, noun) do last = last - 1 end
  for k = first, noun - 1 do
    if s.words[k] == ":" then first = k + 1 end
  end
  for k = noun + 1, last - 1 do
    if s.words[k] == "," and (s.pos[k + 1] == "SCONJ" or s.pos[k + 1] == "ADP") then
      last = k - 1
      break
    end
  end
  first, last = trim(s, first, before_statement(s, noun, last))
  return first, with_bracket(s, first, last, high)
end

local function is_relative(s, noun)
  return s.tags[noun] == "WDT" or s.tags[noun] == "WP"
    or RELATIVE[s.lowers[noun]] and s.pos[noun] == "PRON" and s.tags[noun] ~= "DT"
end

-- What the relative pronoun at `noun` stands for: its head word.
local function antecedent(s, noun, verb)
  local head = tree.head(s, verb)
  if tree.relation(s, verb) == "acl:relcl" and head > 0 and head < noun then return head end
  local _, last = nounphrase.before(s, noun + 1)
  return last
end

-- The head word of the subject that the verb has itself, or nil.
local function own_subject(s, verb)
  local noun
  for _, k in ipairs(tree.children(s, verb)) do
    if SUBJECT[tree.relation(s, k)] and not wordclass.weekday[s.lowers[k]] and s.tags[k] ~= "EX"
      and not (TIME[s.lowers[k]] and LAST[s:lower(k - 1)]) then
      noun = noun or k
    end
  end
  if not noun then return nil end
  if is_relative(s, noun) then return antecedent(s, noun, verb) end
  return noun
end

-- The head word of the phrase first … last: the one that hangs on none of the others.
local function head_of(s, first, last)
  for k = first, last do
    local is_outer = tree.head(s, k) < first or tree.head(s, k) > last
    if is_outer and (s.pos[k] ~= "DET" or k == last) then return k end
  end
  return last
end

-- The head word of the verb's subject, by the tree or, where that has none, by what stands before the verb.
local function subject_of(s, verb)
  local noun = own_subject(s, verb)
  if noun then return noun end
  local first, last = nounphrase.before(s, verbgroup.at(s, verb).first)
  return first and head_of(s, first, last)
end

-- The verb of saying that the verb at `v` and those above it are reported by, the outermost with a subject, or nil.
local function outermost_speaking(s, v, lemmas)
  local found
  while v > 0 do
    if SPEAKING[lemmas[v]] and FINITE[s.tags[v]] and subject_of(s, v) then found = v end
    if not REPORTED[tree.relation(s, v)] then break end
    v = tree.head(s, v)
  end
  return found
end

-- The head word of the subject that the verb at `v` borrows from what it hangs on.
local function borrowed(s, v, depth)
  local rel, head = tree.relation(s, v), tree.head(s, v)
  if head == 0 or depth > 5 then return nil end
  if rel == "acl" or rel == "acl:relcl" then
    if s.pos[head] ~= "VERB" and head < v then return head end
  elseif rel == "xcomp" then
    local object = tree.child(s, head, { obj = true })
    if object and object > head and object < v and s.tags[v] == "VB" then return object end
  end
  return own_subject(s, head) or borrowed(s, head, depth + 1)
end

-- "Warning that P, the mayor left", where the tagger took the first word for a noun: the subject behind the last
-- comma.
local function behind_comma(s, v)
  for k = s.count - 2, v + 3, -1 do
    local last = s.words[k] == "," and s:same_voice(k, v) and nounphrase.after(s, k + 1, false)
    if last and FINITE[s.tags[last + 1]] then return head_of(s, k + 1, last) end
  end
  return nil
end

-- "X said he hoped so, but warned …": X warned, as the two verbs have one tense.
local function shared(s, v, first, lemmas)
  if s.pos[first - 1] == "CCONJ" or tree.relation(s, v) == "conj" then
    local tag = first == v and UNMARKED[s.tags[v]] or s.tags[v]
    local speaking = FINITE[tag] and outermost_speaking(s, tree.head(s, v), lemmas)
    if speaking and s.tags[speaking] == tag then return subject_of(s, speaking) end
  elseif v == 1 and s.pos[v] == "NOUN" and GERUND:find(s.lowers[v]) then
    return behind_comma(s, v)
  elseif GERUND:find(s.lowers[v]) and first == v and (v == 1 or s:mark(v - 1) or s.pos[v - 1] == "CCONJ") then
    local top = tree.head(s, v)
    while top > 0 and tree.head(s, top) > 0 and not (own_subject(s, top) and MAIN[tree.relation(s, top)]) do
      top = tree.head(s, top)
    end
    local agent = top > 0 and tree.child(s, top, PASSIVE) and tree.child(s, top, BY)
    local noun = agent or top > 0 and (own_subject(s, top) or NAMES[s.pos[top]] and top)
    return noun and noun ~= v and s:same_voice(noun, v) and noun or nil
  end
  return nil
end

-- What is worded, so that it can warn.
local WORDS = wordset.of [[call phone note letter message mail e-mail email statement report study paper memo notice
  sign leaflet poster video text advisory bulletin article editorial document]]

-- The subject that hangs on another verb than it should: on the participle in "X, speaking there, warned", or on
-- the verb of a relative clause in "those who left warned".
local function misplaced(s, v)
  local head = tree.head(s, v)
  if GERUND:find(s.lowers[v]) then
    local k = v - 1
    while wordclass.time[s.lowers[k]] do k = k - 1 end
    while s.tags[k] == "VBN" do k = k - 1 end -- "a study released today warning P"
    if k < 1 or not NAMES[s.pos[k]] or wordclass.time[s.lowers[k]] then return nil end
    -- "closed their shops fearing violence"
    if s.words[v - 1] ~= "," and tree.relation(s, k) == "obj" and not WORDS[s.lemma[k]]
      and not issuers.is_actor(s, k, s.lemma[k]) then
      return own_subject(s, tree.head(s, k))
    end
    local first, last = nounphrase.before(s, k + 1)
    return first and head_of(s, first, last)
  end
  for _, k in ipairs(tree.children(s, v)) do
    if k < v and s.tags[k] == "VBG" and MODIFYING[tree.relation(s, k)] then
      local noun = own_subject(s, k)
      if noun and noun < k and s.words[k - 1] == "," then return noun end
    end
  end
  if tree.relation(s, v) == "conj" and head < v and FINITE[s.tags[v]] then
    for k = head + 1, v - 1 do
      if s.pos[k] == "CCONJ" or s.words[k] == "," then return nil end
    end
    return own_subject(s, head)
  end
  return nil
end

-- "who last year threatened": what the pronoun before the time stands for.
local function behind_time(s, group)
  local k = group.first - 1
  while TIME[s.lowers[k]] or LAST[s.lowers[k]] or wordclass.time[s.lowers[k]] do k = k - 1 end
  if k < 2 or k == group.first - 1 or not is_relative(s, k) then return nil end
  local first, last = nounphrase.before(s, k + 1)
  return first and { first = first, last = last }
end

--- The head word of who does what the verb at the end of `group` says, and whether it stands behind the verb; nil
--- where the sentence has none.
function parties.agent_of(s, group, lemmas)
  local v = group.verb
  local noun = own_subject(s, v)
  if noun and s:same_voice(noun, v) then return noun end
  noun = shared(s, v, group.first, lemmas) or misplaced(s, v)
  if noun then return noun end
  if not GERUND:find(s.lowers[v]) or group.first < v then
    local subject = behind_time(s, group) or speech.subject(s, group)
    if subject and s:lower(subject.first - 1) == "by" and s.tags[subject.first - 2] == "VBN" then
      local from, to = nounphrase.before(s, subject.first - 2) -- "a letter obtained by X warns"
      subject = from and { first = from, last = to } or subject
    end
    if subject then return head_of(s, subject.inverted and v + 1 or subject.first, subject.last), subject end
  end
  return borrowed(s, v, 0)
end

-- "Outside the campaign, a number of them", "James Baker": without what leads in, and with the whole name.
local function behind_lead_in(s, first, noun)
  if s.pos[first - 1] == "ADP" or wordclass.preposition[s:lower(first - 1)] or first == 2 and s.pos[1] == "ADV" then
    for k = first + 1, noun - 1 do
      if s.words[k] == "," and s.pos[k + 1] == "DET" then return k + 1 end
    end
  end
  while first > 1 and s:same_voice(first - 1, first) do
    if s.words[first - 1] == ")" and s.words[first - 3] == "(" and s.pos[first - 4] == "PROPN" then
      first = first - 4 -- "the Wheat Board (AWB) chairman"
    elseif s.pos[first] == "PROPN" and s.pos[first - 1] == "PROPN" then
      first = first - 1
    else
      break
    end
  end
  return first
end

-- The phrase that ends right before the verb's group at `before` where it holds that of the tree, which may be too
-- short: "Dam inspectors" for "Dam".
local function with_neighbours(s, before, first, last)
  local from, to = nounphrase.before(s, before)
  if not from or to ~= before - 1 or from > first or to < last then return first, last end
  for k = from, to do
    if s.words[k] == "," and (k < first or k > last) then return first, last end
  end
  return from, to
end

--- The same as words: first, last; nil where there is none.
function parties.issuer(s, group, lemmas)
  local noun, subject = parties.agent_of(s, group, lemmas)
  if not noun then return nil end
  if subject then
    subject = speech.antecedent(s, subject)
    if s.pos[subject.first] == "VERB" then return nil end
    local first = behind_lead_in(s, subject.first, subject.last)
    return first, before_statement(s, first, subject.last), noun
  end
  if noun < group.verb then
    local first, last = parties.phrase(s, noun, 1, group.first - 1)
    first, last = with_neighbours(s, group.first, behind_lead_in(s, first, noun), last)
    return first, before_statement(s, noun, last), noun
  end
  local first, last = parties.phrase(s, noun, group.verb + 1, s.count)
  return first, last, noun
end

local SAYING = wordset.of [[say tell add note explain announce argue claim insist report write state remark
  declare conclude predict]]
local BESIDE = wordset.of [[parataxis ccomp]]

--- Whether `lemma` is that of a verb of saying.
function parties.is_saying(lemma)
  return SPEAKING[lemma] ~= nil
end

-- Whether the word at `v` is a verb of saying with a subject, outside of the quotation that the word at `i` is in.
local function says(s, v, i, lemmas)
  return SAYING[lemmas[v]] and FINITE[s.tags[v]] and (not s.quoted[v] or s.quoted[v] ~= s.quoted[i])
    and own_subject(s, v) ~= nil
end

--- The verb of saying that reports the word at `i`, by the tree: above it, or beside what is above it. nil: none.
function parties.speaking(s, i, lemmas)
  local k = i
  while k > 0 do
    for _, c in ipairs(tree.children(s, k)) do
      if c ~= i and BESIDE[tree.relation(s, c)] and says(s, c, i, lemmas) and c > i then return c end
    end
    k = tree.head(s, k)
    if k > 0 and says(s, k, i, lemmas) then return k end
  end
  return nil
end

local AGENT = wordset.of [[obl:agent obl nmod]]

--- Words first, last behind one of `prepositions` (a set) that hangs on the word at `i`: "by X", "from X", "to X".
function parties.behind(s, i, prepositions, last)
  for _, k in ipairs(tree.children(s, i)) do
    if k > i and k <= last and AGENT[tree.relation(s, k)] then
      for _, c in ipairs(tree.children(s, k)) do
        if tree.relation(s, c) == "case" and prepositions[s.lowers[c]] and c > i then
          local from, to = parties.phrase(s, k, c + 1, last)
          return from, to, c
        end
      end
    end
  end
  return nil
end

return parties
