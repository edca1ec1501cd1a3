--- Finite verbs, by tags and the sentence's tree: where they stand, what they belong to, whether they have a
--- subject.
local tree = require "tree"
local wordset = require "wordset"

local find = lists.find

local finite = {}

--- Tags of finite verbs.
finite.tags = wordset.of [[VBD VBZ VBP MD]]

local TAGS = finite.tags
local AUXILIARY = wordset.of [[aux aux:pass cop]]

--- Relations of subjects.
finite.subject = wordset.of [[nsubj nsubj:pass nsubj:outer csubj expl]]

local SUBJECT = finite.subject
local child = tree.child

--- Whether a finite verb stands at `i`; a past participle with a subject and no auxiliary is one that the tagger
--- took for it.
function finite.is(s, i)
  local tag = s.tags[i]
  if tag == "VBN" then return child(s, i, SUBJECT) ~= nil and not child(s, i, AUXILIARY) end
  return TAGS[tag] ~= nil
end

--- The same by its tag alone, which needs no tree.
function finite.is_tagged(s, i)
  return TAGS[s.tags[i]] ~= nil
end

--- The verb that a finite word at `i` belongs to: "asked" of "has asked", "ready" of "is ready".
function finite.governor(s, i)
  local t = tree.of(s)
  return AUXILIARY[t.rel[i]] and t.head[i] or i
end

--- The finite word of the group of the verb at `verb`.
function finite.of(s, verb)
  if finite.is(s, verb) then return verb end
  for _, k in ipairs(tree.children(s, verb)) do
    if TAGS[s.tags[k]] and AUXILIARY[tree.relation(s, k)] then return k end
  end
  return verb
end

--- The subject of the verb at `verb`, or nil.
function finite.subject_of(s, verb)
  return child(s, verb, SUBJECT)
end

--- Whether the finite word at `i` has its subject within words first … last, a relative pronoun included.
function finite.subject_within(s, i, first, last)
  local subject = finite.subject_of(s, finite.governor(s, i))
  return subject ~= nil and subject >= first and subject <= last
end

--- Whether a finite verb stands within words first … last.
function finite.within(s, first, last)
  return find(s.tags, TAGS, first, last) ~= nil
end

--- The same between two words.
function finite.between(s, from, to)
  return finite.within(s, from + 1, to - 1)
end

return finite
