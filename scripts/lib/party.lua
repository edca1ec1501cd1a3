--- The smallest phrase that names who or what a noun stands for, by the sentence's tree: with title and
--- appositions, without relative clauses behind commas.
local finite = require "finite"
local nounphrase = require "nounphrase"
local tree = require "tree"
local wordclass = require "wordclass"
local wordset = require "wordset"

local find = lists.find

local party = {}

local NO_APPOSITION = wordset.of [[who which that whom whose where when]]
local RELATIVE = wordset.of [[who which that whom whose]]
-- What may hang on a noun and is not of the smallest phrase that names it.
local OUTSIDE = wordset.of [[parataxis ccomp advcl punct discourse csubj dep orphan advcl:relcl obl cc:preconj nsubj
  cop]]
local MODIFYING = wordset.of [[acl acl:relcl]]
local NAMELIKE = wordset.of [[NOUN PROPN NUM ADJ DET X SYM PRON]]
local BEFORE_NAME = wordset.of [[NOUN PROPN ADJ]]
local EDGE = wordset.of [[CCONJ ADP SCONJ]]
local DASH = wordclass.dash
local SEGMENT_END = wordset.union(wordclass.terminal, wordset.of [[, ; : — --]])

--- Whether the word at `i` can be of such a phrase.
function party.may_hold(s, i)
  return NAMELIKE[s.pos[i]] ~= nil
end

-- "Boreing, speaking at a rally", "Davis, who leads it": an insertion of its own, but "those who lead it".
local function is_outside(s, k)
  local relation = tree.relation(s, k)
  -- "an official who spoke on condition of anonymity"
  local above = relation == "obl" and tree.relation(s, tree.head(s, k))
  if above and (MODIFYING[above] or above == "amod") then return false end
  if OUTSIDE[relation] then return true end
  if not MODIFYING[relation] then return false end
  local first = tree.extent(s, k)
  return s.words[first] == "," or s.words[first - 1] == "," or DASH[s.words[first - 1]] ~= nil
    or s.words[tree.head(s, k) + 1] == ","
end

local DAYS = wordset.union(wordclass.weekday, wordset.of [[today yesterday earlier later now]])
local DAY = wordset.of [[day week month year night morning afternoon evening]]

-- "The following day Ada Stone": the name begins behind the time.
local function behind_time(s, first, last)
  local leads = wordclass.time[s.lowers[first]] and s.pos[first - 1] == "ADP" and first < last
  if leads and s.pos[first + 1] == "PROPN" then return first + 1 end
  for k = first, math.min(first + 2, last - 1) do
    if DAY[s.lowers[k]] and s.pos[k + 1] == "PROPN" and k > first then return k + 1 end
  end
  return first
end

-- Takes marks, days, prepositions and coordinators off the edges.
local function trim(s, first, last)
  while last > first and (s:mark(last) and s.words[last] ~= ")" or DAYS[s.lowers[last]] or EDGE[s.pos[last]]
    or s.tags[last] == "RB" and not wordclass.is_capital(s.words[last])) do
    last = last - 1
  end
  while first < last and (s:mark(first) and not s.quoted[first] or s.pos[first] == "CCONJ" or s.tags[first] == "WP"
    or s.pos[first] == "SCONJ" or s.tags[first] == "RB" and not wordclass.is_capital(s.words[first])) do
    first = first + 1
  end
  return behind_time(s, first, last), last
end

-- A stretch that explains a name and holds no clause but one that modifies: "a doctor in Kent", "53".
local function is_apposition(s, first, last)
  if first > last or not (NAMELIKE[s.pos[first]] or s.tags[first] == "PRP$" or s.tags[first] == "VBG"
    and s.pos[first + 1] == "NOUN") then return false end
  if wordclass.weekday[s.lowers[first]] or NO_APPOSITION[s.lowers[first]] then return false end
  for i = first, last do
    if RELATIVE[s.lowers[i]] then return true end
    if finite.is_tagged(s, i) or s.pos[i] == "AUX" or s.words[i] == ";" or s.words[i] == ":" then return false end
  end
  return true
end

-- The last word before the comma, or the end of the voice, behind `from`.
local function segment_end(s, from)
  local stop = s:voice_end(from)
  return (find(s.words, SEGMENT_END, from + 1, stop - 1) or stop) - 1
end

-- With the appositions behind commas: "said X, the governor of Y, a friend of Z".
local function with_appositions(s, last, limit)
  while s.words[last + 1] == "," and last + 2 < limit do
    local stop = segment_end(s, last + 2)
    if stop >= limit or not is_apposition(s, last + 2, stop) then return last end
    last = stop
  end
  return last
end

-- With a bracket behind it: "(R-Wis.)".
local function with_bracket(s, last, limit)
  if s.words[last + 1] ~= "(" and s.words[last + 1] ~= "[" then return last end
  for k = last + 2, math.min(limit, last + 10) do
    if s.words[k] == ")" or s.words[k] == "]" then return k end
  end
  return last
end

local OPEN, CLOSE = wordset.of [[( <]], wordset.of [[) >]]

-- A bracket that is open at `last` is closed: "Acme Plc <ACM.L>", too.
local function closed(s, first, last)
  local open = false
  for k = find(s.words, OPEN, first, last) or last + 1, last do
    if OPEN[s.words[k]] then open = true elseif CLOSE[s.words[k]] then open = false end
  end
  if open then
    return find(s.words, CLOSE, last + 1, last + 8) or last
  end
  return last
end

-- Behind a comma these tell when or where, not who: "Ortiz, in a letter".
local WHEN = wordset.of [[in on during after before]]

-- Before a relative clause behind a comma, and what the tree hangs on the noun behind that: "X, who leads Y, on
-- Monday".
local function before_relative(s, noun, last)
  -- "Ortiz in disclosing the plan"
  local gerund = find(s.tags, "VBG", noun + 2, last)
  if gerund and WHEN[s.lowers[gerund - 1]] and s.pos[gerund] == "VERB" then last = gerund - 2 end
  local k = find(s.words, ",", noun + 1, last - 1)
  while k do
    local relates = RELATIVE[s.lowers[k + 1]] and s.lowers[k + 1] ~= "that"
    local acts = s.tags[k + 1] == "VBG" and s.pos[k + 2] ~= "NOUN" and s.pos[k + 2] ~= "ADJ"
    if relates or acts or WHEN[s.lowers[k + 1]] then return k - 1 end
    k = find(s.words, ",", k + 1, last - 1)
  end
  return last
end

--- The first of the words that hyphens join to the one at `first`: "Jones-Reed Inc".
function party.joined(s, first)
  while first > 2 and s.words[first - 1] == "-" and s.stops[first - 1] == s.starts[first]
    and s.stops[first - 2] == s.starts[first - 1] do
    first = first - 2
  end
  return first
end

--- The phrase whose head is `noun`, on one side of the word at `verb`: first and last word, without appositions
--- that the tree does not have.
function party.core(s, noun, verb)
  local first, last = tree.extent(s, noun, is_outside)
  if noun < verb then last = math.min(last, verb - 1) else first = math.max(first, verb + 1) end
  while first < noun and not s:same_voice(first, noun) do first = first + 1 end
  last = before_relative(s, noun, last)
  while last > noun and not s:same_voice(last, noun) do last = last - 1 end
  -- "from a candidate": the preposition is no part of whom it leads in
  while first < noun and s.pos[first] == "ADP" do first = first + 1 end
  for k = first, noun - 1 do
    if s:dash(k) then first = k + 1 end
  end
  first, last = trim(s, first, last)
  -- "then-Secretary X", "Jones-Reed Inc" are parted into three
  if s.words[first] == "-" and first > 1 and s.stops[first - 1] == s.starts[first] then first = first - 1 end
  first = party.joined(s, first)
  return first, closed(s, first, last)
end

-- With the words of a name, and a bracket within it, that the tree left off before it: "Wheat Board (AWB) chairman
-- X".
local function with_name(s, first, last)
  while first > 1 and s:same_voice(first - 1, first) do
    local k = first - 1
    if s.words[k] == ")" then
      local open = k - 1
      while open > 1 and k - open < 6 and s.words[open] ~= "(" do open = open - 1 end
      if s.words[open] ~= "(" or s.pos[open - 1] ~= "PROPN" then return first end
      first = open - 1
    elseif BEFORE_NAME[s.pos[k]] and BEFORE_NAME[s.pos[first]] and not wordclass.time[s.lowers[k]]
      and not DAY[s.lowers[k]] and (wordclass.is_capital(s.words[first]) or s.pos[k] == "PROPN") then
      first = k
    elseif s.tags[k] == "POS" and s.pos[k - 1] == "PROPN" and s.pos[first] == "PROPN" then
      first = k - 1
    elseif s.lowers[k] == "and" and first < last and s.pos[first] == "PROPN" and s.pos[k - 1] == "PROPN"
      and (k == 2 or s:mark(k - 2) or s.pos[k - 2] == "DET") then
      -- "Interior and Justice Minister Ada Stone"
      return k - 1
    else
      return first
    end
  end
  return first
end

--- With the brackets and appositions that stand behind its last word, before the word at `limit`.
function party.extended(s, last, limit)
  return with_appositions(s, with_bracket(s, last, limit - 1), limit)
end

--- The smallest phrase that names what the noun at `noun` does, with its appositions: first and last word. `verb`
--- is a word that it ends before, or begins behind.
function party.phrase(s, noun, verb)
  local first, last = party.core(s, noun, verb)
  first = with_name(s, first, last)
  local limit = noun < verb and verb or s.count + 1
  if noun > verb and NAMELIKE[s.pos[last + 1]] and s:same_voice(last, last + 1) and not s:mark(last + 1) then
    last = nounphrase.after(s, first, true) or last
  end
  -- what the tree has of an apposition may be cut short: it goes on to the comma
  for k = noun + 1, last do
    if s.words[k] == "," and s:same_voice(k, noun) then
      local stop = segment_end(s, k + 1)
      if stop > last and stop < limit and is_apposition(s, k + 1, stop) then last = math.max(last, stop) end
    end
  end
  return first, party.extended(s, last, limit)
end

local INDEFINITE = wordset.of [[a an]]
local MODIFIERS = wordset.of [[det amod case nummod advmod cc punct nmod:poss]]

--- The words right before the noun at `i` that name who makes it, or nil: "a White House statement that P". With
--- their article where the tagger takes a verb for a noun: "with the king warning that P", "the institute estimates
--- that P".
function party.before_noun(s, i)
  local first = i
  for k = i - 1, 1, -1 do
    local top = k
    while tree.head(s, top) ~= i and tree.head(s, top) > 0 do top = tree.head(s, top) end
    if tree.head(s, top) ~= i or MODIFIERS[tree.relation(s, top)] then break end
    first = k
  end
  local is_verb = tree.relation(s, i) == "root" or s.lowers[i] == "warning"
  if is_verb and first == i then first = nounphrase.before(s, i) or i end
  local article = is_verb and s.pos[first - 1] == "DET" and s.lowers[first - 1]
  if article and not (INDEFINITE[article] and s.pos[first] == "PROPN") then first = first - 1 end
  if first == i then return nil end
  return first, i - 1
end

return party
