local GOVERNED = { "polarity", "polarity_cue", "certainty", "certainty_cue", "status", "status_cue" }

return {
  name = "modality",
  version = "1.0.0",
  engine = ">=0.1,<1",
  language = "en",
  description = "Negation, hedging, reporting status; hedged sentences; how far a writer stands by a clause.",
  license = "MIT",
  params = {
    -- A sentence whose hedges weigh as much as this in sum is hedged.
    hedged = 11,
  },
  types = {
    negation = { roles = { "cue" }, features = { "sense" }, conflict = "longest" },
    hedge = { roles = { "cue" }, features = { "sense", "certainty", "weight" } },
    hedged = { roles = { "cues" }, features = { "weight" } },
    status = { roles = { "cue" }, features = { "status", "certainty" }, conflict = "longest" },
    commitment = {
      roles = { "cue", "content" },
      features = { "commitment", "class", "raises", "tense", "person", "negated", "mood", "question", "conditional",
        "content_negated", "content_mood", "polarity_item" },
      conflict = "one_per_cue",
    },
    report = { roles = { "cue", "content" }, features = GOVERNED },
    effect = { roles = { "cause", "cue", "effect" }, features = GOVERNED },
  },
  rules = { "cues.lua", "commitment.lua", "reports.lua" },
}
