--- Words of warning. Own list.
local cues = {}

--- Verbs by form: the act. A threat is one only from a person or body ("threatened species" is none).
cues.verb = {
  warn = "warn", warns = "warn", warned = "warn", warning = "warn",
  caution = "caution", cautions = "caution", cautioned = "caution", cautioning = "caution",
  threaten = "threaten", threatens = "threaten", threatened = "threaten", threatening = "threaten",
  alert = "alert", alerts = "alert", alerted = "alert", alerting = "alert",
}

cues.noun = { warning = "warn", warnings = "warn", threat = "threaten", threats = "threaten", caution = "caution",
  alert = "alert", alerts = "alert" }

--- Words of harm and how grave they are, 1 to 3: the lexicon of `severity`, and what makes a prediction a warning.
cues.harm = {
  retaliate = 2, retaliation = 2, retaliatory = 2, sanctions = 1, consequences = 2, consequence = 2, reprisals = 2,
  war = 3, wars = 3, attack = 2, attacks = 2, death = 3, deaths = 3, die = 3, kill = 3, killed = 3, catastrophe = 3,
  catastrophic = 3, disaster = 3, disastrous = 3, devastating = 3, devastate = 3, collapse = 3, famine = 3,
  crisis = 2, chaos = 2, conflict = 2, violence = 2, bloodshed = 3, nuclear = 2, escalation = 2, escalate = 2,
  danger = 2, dangerous = 2, risk = 1, risks = 1, threat = 1, harm = 2, damage = 2, hurt = 1, suffer = 2, lose = 1,
  loss = 1, losses = 1, fail = 1, failure = 1, recession = 2, shortage = 1, shortages = 2, inflation = 1,
    default = 2,
  destroy = 3, destroyed = 3, destruction = 3, punish = 2, punishment = 2, penalties = 1, penalty = 1, regret = 1,
  mistake = 1, hardship = 2, unemployment = 1, layoffs = 1, flood = 2, floods = 2, flooding = 2,
  crush = 2, expel = 1, retribution = 2, spill = 1, pollution = 2, hunger = 2,
}

cues.grave = { grave = 3, severe = 3, serious = 2, devastating = 3, catastrophic = 3, profound = 2, dire = 3,
  massive = 3,
  historic = 2, major = 2, immediate = 2, tough = 2 }

--- The severity of a stretch of folded words, and the place of the word that gave it; nil where none does.
function cues.severity(lowers)
  local best, place
  for i, lower in ipairs(lowers) do
    local value = cues.harm[lower] or cues.grave[lower]
    if value and (not best or value > best) then best, place = value, i end
  end
  return best, place
end

return cues
