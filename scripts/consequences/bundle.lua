--- The consequences of the news bundle alone: its rules, types and parameters; news_bundle.lua is its manifest.
local news = require "news_bundle"

local params = {}
for _, name in ipairs { "min_confidence", "strict", "types", "motives", "unreal", "whole_conditions" } do
  params[name] = news.params[name]
end

return {
  name = "consequences",
  version = news.version,
  engine = news.engine,
  language = news.language,
  description = "Consequences in English news.",
  license = news.license,
  params = params,
  types = { consequence = news.types.consequence },
  rules = { "conditions.lua", "causal_verbs.lua", "consequences.lua", "motives.lua", "unreal.lua", "links.lua" },
}
