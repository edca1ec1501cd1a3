--- The warnings of the news bundle alone: its rules, types and parameters; news_bundle.lua is its manifest.
local news = require "news_bundle"

local params = {}
for _, name in ipairs { "min_confidence", "strict", "types" } do
  params[name] = news.params[name]
end

return {
  name = "warnings",
  version = news.version,
  engine = news.engine,
  language = news.language,
  description = "Warnings in English news.",
  license = news.license,
  params = params,
  types = { warning = news.types.warning, harm = news.types.harm },
  rules = { "threats.lua", "warnings.lua", "implied.lua", "links.lua" },
}
