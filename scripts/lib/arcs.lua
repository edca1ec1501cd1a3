--- The dependency tree of a sentence, by the numbers of its words: what hangs on what, and how far it reaches.
--- Relations are those of Universal Dependencies.
local arcs = {}

-- Reads the arcs of `s` once: s.head[i] is the word that i hangs on (0: none), s.rel[i] how, s.kids[i] what hangs
-- on i.
local function read(s)
  if s.head then return end
  s.head, s.rel, s.kids = s.span:heads(), s.span:relations(), {}
  for i, head in ipairs(s.head) do
    local kids = s.kids[head]
    if kids then kids[#kids + 1] = i else s.kids[head] = { i } end
  end
end

local NONE = {}

--- How the word at `i` hangs on its head: "nsubj", "root" …
function arcs.relation(s, i)
  read(s)
  return s.rel[i]
end

--- The word that `i` hangs on, 0 for none.
function arcs.head(s, i)
  read(s)
  return s.head[i]
end

--- What hangs on the word `i`, in the order of the text.
function arcs.children(s, i)
  read(s)
  return s.kids[i] or NONE
end

--- The first word that hangs on `i` by one of `relations` (a set), or nil.
function arcs.child(s, i, relations)
  for _, k in ipairs(arcs.children(s, i)) do
    if relations[s.rel[k]] then return k end
  end
  return nil
end

--- Whether `i` is `above` or hangs somewhere below it.
function arcs.is_below(s, i, above)
  read(s)
  while i ~= above and i ~= 0 do
    i = s.head[i]
  end
  return i == above
end

local function widen(s, i, without, first, last)
  first, last = math.min(first, i), math.max(last, i)
  for _, k in ipairs(arcs.children(s, i)) do
    if not without(s, k) then first, last = widen(s, k, without, first, last) end
  end
  return first, last
end

local function nothing()
  return false
end

--- The first and last word of all that hangs on `i`, but for what `without(s, word)` is true of.
function arcs.extent(s, i, without)
  read(s)
  return widen(s, i, without or nothing, i, i)
end

return arcs
