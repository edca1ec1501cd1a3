--- Nouns, by lemma, of what happens: events, processes, natural forces, deeds, changes. What they name can be a
--- cause by itself, as a place or a thing can not. Own list.
local agents = require "agents"
local wordset = require "wordset"

local events = {}

local NOUNS = wordset.of [[
  absence abuse accident act action activity adjustment advance aftershock aggression agreement aid anger
  announcement arrest assassination assault attack attempt austerity ban bankruptcy battle blackout blast
  blaze blockade blow bomb bombing boom boycott breakdown breakup bribery bubble burst campaign cancellation
  ceasefire change clash closure collapse collision combination competition conflict confrontation confusion
  contamination controversy conversion corruption coup crackdown crash crime crisis cut cutback cyclone damage
  deal death debate decision decline decrease decree defeat deficit delay demand demise deployment
  depreciation deregulation deterioration devaluation development disaster discovery disease dispute
  disruption dissatisfaction dollar downturn drop drought earthquake effect effort election emergency emission
  enactment epidemic erosion eruption escalation exodus expansion explosion exposure extortion fail failure
  fall famine fear feud fight fighting fire flood flooding fluctuation fraud freeze frost glut growth hike
  hostility hurricane impact impasse impeachment imposition improvement incident increase inflation influx
  injection intervention introduction invasion investment issue jump killing lack landslide launch law leak
  legislation liberalisation liberalization loss massacre measure merger migration mining mismanagement
  mistake move murder negligence offensive operation outage outbreak overproduction pandemic panic payment
  plan policy pollution poverty practice presence pressure privatisation privatization production program
  programme proposal prosecution protest purchase purge quake radiation raid rain rainfall rally reaction
  rebellion recession recovery reduction reform refusal regulation rejection release removal repression
  resignation restriction revaluation revolt revolution riot rise rivalry row rule ruling sale sanction
  scandal scarcity scheme seizure settlement shelling shift shock shooting shortage shortfall shutdown siege
  slump smoke smuggling snow speculation spill split spread stalemate step stoppage storm strategy strife
  strike surge surplus suspension swing takeover tariff tax temperature tension threat tornado trade
  trafficking transition treatment tremor trend trial truce tsunami turmoil typhoon uncertainty unemployment
  unrest upheaval uprising upturn use vacuum verdict violence virus volatility vote war warming wave weakness
  weather wildfire wind withdrawal
]]
-- Nouns of deeds and changes by their ending: "fragmentation", "settlement".
local ENDING = re.compile [[...(?:tion|sion|ment|al|ing)$]]
local THINGS = wordset.of [[
  animal apartment basement building canal capital ceiling cement clothing document element environment
  equipment evening festival garment generation goal hospital individual institution instrument journal king
  location manual material medal metal mineral mission monument morning occasion ocean option parliament
  pavement population portion position proportion proposition question region ring section segment session
  signal station string supplement television terminal thing total tournament version vision wing
]]

--- Whether the noun with the lemma `lemma` names what happens.
function events.has(lemma)
  if NOUNS[lemma] then return true end
  return not (THINGS[lemma] or agents[lemma]) and ENDING:find(lemma) ~= nil
end

return events
