--- Claims by nouns: whose they are, and what stands behind the noun.
local agents = require "agents"
local attributed = require "attributed"
local claimed = require "claimed"
local finite = require "finite"
local holder = require "holder"
local nounphrase = require "nounphrase"
local party = require "party"
local reach = require "reach"
local reported = require "reported"
local sentence = require "sentence"
local tree = require "tree"
local verbgroup = require "verbgroup"
local wordclass = require "wordclass"
local wordset = require "wordset"

local MODIFYING = wordset.of [[DET ADJ NOUN]]
-- "is a reminder that P": the article's own words.
local COPULA = wordset.of [[cop]]

-- How sure a claim by a noun is.
local LIKELY = 0.8

lexicon "claim_noun" { file = "cues/claim_noun.tsv", by = "lemma" }
lexicon "claim_light" { file = "cues/claim_light.tsv", by = "lemma" }

-- Whose it is: "X's claim", "his claim", "the claim by X", "claims from X".
local function owner_of(s, i)
  for _, k in ipairs(tree.children(s, i)) do
    if tree.relation(s, k) == "nmod:poss" then
      local first, last = party.phrase(s, k, i)
      if s.tags[last] == "POS" then last = last - 1 end
      -- "the Federal Bureau of Investigation's warning"
      if s.lowers[first - 1] == "of" and s.pos[first - 2] == "PROPN" then
        first = nounphrase.before(s, last + 1) or first
      end
      return { first = first, last = last }
    end
  end
  -- "his fear", and "he fears" where the tagger takes the verb for a noun
  if s.tags[i - 1] == "PRP$" or s.tags[i - 1] == "PRP" then return { first = i - 1, last = i - 1 } end
  local by_noun = s.pos[i - 1] == "PROPN" or s.pos[i - 1] == "NOUN" and agents[s.lowers[i - 1]]
  if by_noun then
    local first, last = party.before_noun(s, i)
    return first and { first = first, last = last } or nil
  end
  local lower = s:lower(i + 1)
  if lower == "by" or lower == "from" or lower == "among" then
    local last = nounphrase.after(s, i + 2, false)
    if last then return { first = i + 2, last = last }, last + 1 end
  end
  return nil
end

-- What stands behind the noun at the word `next`, as far as its entry takes it.
local function noun_content(s, i, next, kinds, is_owned)
  local lower = s:lower(next)
  if lower == "that" and kinds.that then
    if finite.is_tagged(s, next + 1) or s.pos[next + 1] == "AUX" then return nil end
    return (reported.clause(s, next, i))
  elseif lower == "to" and kinds.to and is_owned and s.tags[next + 1] == "VB"
    or lower == "whether" and kinds.whether then
    return reported.phrase(s, next, i)
  elseif lower == "of" and kinds.of and s.pos[next + 1] ~= "NUM" and s.pos[next + 2] ~= "NUM" then
    local _, whole = tree.extent(s, i)
    return s:slice(next + 1, math.min((reach.of(s, next + 1, i, true)), whole))
  end
  return nil
end

-- "said in a statement that P": the verb's claim.
local function is_medium(s, i)
  local k = i - 1
  while k > 1 and (MODIFYING[s.pos[k]] or s.tags[k] == "PRP$") do k = k - 1 end
  return s.pos[k] == "ADP" and s.pos[k - 1] == "VERB" and wordclass.report[s.lowers[k - 1]] ~= nil
end

local function noun_claim(m, doc)
  local s = sentence.of(doc, m)
  local i = s:index(m.cue.start)
  if is_medium(s, i) then return nil end
  local source, next = owner_of(s, i)
  local content = noun_content(s, i, next or i + 1, attributed.kinds(m.cue.takes), source ~= nil)
  if not content or not source and tree.child(s, i, COPULA) then return nil end
  local cue, negative = s:slice(i, i), false
  if m.light and not (source and s.tags[source.last] ~= "PRP$") then
    local group = verbgroup.at(s, s:index(m.light.start))
    local subject = not group.passive and holder.subject(s, group)
    if subject then source, cue, negative = subject, s:slice(group.verb, i), group.negative end
  end
  return claimed.draft(s, { source = source, cue = cue, content = { content }, act = m.cue.act, negative = negative,
    certainty = m.cue.certainty, confidence = LIKELY })
end

rule "noun" {
  about = "The claim that P; X's promise to do P; X made the claim that P.",
  pattern = [[ (light:[pos=VERB & lemma in @claim_light] ([pos=DET|ADJ] | [tag="PRP$"]){0,3})?
               (?= [pos=NOUN] ) cue:@claim_noun (?= that | to | of | whether | by | from | among ) ]],
  emit = noun_claim,
  emits = { "claim" },
  accepts = {
    { "Critics rejected the minister's claim that the tests were complete.", source = "the minister", cue = "claim",
      content = "the tests were complete" },
    { "Lena Ortiz today publicly expressed doubts that the port would open.", source = "Lena Ortiz",
      cue = "expressed doubts" },
    { "Following accusations of fraud and theft, he moved on.", content = "fraud and theft" },
    { "He repeated his promise to open the port.", source = "He", cue = "repeated his promise", act = "promise" },
    { "Ortiz made the bold claim that the port would open.", source = "Ortiz", cue = "made the bold claim" },
    { "Allegations of fraud by the guards were denied.", source = false, content = "fraud by the guards",
      certainty = "unverified" },
    { "The question whether the port will open is still asked.", act = "question",
      content = "whether the port will open" },
    { "Owners rejected a claim by two sailors that the ship sank.", source = "two sailors",
      content = "the ship sank" },
    { "A report from the ministry that the ship sank was wrong.", source = "the ministry" },
    { "A White House statement that the port would open was late.", source = "White House" },
    { "The bank left its rates, with President Marie Dubois warning that prices could rise.",
      source = "President Marie Dubois", content = "prices could rise" },
    { "He fears that the engines end up in the long range drones.", source = "He", act = "believe" },
    { "The Federal Bureau of Ports's claim that it was safe was wrong.", source = "The Federal Bureau of Ports" },
    { "There was fear among investors that the fund could collapse.", source = "investors", act = "believe" },
  },
  rejects = { "The dispute has lasted for years.", "They claim that the tests were complete.",
    "It said in a statement that the tests were complete.", "The strike is a reminder that ports are dear.",
    "The largest claim of 1.5 million is from the port." },
}

rule "no_proof" {
  about = "There is no proof that P: a claim that is not borne out.",
  pattern = [[ cue:(no (proof|evidence|indication|confirmation|sign)) (that|of) ]],
  emit = function(m, doc)
    local s = sentence.of(doc, m)
    local last = s:index(m.stop - 1)
    local content = s.lowers[last] == "that" and reported.clause(s, last, last - 1)
      or reported.phrase(s, last + 1, last - 1)
    return content and claimed.draft(s, { cue = m.cue, content = { content }, act = "say", negative = true,
      certainty = "unverified", confidence = LIKELY }) or nil
  end,
  emits = { "claim" },
  accepts = {
    { "There is no proof that the ship sank.", source = false, cue = "no proof", content = "the ship sank",
      polarity = "negative", certainty = "unverified" },
    { "Officials found no evidence of fraud at the port.", cue = "no evidence", content = "fraud at the port" },
    { "There was no indication that the guards were paid.", cue = "no indication" },
    { "There is no confirmation that the ship sank.", cue = "no confirmation" },
    { "There is no sign that the strike will end.", cue = "no sign" },
  },
  rejects = { "The ship sank with no warning." },
}
