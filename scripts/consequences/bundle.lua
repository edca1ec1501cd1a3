--- The consequences of the news bundle alone; the rules are those of news/.
return {
  name = "consequences",
  version = "0.1.0",
  engine = ">=0.1,<1",
  language = "en",
  description = "Consequences in English news.",
  license = "MIT",
  params = {
    -- Records with less confidence, 0 to 1, are left out.
    min_confidence = 0.0,
    -- Only what the words themselves say: nothing that is concluded, and nothing with a confidence below 0.8.
    strict = false,
    -- The types of records to file, with blanks or commas between them; "all".
    types = "all",
    -- Motives, purposes and occasions count as causes, too ("marched to protest", "closed after the attack").
    motives = false,
    -- Wishes and what would have been are conditions, too, without an effect ("I wish he were here").
    unreal = false,
    -- A condition keeps its conjunction ("if it rains").
    whole_conditions = false,
  },
  types = {
    consequence = {
      roles = { "cause", "cue", "effect" },
      features = { "relation", "modality", "severity", "severity_cue", "polarity", "certainty", "certainty_cue" },
    },
  },
  rules = { "conditions.lua", "causal_verbs.lua", "consequences.lua", "motives.lua", "unreal.lua", "links.lua" },
}
