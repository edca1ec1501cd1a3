--- The dependency tree of a sentence, as lists by word number: what hangs on which word, and how far it reaches.
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

-- Head and relation of each word.
local function read(s)
  local heads, relations, number = {}, {}, {}
  for i = 1, s.count do
    number[s.starts[i]] = i
  end
  for i, word in ipairs(s.span:tokens()) do
    local head = word.head
    heads[i], relations[i] = head and number[head.start] or 0, word.rel
  end
  return heads, relations
end

--- The tree of `s` (module sentence): `head` (0: the root), `rel` as Universal Dependencies name them, `lemma`, and
--- the `first` and `last` word of what hangs on each word, itself included. Made once a sentence.
function tree.of(s)
  if not s.tree then
    local heads, relations = read(s)
    local t = { head = heads, rel = relations, lemma = s:lemmas(), first = {}, last = {} }
    widen(t, s.count)
    s.tree = t
  end
  return s.tree
end

--- Goes over the words that hang right on `i`, from left to right.
function tree.children(t, i)
  local k, last = t.first[i] - 1, t.last[i]
  return function()
    repeat
      k = k + 1
    until k > last or t.head[k] == i
    return k <= last and k or nil
  end
end

--- The first child of `i` with one of the `relations` (a set); nil where there is none.
function tree.child(t, i, relations)
  for k in tree.children(t, i) do
    if relations[t.rel[k]] then return k end
  end
  return nil
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
