--- The claims of the news bundle alone: its rules, types and parameters; news_bundle.lua is its manifest.
local news = require "news_bundle"

local params = {}
for _, name in ipairs { "continue_quotes", "own_voice", "nested", "min_confidence", "strict", "types" } do
  params[name] = news.params[name]
end

return {
  name = "claims",
  version = news.version,
  engine = news.engine,
  language = news.language,
  description = "Claims in English news.",
  license = news.license,
  params = params,
  types = { claim = news.types.claim },
  rules = { "claims.lua", "claims_noun.lua", "claims_phrase.lua", "links.lua" },
}
