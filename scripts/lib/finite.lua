--- Finite verbs, by tags and the sentence's tree: where they stand, what they belong to, whether they have a
--- subject.
local tree = require "tree"
local wordset = require "wordset"

local finite = {}

--- Tags of finite verbs.
finite.tags = wordset.of [[VBD VBZ VBP MD]]

local TAGS = finite.tags
local AUXILIARY = wordset.of [[aux aux:pass cop]]

--- Relations of subjects.
finite.subject = wordset.of [[nsubj nsubj:pass nsubj:outer csubj expl]]

--- Whether a finite verb stands at `i`; a past participle with a subject and no auxiliary is one that the tagger
--- took for it.
function finite.is(s, i)
  if TAGS[s.tags[i]] then return true end
  return s.tags[i] == "VBN" and tree.child(s, i, finite.subject) ~= nil and not tree.child(s, i, AUXILIARY)
end

--- The same by its tag alone, which needs no tree.
function finite.is_tagged(s, i)
  return TAGS[s.tags[i]] ~= nil
end

--- The verb that a finite word at `i` belongs to: "asked" of "has asked", "ready" of "is ready".
function finite.governor(s, i)
  return AUXILIARY[tree.relation(s, i)] and tree.head(s, i) or i
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
  return tree.child(s, verb, finite.subject)
end

--- Whether a finite verb stands within words first … last.
function finite.within(s, first, last)
  for i = first, last do
    if TAGS[s.tags[i]] then return true end
  end
  return false
end

--- The same between two words.
function finite.between(s, from, to)
  return finite.within(s, from + 1, to - 1)
end

return finite
