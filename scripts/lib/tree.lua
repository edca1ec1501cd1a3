--- The dependency tree of a sentence, by the numbers of its words: what hangs on what, and how far it reaches.
--- Relations are those of Universal Dependencies. Every function takes a sentence (module sentence) or its tree.
local wordset = require "wordset"

local tree = {}

-- Lemmas cost as much as the tree, and many rules do without.
local lazy = {}

function lazy.__index(t, key)
  if key ~= "lemma" then return nil end
  t.lemma = t.sentence:lemmas()
  return t.lemma
end

--- The tree of `s`: by word `head` (the root's is 0), `rel`, `lemma`, `kids` (lists; nil where nothing hangs on
--- it), and the `first` and `last` word of all that hangs on it, itself included. Made once a sentence.
function tree.of(s)
  if not s.tree then
    local heads, relations, kids, first, last = s.span:tree()
    local t = setmetatable({ sentence = s, head = heads, rel = relations, kids = kids, first = first, last = last },
      lazy)
    t.tree = t
    s.tree = t
  end
  return s.tree
end

local of = tree.of
local NONE = {}

--- How the word at `i` hangs on its head: "nsubj", "root" …
function tree.relation(s, i)
  return (s.tree or of(s)).rel[i]
end

--- The word that `i` hangs on, 0 for none.
function tree.head(s, i)
  return (s.tree or of(s)).head[i]
end

--- What hangs on the word `i`, in the order of the text.
function tree.children(s, i)
  return (s.tree or of(s)).kids[i] or NONE
end

--- The first word that hangs on `i` by one of `relations` (a set), or nil.
function tree.child(s, i, relations)
  local t = s.tree or of(s)
  local kids, rel = t.kids[i] or NONE, t.rel
  for n = 1, #kids do
    local k = kids[n]
    if relations[rel[k]] then return k end
  end
  return nil
end

--- Whether `i` is `above` or hangs, near or far, on it.
function tree.is_below(s, i, above)
  local head = of(s).head
  while i ~= above and i ~= 0 do
    i = head[i]
  end
  return i == above
end

local function extend(s, i, without, first, last)
  if i < first then first = i elseif i > last then last = i end
  local kids = s.tree.kids[i] or NONE
  for n = 1, #kids do
    local k = kids[n]
    if not without(s, k) then first, last = extend(s, k, without, first, last) end
  end
  return first, last
end

--- The first and last word of all that hangs on `i`, but for what `without(s, word)` is true of.
function tree.extent(s, i, without)
  local t = of(s)
  if without then return extend(s, i, without, i, i) end
  return t.first[i], t.last[i]
end

--- Whether the word `i` stands within what hangs on `above`.
function tree.within(s, i, above)
  local t = of(s)
  return t.first[above] <= i and i <= t.last[above]
end

--- Relations of subjects.
tree.subjects = wordset.of [[nsubj nsubj:pass nsubj:outer csubj csubj:pass csubj:outer]]

local SUBJECT = tree.subjects
local OBJECT = wordset.of [[obj iobj]]
local RELATIVE = wordset.of [[which that who whom]]

--- The head of the subject that the verb at `v` has itself; nil where it has none.
function tree.own_subject(s, v)
  return tree.child(s, v, SUBJECT)
end

-- A participle or infinitive without subject takes that of what it hangs on.
local function borrowed(t, v)
  local rel, head = t.rel[v], t.head[v]
  if head == 0 then return nil end
  if rel == "acl" or rel == "acl:relcl" then return head end
  if rel == "xcomp" then return tree.child(t, head, OBJECT) or tree.subject(t, head) end
  if rel == "conj" then return tree.subject(t, head) end
  return nil
end

--- The head of the subject of the verb at `v`: its own, what a relative pronoun stands for, or that of the verb
--- which it is joined to or depends on.
function tree.subject(s, v)
  local t = of(s)
  local own = tree.own_subject(t, v)
  if own and RELATIVE[t.lemma[own]] and t.head[v] > 0 and (t.rel[v] == "acl:relcl" or t.rel[v] == "acl") then
    return t.head[v]
  end
  return own or borrowed(t, v)
end

local CLAUSES = wordset.of [[ccomp advcl acl acl:relcl conj parataxis csubj root advcl:relcl]]

--- Whether no other clause stands between the word `i` and the verb at `v` that it hangs on.
function tree.within_clause(s, i, v)
  local t = of(s)
  while i ~= v do
    if i == 0 or CLAUSES[t.rel[i]] then return false end
    i = t.head[i]
  end
  return true
end

return tree
