-- Cues as records, and the sentences that they make hedged ones.
require "modality"

rule "negation" {
  about = "A word that negates, or has a negative affix.",
  pattern = {
    [[ (?! $pseudo_negation) cue:@negation[sense=negation|affix|exception] ]],
    [[ (?! @negation) cue:[affix=negative] ]],
  },
  emit = { type = "negation", "cue", features = { sense = function(m) return m.cue.sense or "affix" end } },
  accepts = {
    { "He did not go.", cue = "not", sense = "negation" },
    { "It isn't over.", cue = "n't" },
    { "Neither came, nor did they write.", { cue = "Neither" }, { cue = "nor" } },
    { "The plan is by no means dead.", cue = "by no means" },
    { "It is impossible.", cue = "impossible", sense = "affix" },
    { "It is not uncommon.", { cue = "not" }, { cue = "uncommon", sense = "affix" } },
    { "All voted except the mayor.", cue = "except", sense = "exception" },
  },
  rejects = { "No doubt he went, did he not?", "It costs nothing but time.", "I could not help laughing.",
    "He lives at No. 12, inside, unless he is united." },
}

rule "hedge" {
  about = "A word that hedges: how sure, who says so; or how many, how often, how good.",
  pattern = {
    [[ (?! $pseudo_hedge) cue:@hedge[sense=modal|adverb|adjective|noun|verb|evidential|opinion|attribution] ]],
    [[ cue:@hedge[sense=quantity|unnamed|frequency|approximator|evaluation|impersonal|contrast|vague] ]],
  },
  emit = { type = "hedge", "cue",
    features = { sense = "cue.sense", certainty = "cue.certainty", weight = "cue.weight" } },
  accepts = {
    { "Rates may rise.", cue = "may", sense = "modal", certainty = "possible" },
    { "It will probably rain.", cue = "probably", certainty = "probable" },
    { "Some people go.", { cue = "Some people", sense = "quantity" } },
  },
  rejects = { "They meet in May.", "Rates rose." },
}

rule "status" {
  about = "How things stand with what is reported.",
  pattern = [[ cue:@status ]],
  emit = { type = "status", "cue", features = { status = "cue.status", certainty = "cue.certainty" } },
  accepts = {
    { "It has not been able to confirm the deaths.", cue = "not been able to confirm", status = "unverified" },
    { "There is no evidence of fraud.", status = "unverified" },
    { "The claim could not be independently verified.", cue = "could not be independently verified" },
    { "He denied it.", cue = "denied", status = "denied" },
    { "She did not rule out a strike.", status = "possible" },
    { "They allegedly took it.", status = "alleged", certainty = "unverified" },
    { "He declined to comment.", status = "withheld" },
  },
  rejects = { "The deaths were counted." },
}

-- Each cue of a sentence once: what weighs is how many different ones there are.
on.document(function(doc)
  local sums, cues, seen = {}, {}, {}
  for _, record in ipairs(doc:records "hedge") do
    local cue = record:role "cue"
    local number = cue.sentence_index
    local key = number .. string.lower(cue.text)
    if not seen[key] then
      seen[key] = true
      sums[number] = (sums[number] or 0) + record:feature "weight"
      cues[number] = cues[number] or {}
      table.insert(cues[number], cue)
    end
  end
  for number, sum in pairs(sums) do
    if sum >= params.hedged then
      emit { type = "hedged", rule = "sentence", span = doc:sentence(number), cues = cues[number], weight = sum }
    end
  end
end)
