-- A bundle is a folder with this file: a plain table, read before anything else.
return {
  name = "first",
  version = "1.0.0",
  engine = ">=0.1,<1",
  language = "en",
  description = "Price rises: what costs more, and how much more.",
  license = "MIT",
  params = {
    -- Rises of fewer per cent are left out. `tocsin run -b examples/bundles/first -p least=10 …` changes it.
    least = 0,
  },
  types = {
    -- The names of roles and features that a record of this type may have, in the order in which they are written.
    rise = { roles = { "what", "cue", "amount" }, features = { "percent" } },
  },
  rules = { "prices.lua" },
}
