--- The dependency tree of a sentence, by the numbers of its words: what hangs on what, and how far it reaches.
--- Relations are those of Universal Dependencies. Functions take the sentence (module sentence) or its tree.
local wordset = require "wordset"

local tree = {}

-- Lets every subtree know its first and last word.
local function widen(t, count)
  for i = 1, count do
    t.first[i], t.last[i] = i, i
  end
  for i = 1, count do
    local head = t.head[i]
    while head > 0 do
      if i < t.first[head] then
        t.first[head] = i
      elseif i > t.last[head] then
        t.last[head] = i
      else
        break
      end
      head = t.head[head]
    end
  end
end

local function children_of(heads)
  local kids = {}
  for i, head in ipairs(heads) do
    local list = kids[head]
    if list then list[#list + 1] = i else kids[head] = { i } end
  end
  return kids
end

local function read(s)
  local t = { head = s.span:heads(), rel = s.span:relations(), lemma = s:lemmas(), first = {}, last = {} }
  t.kids = children_of(t.head)
  widen(t, s.count)
  return t
end

--- The tree of `s`: `head` (0: the root), `rel`, `lemma`, `kids` (what hangs on each word; nil: nothing), and the
--- `first` and `last` word of all below each, itself included. Made once a sentence; a tree is returned as it is.
function tree.of(s)
  if s.kids then return s end
  s.tree = s.tree or read(s)
  return s.tree
end

local NONE = {}

--- How the word at `i` hangs on its head: "nsubj", "root" …
function tree.relation(s, i)
  return tree.of(s).rel[i]
end

--- The word that `i` hangs on, 0 for none.
function tree.head(s, i)
  return tree.of(s).head[i]
end

--- What hangs right on the word `i`, from left to right, as a list.
function tree.children(s, i)
  return tree.of(s).kids[i] or NONE
end

--- The first word that hangs on `i` by one of `relations` (a set); nil where there is none.
function tree.child(s, i, relations)
  local t = tree.of(s)
  for _, k in ipairs(t.kids[i] or NONE) do
    if relations[t.rel[k]] then return k end
  end
  return nil
end

local function widen_without(s, i, without, first, last)
  first, last = math.min(first, i), math.max(last, i)
  for _, k in ipairs(tree.children(s, i)) do
    if not without(s, k) then first, last = widen_without(s, k, without, first, last) end
  end
  return first, last
end

--- The first and last word of all that hangs on `i`, but for what `without(s, word)` is true of.
function tree.extent(s, i, without)
  local t = tree.of(s)
  if not without then return t.first[i], t.last[i] end
  return widen_without(s, i, without, i, i)
end

--- Whether `i` is `above` or hangs somewhere below it.
function tree.is_below(s, i, above)
  local heads = tree.of(s).head
  while i ~= above and i ~= 0 do
    i = heads[i]
  end
  return i == above
end

local SUBJECT = wordset.of [[nsubj nsubj:pass nsubj:outer csubj csubj:pass csubj:outer]]
local OBJECT = wordset.of [[obj iobj]]
local RELATIVE = wordset.of [[which that who whom]]

--- The head of the subject that the verb at `v` has itself; nil where it has none.
function tree.own_subject(t, v)
  return tree.child(t, v, SUBJECT)
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
function tree.subject(t, v)
  local own = tree.own_subject(t, v)
  if own and RELATIVE[t.lemma[own]] and t.head[v] > 0 and (t.rel[v] == "acl:relcl" or t.rel[v] == "acl") then
    return t.head[v]
  end
  return own or borrowed(t, v)
end

local CLAUSES = wordset.of [[ccomp advcl acl acl:relcl conj parataxis csubj root advcl:relcl]]

--- Whether no other clause stands between the word `i` and the verb at `v` that it hangs on.
function tree.within_clause(t, i, v)
  while i ~= v do
    if i == 0 or CLAUSES[t.rel[i]] then return false end
    i = t.head[i]
  end
  return true
end

--- Whether `i` is `above` or hangs, near or far, on it.
function tree.within(t, i, above)
  return t.first[above] <= i and i <= t.last[above]
end

return tree
