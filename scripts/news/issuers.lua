--- Who can threaten: people, bodies, and what speaks for them ("the letter threatened to …"); not events and things
--- ("the strike threatens supplies"). Own list.
local wordset = require "wordset"

local issuers = {}

local NOUNS = wordset.of [[president minister premier chancellor secretary senator congressman congresswoman
  representative governor mayor king queen prince sheikh emir ayatollah pope bishop priest judge prosecutor lawyer
  attorney general colonel commander soldier officer police policeman sheriff spokesman spokeswoman spokesperson
  official diplomat ambassador envoy delegate delegation aide adviser advisor leader chief head chairman
  chairwoman chair executive ceo director manager boss owner landlord employer employee worker staff striker miner
  farmer fisherman driver pilot nurse doctor physician teacher student pupil parent mother father wife husband son
  daughter brother sister friend neighbor neighbour man woman boy girl child guy lady people person citizen
  resident villager voter supporter follower fan opponent critic rival enemy foe ally activist protester protestor
  demonstrator rebel militant insurgent guerrilla gunman terrorist extremist hijacker kidnapper gang gangster
  cartel mafia militia army navy military troop force group faction party coalition alliance bloc union federation
  confederation association organization organisation committee council commission board panel congress parliament
  senate assembly legislature lawmaker legislator deputy government administration regime cabinet ministry
  department agency authority court state nation country republic kingdom city town community movement network
  church company firm corporation bank lender creditor bondholder shareholder investor insurer airline retailer
  broadcaster newspaper publisher exporter importer producer supplier buyer customer client consumer tenant expert
  scientist researcher economist analyst trader dealer banker candidate nominee contender republican democrat
  conservative liberal socialist communist nationalist separatist islamist fundamentalist monarchist loyalist
  hardliner dissident exile prisoner inmate suspect defendant accused attacker caller hacker letter video
  statement message note tape email leaflet someone somebody anyone anybody everyone who others hundred thousand
  dozen number some many several most majority one both all thief robber pirate smuggler tribe family clan crowd
  mob team club player coach assistant embassy consulate pentagon kremlin opposition management leadership crew
  commissioner regulator watchdog inspector negotiator mediator trustee veteran reporter journalist editor author
  member partner right left side ruler dictator strongman warlord chieftain captor tormentor bully stalker
  boyfriend girlfriend ex-husband stranger youth teenager native immigrant refugee]]
-- What agents are called by: worker, senator, activist, politician, policeman.
local AGENTIVE = re.compile [[..(?:er|or|ist|ian|crat|man|woman)$]]
local NOT_AGENTS = wordset.of [[matter order power number weather disaster water paper factor error monitor river
  winter summer border danger hunger labor labour behavior behaviour fever cancer december november october
  september disorder transfer computer corner center centre career barrier remainder reminder letter layer trailer
  fervor terror horror rumor tumor vapor corridor mirror armor flavor odor favor cover shelter offer tender
  chapter quarter counter]]
local THINGS = wordset.of [[this that these those what which there whatever something anything nothing]]

-- "a number of guards", "some of the guards": so many of whom.
local QUANTITIES = wordset.of [[number dozen hundred thousand majority some many several most one both all lot]]
local BEFORE_NOUN = wordset.of [[DET ADJ NUM ADV VERB]]

-- The head of the phrase behind "of" at `k`.
local function counted(s, k)
  repeat k = k + 1 until not BEFORE_NOUN[s.pos[k]]
  while s.pos[k + 1] == "NOUN" do k = k + 1 end
  return k
end

--- Whether the noun at `n`, whose lemma is `lemma`, stands for one who can threaten.
function issuers.is_actor(s, n, lemma)
  if QUANTITIES[lemma] and s.lowers[n + 1] == "of" then
    n = counted(s, n + 1)
    lemma = s:lemmas()[n] or ""
  end
  local pos = s.pos[n]
  if pos == "PRON" then return not THINGS[s.lowers[n]] end
  if NOUNS[lemma] or pos == "PROPN" then return true end
  return pos == "NOUN" and not NOT_AGENTS[lemma] and AGENTIVE:find(lemma) ~= nil
end

return issuers
