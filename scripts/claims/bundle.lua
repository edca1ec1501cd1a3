--- The claims of the news bundle alone; the rules are those of news/.
return {
  name = "claims",
  version = "0.1.0",
  engine = ">=0.1,<1",
  language = "en",
  description = "Claims in English news.",
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
    -- The types of records to file, with blanks or commas between them; "all".
    types = "all",
  },
  types = {
    claim = {
      roles = { "source", "addressee", "cue", "content" },
      features = { "act", "quote", "polarity", "certainty", "certainty_cue" },
    },
  },
  rules = { "claims.lua", "claims_phrase.lua", "links.lua" },
}
