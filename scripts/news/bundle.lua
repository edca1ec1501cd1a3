return {
  name = "news",
  version = "0.1.0",
  engine = ">=0.1,<1",
  language = "en",
  description = "Claims, warnings and consequences in English news.",
  license = "MIT",
  params = {
    -- A quotation that no words attribute is taken for the last speaker's.
    continue_quotes = true,
    -- "I think" and "we want" inside of a quotation are claims of their own.
    own_voice = false,
    -- Claims in the words of other claims ("X said that Y hopes to win": Y's) are kept.
    nested = true,
    -- Records with less confidence, 0 to 1, are left out.
    min_confidence = 0.0,
    -- Only what the words themselves say: nothing that is concluded, and nothing with a confidence below 0.8.
    strict = false,
    -- The types of records to file, with blanks or commas between them: "claim warning"; "all".
    types = "all",
    -- Motives, purposes and occasions count as causes, too ("marched to protest", "closed after the attack").
    motives = false,
    -- Wishes and what would have been are conditions, too, without an effect ("I wish he were here").
    unreal = false,
    -- A condition keeps its conjunction ("if it rains").
    whole_conditions = false,
  },
  types = {
    claim = {
      roles = { "source", "addressee", "cue", "content" },
      features = { "act", "quote", "polarity", "certainty", "certainty_cue" },
    },
    warning = {
      roles = { "issuer", "addressee", "cue", "harm", "trigger", "time" },
      features = { "act", "modality", "severity", "severity_cue", "polarity", "certainty", "certainty_cue" },
      conflict = "one_per_cue",
    },
    -- Never filed: patterns that ask for it wait until all other rules have run.
    harm = { roles = { "word" } },
    consequence = {
      roles = { "cause", "cue", "effect" },
      features = { "relation", "modality", "severity", "severity_cue", "polarity", "certainty", "certainty_cue" },
    },
  },
  rules = { "claims.lua", "claims_noun.lua", "claims_phrase.lua", "threats.lua", "warnings.lua", "conditions.lua",
    "causal_verbs.lua", "consequences.lua", "motives.lua", "unreal.lua", "implied.lua", "links.lua" },
}
