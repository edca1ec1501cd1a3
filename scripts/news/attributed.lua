--- The words that a verb attributes: beside and behind it, by what its entry in a list takes (`kinds`), and whom
--- they are said to.
local finite = require "finite"
local nounphrase = require "nounphrase"
local reported = require "reported"
local speech = require "speech"
local tree = require "tree"
local wordclass = require "wordclass"
local wordset = require "wordset"

local find, find_last = lists.find, lists.find_last

local attributed = {}

local MAY_BE_FINITE = wordset.union(finite.tags, wordset.of [[VBN]])
local OPENERS = wordset.of [[if whether what who whom whose which when where why how]]
local AGREEMENT = wordset.of [[yes no so]]

--- How sure a claim is: by a quotation, "that" or an infinitive; by a clause without a sign; by a noun phrase.
attributed.sure, attributed.likely, attributed.unsure = 0.95, 0.85, 0.7

local SURE, LIKELY, UNSURE = attributed.sure, attributed.likely, attributed.unsure

local takes_of = {}

--- What an entry takes, as a set, by the text in its column.
function attributed.kinds(text)
  takes_of[text] = takes_of[text] or wordset.of(text)
  return takes_of[text]
end

-- ---- What can be seen without a tree -----------------------------------------------------------------------

local function is_near(s, from, to, word)
  return find(s.lowers, word, from, to) ~= nil
end

-- The last word of the sentence that may be a finite verb.
local function last_finite(s)
  s.last_finite = s.last_finite or find_last(s.tags, MAY_BE_FINITE) or 0
  return s.last_finite
end

-- Whether a quotation, or a comma with the sentence before it, stands beside the cue.
local function may_stand_beside(s, i, kinds)
  if kinds.quote and (next(s.quoted) or i <= 8 and speech.quote_before(s, 1)) then return true end
  if not kinds.tail then return false end
  return find(s.words, ",", i - 40, i - 1) ~= nil or s.words[i + 1] == ","
end

local NOMINAL = wordset.of [[DET NOUN PROPN PRON ADJ NUM]]

-- Whether anything that the cue takes can stand behind it.
local function may_follow(s, i, kinds)
  if s:mark(i + 1) and not s.quoted[i + 1] and s.words[i + 1] ~= "," then return false end
  if kinds.clause and last_finite(s) > i then return true end
  if (kinds.that or kinds.clause) and is_near(s, i + 1, i + 16, "that") then return true end
  local infinitive = kinds.to or kinds.small or kinds.raising or kinds.addressee_to
  if infinitive and is_near(s, i + 1, i + 14, "to") then return true end
  if kinds.object and NOMINAL[s.pos[i + 1]] then return true end
  if kinds.gerund and s.tags[i + 1] == "VBG" then return true end
  if kinds.wh and find(s.lowers, OPENERS, i + 1, i + 6) then return true end
  if kinds.small and find(s.tags, "VBG", i + 1, i + 6) then return true end
  return kinds.tail and AGREEMENT[s:lower(i + 1)] ~= nil
end

--- Whether anything that the cue at `i` takes can stand behind or beside it. Most verbs that can attribute do not:
--- their sentences then need no tree.
function attributed.is_possible(s, i, kinds)
  return may_follow(s, i, kinds) or may_stand_beside(s, i, kinds)
end

-- ---- Whom it is said to, and where the cue with its subject begins and ends -------------------------------

-- The addressee behind a verb: "told reporters", "warned China". The place of what follows it.
local function addressee(s, i)
  local lower = s:lower(i)
  if lower == "" or lower == "that" or wordclass.subject_pronoun[lower] and lower ~= "you" and lower ~= "it" then
    return nil, i
  end
  if s:mark(i) or s.quoted[i] ~= s.quoted[i - 1] then return nil, i end
  local last = nounphrase.after(s, i, false)
  if not last then return nil, i end
  -- "told member states that P"
  if s.tags[last + 1] == "VBZ" and s:lower(last + 2) == "that" then last = last + 1 end
  if s.pos[last + 1] == "CCONJ" then
    -- "told Israel and the US that": up to the clause, if nothing else stands between
    local longer = nounphrase.after(s, last + 2, false)
    if longer and s:lower(longer + 1) == "that" then last = longer end
  end
  return s:slice(i, last), last + 1
end

-- Where the cue's words begin, with a subject that stands right before them.
local function left_edge(s, group, subject)
  if not subject or subject.inverted or subject.last >= group.first then return group.first end
  if s.words[subject.last + 1] == "," and s.words[group.first - 1] == "," then return subject.first end
  return finite.between(s, subject.last, group.first) and group.first or subject.first
end

-- What stands behind "to" is agreed to, not told.
local AGREES = wordset.of [[agree agrees agreed agreeing]]

-- Where they end, and whom it is said to.
local function right_edge(s, last, subject, kinds)
  if subject and subject.inverted then return subject.last + 1, nil end
  local right, whom = last + 1, nil
  if kinds.addressee or kinds.addressee_to then whom, right = addressee(s, right) end
  if right == last + 1 and s:lower(right) == "to" and not kinds.to and not AGREES[s.lowers[last]] then
    local stop = nounphrase.after(s, right + 1, false)
    if stop then whom, right = s:slice(right + 1, stop), stop + 1 end
  end
  return right, whom
end

-- ---- What is said ------------------------------------------------------------------------------------------

-- Whether no other quotation begins behind the cue in its sentence: those that follow it are then the cue's.
-- `quote` is the one behind the cue.
local function ends_speech(s, verb, quote)
  for k = verb + 1, s.count do
    local other = s.quoted[k] ~= s.quoted[verb] and speech.quote_at(s, k)
    if other and other ~= quote and other.kind == "speech" then return false end
  end
  return not quote or quote.stop >= s.stops[s.count] - 2
end

-- Quotations beside the cue, and the sentence before it.
local function content_beside(s, group, left, right, kinds)
  local i = group.verb
  local spans, before, quote = {}, nil, nil
  local participle = s.tags[i] == "VBG" and group.first == i
  if kinds.quote or kinds.tail then
    if not participle then spans, before = reported.around(s, left, right, i) end
    if not before and not kinds.tail then spans = {} end
  end
  if #spans == 0 and kinds.quote and s:lower(right) ~= "that" then
    quote = reported.quote(s, right, i, participle)
    while quote do
      spans[#spans + 1] = quote.span
      local more = reported.quote_added(s, quote)
      if not more then break end
      quote = more
    end
  end
  if #spans > 0 and (before or quote) and ends_speech(s, i, quote) then
    for _, following in ipairs(speech.quotes_continuing(s)) do
      spans[#spans + 1] = following
    end
  end
  return spans, (before or quote) and SURE or LIKELY
end

-- A noun phrase and what is said of it: "wants prices to fall", "expects it to be so".
local function small_clause(s, right, i)
  local last = nounphrase.after(s, right, true)
  if not last or s:lower(last + 1) ~= "to" and s.tags[last + 1] ~= "VBG" then return nil end
  return (reported.phrase(s, right, i))
end

-- What never begins a noun phrase that stands for what is said.
local NO_OBJECT = wordset.of [[ADP SCONJ ADV AUX CCONJ]]
local OBJECT = wordset.of [[obj]]
-- What is denied, but not said: "denied permission".
local REFUSED = wordset.of [[permission access entry bail parole asylum visa visas request requests application
  applications motion appeal appeals petition]]

local function object(s, right, i)
  if s:mark(right) and not speech.quote_at(s, right) or right > s.count or NO_OBJECT[s.pos[right]]
    or wordclass.is_terminal(s.words[right]) then
    return nil
  end
  local k = tree.child(s, i, OBJECT)
  if not k or k < right or REFUSED[s.lowers[k]] then return nil end
  return (reported.phrase(s, right, i))
end

-- Tags of what is no infinitive behind "to": "directed the money to hospitals".
local NOMINAL_TAGS = wordset.of [[DT PRP PRP$ NNS NNP NNPS CD]]

--- Whether an infinitive begins at the word `k`, also one that the tagger takes for something else.
function attributed.begins_infinitive(s, k)
  return s:lower(k) == "to" and not NOMINAL_TAGS[s.tags[k + 1]]
end

-- So far from its "if" a condition's comma is looked for.
local MOST_CONDITION = 30

-- "said if C, E": a condition, and no question, where a clause stands behind its comma.
local function is_condition(s, i, kinds)
  if s.lowers[i] ~= "if" or not kinds.clause then return false end
  for k = i + 3, math.min(s.count - 1, i + MOST_CONDITION) do
    if s.words[k] == "," and s:same_voice(k, i) then return finite.within(s, k + 1, math.min(s.count, k + 12)) end
  end
  return false
end

-- An infinitive or a clause that asks.
local function infinitive_or_question(s, right, i, kinds, whom)
  local k = speech.skip_adverbial(s, right)
  if kinds.addressee_to and whom and attributed.begins_infinitive(s, right) then
    return reported.phrase(s, right, i)
  end
  -- "urged residents not to drink it" warns
  local ordered = kinds.addressee_to and whom and s:lower(k - 1) ~= "not"
  if (kinds.to or ordered) and s:lower(k) == "to" and s.tags[k + 1] == "VB" then
    return reported.phrase(s, s:lower(k - 1) == "not" and k - 1 or k, i)
  end
  if kinds.wh and OPENERS[s:lower(k)] and not is_condition(s, k, kinds) then return reported.phrase(s, k, i) end
  return nil
end

-- Behind these a clause without "that" may lack a subject: "the plan that she argues is needed".
local SPEAKING = wordset.of [[say tell warn add believe think announce argue claim insist note explain underline
  stress emphasize know conclude predict hope contend allege assert estimate]]

--- Clauses, infinitives and noun phrases behind the cue at `i`, from the word `right` on: the first that it takes,
--- and how sure that is. `whom`: true where the cue has an addressee.
function attributed.behind(s, right, i, kinds, whom)
  local lower = s:lower(right)
  local asked = infinitive_or_question(s, right, i, kinds, whom)
  if asked then return asked, SURE end
  if kinds.clause or kinds.that or kinds.wh then
    local span, that = reported.clause(s, right, i, kinds.tail and SPEAKING[s:lemmas()[i]])
    if span and (that or kinds.clause) then return span, that and SURE or LIKELY end
  end
  if kinds.gerund and s.tags[right] == "VBG" then return reported.phrase(s, right, i), LIKELY end
  local small = kinds.small and not OPENERS[lower] and small_clause(s, right, i)
  if small then return small, LIKELY end
  local alone = right == s.count or s:mark(right + 1)
  if AGREEMENT[lower] and alone and kinds.tail then return s:slice(right, right), LIKELY end
  if kinds.object then return object(s, right, i), UNSURE end
  return nil
end

-- "to say that P": a claim only of someone who did, or would.
local function infinitive_content(s, right, i, kinds)
  if not kinds.quote then return nil end
  local quote = reported.quote(s, right, i)
  if quote then return quote.span end
  if kinds.wh and OPENERS[s:lower(right)] then return (reported.phrase(s, right, i)) end
  local span, that = reported.clause(s, right, i)
  return that and span or nil
end

--- The spans that a claim by the active verb of `group` holds, and how sure it is; whom it is said to. The cue ends
--- at the word `last`.
function attributed.active(s, group, last, subject, kinds)
  local i = group.verb
  local right, whom = right_edge(s, last, subject, kinds)
  if group.infinitive then
    local span = infinitive_content(s, right, i, kinds)
    return { span }, LIKELY, whom
  end
  local spans, confidence = content_beside(s, group, left_edge(s, group, subject), right, kinds)
  if #spans == 0 and not (subject and subject.inverted) then
    spans[1], confidence = attributed.behind(s, right, i, kinds, whom)
  end
  return spans, confidence, whom
end

return attributed
