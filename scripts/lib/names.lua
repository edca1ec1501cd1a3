--- Names of one article: the fullest form of each, found by its last word.
local wordclass = require "wordclass"

local names = {}

local TITLES = { mr = true, mrs = true, ms = true, dr = true, sen = true, rep = true, gov = true, gen = true,
  president = true,
  minister = true, secretary = true, general = true, prime = true, chancellor = true, senator = true,
    foreign = true,
  governor = true, candidate = true, congressman = true, justice = true, judge = true, state = true, us = true,
    nato = true,
  king = true, queen = true, prince = true, defence = true, defense = true, treasury = true, finance = true,
    ["the"] = true,
  chief = true, deputy = true, vice = true, captain = true, colonel = true, professor = true, commissioner = true,
  spokesman = true, spokeswoman = true, ambassador = true, director = true, chairman = true, admiral = true }

local full = {}

-- "A spokeswoman of the League, Irena Molnar": the name that a role is followed by; nil for another phrase.
local function behind_role(span, words)
  local comma = 1
  while words[comma] and words[comma] ~= "," do comma = comma + 1 end
  if not words[comma + 1] then return nil end
  for i = comma + 1, #words do
    if not wordclass.is_capital(words[i]) then return nil end
  end
  return span:sub(comma + 1, #words)
end

-- The name that a noun phrase ends with, its title and apposition off: span, surname, number of words. nil where
-- the phrase ends otherwise or holds a preposition ("engineers at the Harrow Dam").
local function bare(span)
  local words = span:words()
  local name = behind_role(span, words)
  if name then span, words = name, name:words() end
  local lowers = span:lowers()
  local last = 1
  while words[last + 1] and words[last + 1] ~= "," do last = last + 1 end
  for i = 1, last do
    if wordclass.preposition[lowers[i]] then return nil end
  end
  if not wordclass.is_capital(words[last]) or TITLES[lowers[last]] then return nil end
  local first = last
  while first > 1 and wordclass.is_capital(words[first - 1]) and not TITLES[lowers[first - 1]]
    and not wordclass.is_mark(words[first - 1]) do
    first = first - 1
  end
  return span:sub(first, last), words[last], last - first + 1
end

--- Notes the name in a role's span as a form of the one that ends alike.
function names.note(span)
  local name, surname, count = bare(span)
  if name and count >= 2 and count <= 4 and (not full[surname] or #full[surname] < #name.text) then
    full[surname] = name.text
  end
end

--- The fullest form of the name in a role's span, when it is another than is written there; else nil.
function names.resolve(span)
  local name, surname, count = bare(span)
  local text = name and full[surname]
  return text and (count == 1 or text == name.text) and text ~= span.text and text or nil
end

return names
