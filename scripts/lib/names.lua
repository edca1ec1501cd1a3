--- Whom the phrases that name people and bodies mean: the fullest form of a name that the article has.
local wordclass = require "wordclass"
local wordset = require "wordset"

local names = {}

local BEARERS = { person = true, organization = true }

-- Where the words of a phrase part: the last before its first comma, and whether a preposition stands before that.
local function first_part(span)
  local lowers = span:lowers()
  local comma = lists.find(lowers, ",", 2)
  local last = comma and comma - 1 or math.max(#lowers, 1)
  return last, lists.find(lowers, wordclass.preposition, 1, last) ~= nil
end

-- The name that the words `span` end with.
local function name_at_end(span)
  local list = span:annotations "Name"
  local name = list[#list]
  return name and name.stop == span.stop and name or nil
end

-- The name in a role's span: "chief engineer Ruth Okafor"; "a spokesman for the bank, Ruth Okafor", where nothing
-- else stands behind the comma; none in "engineers at the Harrow Dam".
local function name_of(span)
  local last, has_preposition = first_part(span)
  if not has_preposition then
    local name = name_at_end(span:sub(1, last))
    if name then return name end
  end
  local rest = span:sub(last + 2, -1)
  local name = rest and name_at_end(rest)
  return name and name.start == rest.start and name or nil
end

-- "some Republicans" are not the Republicans.
local PART = wordset.of [[some many most few several other no any all both half another nobody]]

-- Words within what an organization is called: what stands behind them is no name by itself.
local JOINING = wordset.of [['s ’s of for on - &]]

-- Whether the words before `name` in the span are of the same name: "Power and Light Co", "<PLY", "Bank of Tokyo".
local function is_cut(span, name)
  if name.start == span.start then return false end
  local lowers, last = span:lowers(), #span:words() - #name:words()
  for i = 1, last do
    if lowers[i] == "and" or lowers[i] == "&" then return true end
  end
  local word = span:words()[last]
  if word == "<" or JOINING[lowers[last]] then return true end
  return wordclass.is_capital(word) and not wordclass.determiner[lowers[last]]
    and (name.kind == "organization" or #name:words() == 1)
end

local LAST = re.compile [[\S+$]]
local COMPANY = wordset.of [[corp corp. inc inc. ltd ltd. co co. plc llc ag sa nv group company corporation limited
  holdings industries]]

-- "White House" is not the White House Economic Policy Council, but "Acme Oil" is Acme Oil Inc.
local function is_longer(name)
  local entity, text = name.entity, name.text
  if #name:words() < 2 or name.kind ~= "organization" or entity:sub(1, #text) ~= text then return false end
  local last = LAST:match(entity)
  return #entity > #text and not COMPANY[last:lower()]
end

--- The fullest form of the name in a role's span, when it is another than is written there; else nil.
function names.resolve(span)
  local name = name_of(span)
  if not name or not BEARERS[name.kind] or not name.entity or PART[span:lowers()[1]] then return nil end
  if name.entity:upper() == span.text:gsub("\n", " "):upper() or is_cut(span, name) or is_longer(name) then
    return nil
  end
  return name.entity
end

--- The person that a source's span names, or that its pronoun means; nil where there is none, or one of the sex
--- `other`.
function names.person(span, other)
  local name = name_of(span)
  if not name then return names.of_pronoun(span) end
  return name.kind == "person" and name.gender ~= other and (name.entity or name.text) or nil
end

--- Whom "he" or "she" means, where the article makes that likely; else nil.
function names.of_pronoun(span)
  local pronoun = span:annotations("Pronoun")[1]
  return pronoun and pronoun.start == span.start and pronoun.stop == span.stop and pronoun.entity or nil
end

return names
