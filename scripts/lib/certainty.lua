--- How sure a stretch of text sounds: hedges in scope. Own list.
local certainty = {}

local HEDGES = { may = "possible", might = "possible", could = "possible", possibly = "possible",
  perhaps = "possible",
  maybe = "possible", possible = "possible", potentially = "possible", potential = "possible", likely = "probable",
  probably = "probable", apparently = "probable", reportedly = "unverified", allegedly = "unverified",
  alleged = "unverified", unconfirmed = "unverified", rumoured = "unverified", rumored = "unverified",
  proof = "unverified", evidence = "unverified" }
local ORDER = { certain = 0, probable = 1, possible = 2, unverified = 3, denied = 4 }

--- The certainty of the words of `span`, and the span of the cue: "certain" and nil where nothing hedges.
function certainty.of(span)
  local best, place, lowers = "certain", nil, span:lowers()
  local i = lists.find(lowers, HEDGES)
  while i do
    local value = HEDGES[lowers[i]]
    if ORDER[value] > ORDER[best] then best, place = value, i end
    i = lists.find(lowers, HEDGES, i + 1)
  end
  return best, place and span:sub(place)
end

--- Files both as features of `record`, looking through its spans in the order given. What its rule says holds where
--- no word hedges more.
function certainty.mark(record, spans)
  local best, cue = record:feature "certainty" or "certain", nil
  for _, span in ipairs(spans) do
    local value, place = certainty.of(span)
    if ORDER[value] > ORDER[best] then best, cue = value, place end
  end
  record:set("certainty", best)
  if cue then record:set("certainty_cue", cue) end
end

return certainty
