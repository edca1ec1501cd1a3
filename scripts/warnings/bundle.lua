--- The warnings of the news bundle alone; the rules are those of news/.
return {
  name = "warnings",
  version = "0.1.0",
  engine = ">=0.1,<1",
  language = "en",
  description = "Warnings in English news.",
  license = "MIT",
  params = {
    -- Records with less confidence, 0 to 1, are left out.
    min_confidence = 0.0,
    -- Only what the words themselves say: nothing that is concluded, and nothing with a confidence below 0.8.
    strict = false,
    -- The types of records to file, with blanks or commas between them; "all".
    types = "all",
  },
  types = {
    warning = {
      roles = { "issuer", "addressee", "cue", "harm", "trigger", "time" },
      features = { "act", "modality", "severity", "severity_cue", "polarity", "certainty", "certainty_cue" },
      conflict = "one_per_cue",
    },
    -- Never filed: patterns that ask for it wait until all other rules have run.
    harm = { roles = { "word" } },
  },
  rules = { "threats.lua", "warnings.lua", "implied.lua", "links.lua" },
}
