--- Nouns and pronouns, by lemma, of persons and of what persons form: those who act, and are not what happens.
--- After WordNet 3.0's files noun.person and noun.group, by their frequency in news, chosen by hand; pronouns: own.
local wordset = require "wordset"

return wordset.of [[
  academic accountant activist actor administration admiral adviser advisor affiliate agency agent agitator
  aide airline alliance ally ambassador analyst anybody anyone arbitrator army artist assailant assembly
  associate association attacker attorney auditor aunt author authority automaker baby bank billionaire bishop
  bloc board borrower boss boy broker brother bureau bureaucrat business buyer cabinet candidate captain
  carmaker carrier cartel chairman chairwoman chancellor chief child church citizen city civilian clan cleric
  clerk client club coach coalition colleague colonel columnist commander commission commissioner committee
  communist community commuter company congress congressman congresswoman conservative constable consultant
  consumer contractor convict cop corporation council counsel country couple court cousin creditor criminal
  critic crowd customer daughter dealer debtor defendant delegate democrat demonstrator department detainee
  developer diplomat director doctor driver economist editor emperor employee employer enemy engineer
  enterprise entrepreneur envoy everybody everyone executive expert exporter extremist faction family fan
  farmer father federation fighter firm fisherman foe force foreigner friend gang gangster general girl
  government governor group guard guerrilla guest gunman guy hacker he head her him hospital house husband i
  imam immigrant importer incumbent industrialist inhabitant inmate inspector institute institution insurer
  insurgent investor journalist judge juror jury justice kid killer king laborer labourer landlord lawmaker
  lawyer leader league lecturer legislator lender liberal lieutenant lobbyist mafia magistrate maker man
  manager manufacturer marcher marine mayor me media mediator medico member migrant militant military militia
  miner minister ministry mob monk mother murderer nation native navy negotiator neighbor neighbour newspaper
  nobody nominee nurse officer official opponent opposition organisation organization owner panel parent
  parliament participant partner party passenger pastor patient people person pilot plaintiff player police
  policeman politician pope premier president press priest prince princess prisoner producer professor
  prosecutor protester protestor public pupil queen rebel referee refugee regime regulator reporter
  representative republican researcher resident retailer rioter rival robber sailor saint scholar school
  scientist secretary seller senate senator sergeant shareholder she singer sister smuggler socialist society
  soldier somebody someone son spokesman spokesperson spokeswoman squad state stockholder striker student
  subcommittee subsidiary supplier supporter surgeon suspect syndicate teacher team technician teenager tenant
  terrorist them they thief tourist town trader trafficker tribe tribunal troop trooper trustee trustees uncle
  underwriter union unit university us utility veteran victim village villager visitor volunteer voter we who
  whoever widow wife witness woman worker writer you youth
]]
