--- Nouns, by lemma, of what happens: events, processes, natural forces, deeds, changes. What they name can be a
--- cause by itself, as a place or a thing can not. Own list.
local wordset = require "wordset"

return wordset.of [[
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
  unrest upheaval uprising upturn vacuum verdict violence virus volatility vote war warming wave weakness
  weather wildfire wind withdrawal
]]
