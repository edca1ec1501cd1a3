--- Claims by verbs: what the article says that someone says, thinks, promises or wants.
local agents = require "agents"
local attributed = require "attributed"
local claimed = require "claimed"
local finite = require "finite"
local holder = require "holder"
local issuers = require "issuers"
local reported = require "reported"
local sentence = require "sentence"
local speech = require "speech"
local tree = require "tree"
local verbgroup = require "verbgroup"
local wordclass = require "wordclass"
local wordset = require "wordset"

-- Relations of a verb form that is no verb there: "the alleged plot", "the so-called expert".
local NO_VERB = wordset.of [[amod compound nmod:desc case mark fixed flat]]
local SUBJECT = wordset.of [[nsubj nsubj:pass]]

-- Words of the speaker's own mind in a quotation, or of the reader's: "if you want to", "let us know".
local function is_own_voice(s, subject, act, i)
  if not claimed.own_mind[act] then return false end
  local quoted = s.quoted[i] ~= nil
  if not quoted and (subject and s.lowers[subject.last] == "you" or s:lower(i - 2) == "let") then return true end
  return quoted and not subject and not params.own_voice or claimed.is_own_voice(s, subject, act)
end

-- ---- Passives ----------------------------------------------------------------------------------------------

-- "asked them to go" and "asked that they go" demand, "asked whether P" does not.
local function act_of(s, cue, content)
  local i = s:index(content[1].start)
  if s:lower(i) == "not" then i = i + 1 end
  local demands = cue.act == "question" and (s:lower(i) == "to" or s:lower(i - 1) == "that")
  return demands and "demand" or cue.act
end

-- "X is expected to win": what is said of X.
local function raised(s, group, cue, subject)
  local i = group.verb
  local to = speech.skip_adverbial(s, i + 1)
  if not attributed.begins_infinitive(s, to) or not subject or subject.inverted
    or s.lowers[subject.first] == "it" and subject.last == subject.first then
    return nil
  end
  local be = i
  while be > group.first and not wordclass.be[s.lowers[be]] do be = be - 1 end
  return claimed.draft(s, { cue = s:slice(be, i), act = cue.act, negative = group.negative,
    certainty = cue.certainty, confidence = attributed.likely,
    content = { s:slice(subject.first, subject.last), (reported.phrase(s, to, i)) } })
end

-- "X was told that P", "it is believed that P", "P, it was reported".
local function passive_claim(s, group, cue, kinds)
  local i = group.verb
  local subject, agent = holder.subject(s, group), holder.agent(s, i)
  local next = agent and agent.first == i + 2 and agent.last + 1 or i + 1
  local draft = kinds.raising and raised(s, group, cue, subject)
  if draft then return draft end
  local told = kinds.addressee or kinds.addressee_to
  local content, confidence = attributed.behind(s, next, i, kinds, true)
  local it = subject and s.lowers[subject.last] == "it"
  if not content and kinds.quote and told then
    local quote = reported.quote(s, next, i)
    content, confidence = quote and quote.span, attributed.sure
  end
  if not content or not (told or it or s:lower(next) == "that") then return nil end
  return claimed.draft(s, { source = agent, cue = s:slice(i, i), content = { content },
    act = act_of(s, cue, { content }),
    addressee = told and subject and not it and s:slice(subject.first, subject.last) or nil,
    negative = group.negative, certainty = cue.certainty, confidence = confidence })
end

-- ---- The rules ---------------------------------------------------------------------------------------------

local function subject_of(s, group)
  local subject = holder.subject(s, group)
  if not subject and s.tags[group.verb] == "VBG" then return speech.subject_before(s, group.verb) end
  return subject
end

-- Whether most words of a sentence have capitals: a headline, where a capital makes no name.
local function is_headline(s)
  local long, capitals = 0, 0
  for k = 1, s.count do
    if #s.words[k] > 3 and not s:mark(k) then
      long = long + 1
      if wordclass.is_capital(s.words[k]) then capitals = capitals + 1 end
    end
  end
  return capitals >= 3 and capitals >= long * 0.7
end

local ARTICLE = wordset.of [[the a an]]

local function is_verb(s, i)
  local before = s:lower(i - 1)
  if (s.tags[i] == "VBN" or s.tags[i] == "VBD") and (ARTICLE[before] or wordclass.possessive[before])
    and s.pos[i + 1] ~= "PUNCT" then
    return false
  end
  if wordclass.is_capital(s.words[i]) and not s:opens(i) and not is_headline(s) then return false end
  return not NO_VERB[tree.relation(s, i)]
end

local EVIDENCE = wordset.of [[say suggest]]
local INFERRING = wordset.of [[show suggest imply indicate signal demonstrate reveal underscore underline highlight
  mean]]
local DEMONSTRATIVE = wordset.of [[this that which it these those]]
-- Endings of nouns for who does something: staffer, commentator.
local PERSON = re.compile [[(?:er|or|ist|ian|ee|man)$]]
-- Things that say something.
local SOURCES = wordset.of [[account ad affidavit analysis announcement article audit average bill book camp
  campaign census complaint critic data datum document email estimate evidence exit
  experiment figure file filing finding footage forecast history image index
  indictment information investigation law lawsuit letter memo message note number
  paper petition plan poll projection proposal quote rating record recording
  regulation remark report reporting research resolution result review rival rule
  ruling side source statement statistic story study suit survey tape test transcript
  verdict version video website]]
-- "told member states that P": no verb.
local TOLD = wordset.of [[told tell tells telling]]
local UNREAL = wordset.of [[may might could should]]

-- "might want to", "may decide to": nobody does yet.
local function is_unreal(group, act)
  return act == "intend" and UNREAL[group.modal or ""]
end

-- The head of the words first … last: the word that hangs on none of them.
local function head_of(s, first, last)
  for k = last, first, -1 do
    local head = tree.head(s, k)
    if (head < first or head > last) and not s:mark(k) then return k end
  end
  return last
end

-- Whether the subject is a thing, and none that says something: "the problems demand time".
local function is_thing(s, subject)
  local noun = head_of(s, subject.first, subject.last)
  local lemma = s:lemmas()[noun]
  return s.pos[noun] == "NOUN" and not wordclass.is_capital(s.words[noun])
    and not (agents[lemma] or SOURCES[lemma] or PERSON:find(lemma))
end

-- "urged passage of an act to close the port": nobody is told.
local function urges_thing(s, i, whom)
  return s:lemmas()[i] == "urge" and is_thing(s, { first = s:index(whom.start), last = s:index(whom.stop - 1) })
end

-- Whether the article itself concludes: "This shows that P", "These arrests show that P", "was in bricks, showing
-- that P".
local function is_inference(s, i, cue, subject)
  if not EVIDENCE[cue.act] or not INFERRING[s:lemmas()[i]] then return false end
  if DEMONSTRATIVE[s.lowers[subject.last]] then return true end
  return is_thing(s, subject)
end

-- "X said" and no more: what says who speaks is no content.
local function is_attribution(s, span)
  local first, last = s:index(span.start), s:index(span.stop - 1)
  return last - first < 5 and wordclass.report[s.lowers[last]] ~= nil
end

-- "Higher prices threaten to push up rates": what is no person only may happen.
local function is_mere_danger(s, i)
  local noun = s:lemmas()[i] == "threaten" and finite.subject_of(s, i)
  return noun and not issuers.is_actor(s, noun, s:lemmas()[noun])
end

local function active_claim(s, group, cue, last, kinds)
  if is_unreal(group, cue.act) or is_mere_danger(s, group.verb) then return nil end
  local i = group.verb
  local subject = subject_of(s, group)
  if is_own_voice(s, subject, cue.act, i) then return nil end
  if not subject and not (s.tags[i] == "VBG" and group.first == i) then return nil end
  if subject and (is_inference(s, i, cue, subject) or TOLD[s:lower(subject.first - 1)]) then return nil end
  local content, confidence, whom = attributed.active(s, group, last, subject, kinds)
  if confidence == attributed.unsure and subject and is_thing(s, subject) then return nil end
  if #content == 0 or #content == 1 and is_attribution(s, content[1]) then return nil end
  if whom and urges_thing(s, i, whom) then return nil end
  local draft = claimed.draft(s, { source = subject, addressee = whom, cue = s:slice(i, last), content = content,
    act = act_of(s, cue, content), negative = group.negative, confidence = confidence,
    certainty = cue.act == "confirm" and group.negative and "unverified" or cue.certainty })
  -- "'We will go,' he began": no words but quoted ones
  return (cue.takes ~= "quote" or draft.quote == "direct") and draft or nil
end

local UNDONE = wordset.of [[without worth]]

-- "without saying so", "worth asking whether", "the process of verifying": nobody says it.
local function is_gerund_of(s, i)
  local before = s.lowers[i - 1]
  return UNDONE[before] or before == "of" and s.pos[i - 2] == "NOUN" or s.lowers[i] == "considering" and s:opens(i)
end

local PASSIVE = wordset.of [[aux:pass]]
local PARTICLE = wordset.of [[compound:prt]]
local FINDING = wordset.of [[find finds finding found figure figures figured]]

-- "people showed up", "he wrote in a name": other verbs than the cue, whose words end at `last`; but "found out".
local function has_other_particle(s, i, last)
  local k = tree.child(s, i, PARTICLE)
  if k and s:lower(k + 1) == "to" and s.pos[k + 2] == "NUM" then return false end
  return k ~= nil and k > last and not (s.lowers[k] == "out" and FINDING[s.lowers[i]])
end

local function verb_claim(m, doc)
  local s = sentence.of(doc, m)
  local i, cue = s:index(m.start), m.cue
  local kinds, last = attributed.kinds(cue.takes), i
  if not attributed.is_possible(s, i, kinds) or not is_verb(s, i) then return nil end
  if cue.particle then
    if s:lower(i + 1) ~= cue.particle then return nil end
    last = i + 1
  end
  if has_other_particle(s, i, last) or s.tags[i] == "VBG" and is_gerund_of(s, i) then
    return nil
  end
  local group = verbgroup.at(s, i)
  -- "orders reported 5 pct higher were up": the tagger may take the participle for a past tense
  local bare = (s.tags[i] == "VBN" or s.tags[i] == "VBD" and tree.relation(s, i) == "acl") and group.first == i
    and not tree.child(s, i, SUBJECT)
  -- "passed a law, intended to help": of the law
  if s.lowers[i] == "intended" and s.words[i - 1] == "," and group.first == i then return nil end
  local asked = s.lowers[i] == "asked" and (bare or group.first == i and (s:opens(i) or s.lowers[i - 1] == "when"))
  if bare and not asked then return nil end
  local passive = group.passive or tree.child(s, i, PASSIVE)
  if passive and s.tags[i] == "VBN" or asked then return passive_claim(s, group, cue, kinds) end
  return active_claim(s, group, cue, last, kinds)
end

lexicon "claim_verb" { file = "cues/claim_verb.tsv", by = "lemma" }

rule "verb" {
  about = "X said that P; 'P,' X said; P, said X; X told Y that P; X denied P; X wants to P; X is expected to P.",
  pattern = [[ (?= [pos=VERB] ) cue:@claim_verb ]],
  emit = verb_claim,
  emits = { "claim" },
  accepts = {
    { "Officials said the dam was in good order.", source = "Officials", cue = "said", act = "say",
      quote = "indirect", content = "the dam was in good order" },
    { "The port was closed by a storm, two people familiar with the matter said.",
      source = "two people familiar with the matter" },
    { "The then-Secretary of Health, Lena Ortiz, said the port was safe.",
      source = "The then-Secretary of Health, Lena Ortiz" },
    { "The port will open in May, a harbour official said.", source = "a harbour official",
      content = "The port will open in May" },
    { "Ortiz told the council that the port would open.", source = "Ortiz", addressee = "the council",
      content = "the port would open" },
    { '"We are ready," Ortiz said. "The port will open."', source = "Ortiz", quote = "direct",
      content = { '"We are ready,"', '"The port will open."' } },
    { '"We are ready," said Ortiz, who leads the port, on Monday. "It will open." "We hope so," he added.',
      { source = "Ortiz", content = '"We are ready,"' }, { content = { '"It will open."', '"We hope so,"' } } },
    { '"We are ready," said Ortiz, who leads the port, on Monday. "It will open." It opened.',
      source = "Ortiz", content = { '"We are ready,"', '"It will open."' } },
    { 'He said of the port: "It will open."', content = '"It will open."', quote = "direct" },
    { "The port, Ortiz said, will open in May.", source = "Ortiz", content = { "The port", "will open in May" } },
    { "Ortiz said on Monday that the port would open, and left.", content = "the port would open" },
    { '"We are ready," said Lena Ortiz, the head of the port.', source = "Lena Ortiz, the head of the port" },
    { 'Ortiz said as he left the hall, "We are ready to open the port in May."', quote = "direct" },
    { 'The port is "ready to open," Ortiz said.', quote = "mixed", content = 'The port is "ready to open,"' },
    { "The port is expected to open in May.", source = false, cue = "is expected",
      content = { "The port", "to open in May" } },
    { "Asked whether the port would open, Ortiz left.", cue = "Asked", content = "whether the port would open" },
    { "Ortiz was told that the port would open.", addressee = "Ortiz", source = false },
    { "The bank warned investors the fund could collapse.", addressee = "investors", act = "warn",
      content = "the fund could collapse" },
    { "The board expects profits to fall.", content = "profits to fall" },
    { "The company denied paying the guards.", content = "paying the guards", act = "deny" },
    { "The minister could not confirm that the ship sank.", certainty = "unverified", polarity = "negative" },
    { "Asked if she feared for her job, she laughed.", cue = "Asked", content = "if she feared for her job" },
    { "Asked if the port was safe, he said yes.", { cue = "Asked" }, { cue = "said", content = "yes" } },
    { "The company denied that it had paid the guards.", act = "deny", polarity = "positive" },
    { "The company did not say when the port will open.", cue = "say", polarity = "negative" },
    { "It is believed that the ship sank in May.", source = false, act = "believe" },
    { "A study found that since 2014, ships have been late.", content = "since 2014, ships have been late" },
    { "He said five ships sank.", content = "five ships sank" },
    { "The bank said rates may rise, but it added that this was unlikely.",
      { content = "rates may rise" }, { content = "this was unlikely" } },
    { '"We may have to open extra wards," said Dr Neha Kapoor, a surgeon.', source = "Dr Neha Kapoor, a surgeon" },
    { "Two nurses and a cleaner told the guards that the port was shut.", source = "Two nurses and a cleaner" },
    { "Jones-Reed Inc said after-tax profit should rise.", source = "Jones-Reed Inc",
      content = "after-tax profit should rise" },
    { "Most voters in a survey released Friday said the port should open.",
      source = "Most voters in a survey" },
    { "The firm says clients who register will get it.", source = "The firm",
      content = "clients who register will get it" },
    { "A clerk, who asked not to be named, left.", act = "demand", content = "not to be named" },
    { "Ortiz denied the theft, claiming he had been at home.",
      { cue = "denied", content = "the theft" }, { cue = "claiming", content = "he had been at home" } },
    { "The union asked Ortiz to go.", act = "demand", addressee = "Ortiz", content = "to go" },
    { "The port will open, he said, adding that the ships were ready.", { cue = "said" },
      { source = "he", cue = "adding", content = "the ships were ready" } },
    { "Acme Plc <ACM.L> said it sold a ship.", source = "Acme Plc <ACM.L>", content = "it sold a ship" },
    { '"We won," Ada Stone, director of the port said.', source = "Ada Stone, director of the port" },
    { "The following day Lena Ortiz said the port was safe.", source = "Lena Ortiz" },
    { "El Salvador authorities say the truce is over.", source = "El Salvador authorities" },
    { "A harbour official today said no more ships were late.", source = "A harbour official",
      content = "no more ships were late" },
    { "Ortiz has in the past suggested that the port may close.", source = "Ortiz", act = "suggest" },
    { "Ortiz told reporters here that the ship sank.", addressee = "reporters", content = "the ship sank" },
    { "Asked why the port had not opened in May, she left.", content = "why the port had not opened in May" },
    { "For instance, a captured guard told the council that the ship sank.", source = "a captured guard" },
    { "The port's director, Lena Ortiz, said it was safe.", source = "The port's director, Lena Ortiz" },
    { "Reports received from two ships indicated that the port was closed.",
      source = "Reports received from two ships" },
    { '"Open it," a guard told two armed sailors.', addressee = "two armed sailors" },
    { "She noted that had the port been open, few would have drowned.",
      content = "had the port been open, few would have drowned" },
    { "The paper reported that the port would close, showing how poor it was.", content = "the port would close" },
    { "A fire led them to believe that the port was closed.", source = "them" },
    { "Ortiz, in a letter to the council, said the port was safe.", source = "Ortiz" },
    { "A guard who spoke on condition of anonymity said the port was safe.",
      source = "A guard who spoke on condition of anonymity" },
    { "The union asked that the port close.", act = "demand", content = "the port close" },
    { "The ministry announced that the port would be closed, reported Acme News.",
      { source = "The ministry", content = "the port would be closed" }, { source = "Acme News" } },
    { "Interior and Justice Minister Lena Ortiz said the port was safe.",
      source = "Interior and Justice Minister Lena Ortiz" },
    { "The board said year-to-date output was low.", content = "year-to-date output was low" },
    { "A guard said ships were best placed to help, but stressed that they were slow.",
      content = "ships were best placed to help" },
    { "Owners have said they want a deal, and local media reported that talks are over.",
      { content = "they want a deal" }, { content = "talks are over" } },
    { "Ortiz promised to meet the union this week but ruled out a deal.", content = "to meet the union this week" },
    { 'Harbour coach Dan Price called it "a lie", adding that he was well.', source = "Harbour coach Dan Price" },
    { '"We borrow a lot in the winter," one bond trader said.', source = "one bond trader" },
    { "Owners want to sell the port but have no buyer.", content = "to sell the port" },
    { "Last year, for instance, she said, the port was closed.", content = "the port was closed" },
    { "After a meeting with President Juan Santos, party leader Lena Ortiz said the port was safe.",
      source = "party leader Lena Ortiz" },
    { "Most ships have left, Ortiz said in remarks prepared for delivery in Geneva.",
      content = "Most ships have left" },
    { "Officials said at least six ships had sunk.", content = "at least six ships had sunk" },
    { "An official said if the rate rose, this would mean losses for ships.",
      content = "if the rate rose, this would mean losses for ships" },
    { "Lena Ortiz in disclosing the plan last night said the port was safe.", source = "Lena Ortiz" },
    { "They ordered the guards on March 26 to stop work in the hope that rates would fall.",
      content = "to stop work in the hope that rates would fall" },
    { "The board has told member states that it will not pay.", addressee = "member states" },
    { "The port will open, he said adding that the ships were ready.",
      { content = "The port will open" }, { content = "the ships were ready" } },
    { "The cut is expected to reduce its costs by 5.2 mln dlrs a year.",
      content = { "The cut", "to reduce its costs by 5.2 mln dlrs a year" } },
    { "Ortiz told the council that rates would fall, stating, 'They have to.'",
      { content = "rates would fall" }, { cue = "stating" } },
    { "Stone and Berg's Corp said it raised its rates.", source = "Stone and Berg's Corp" },
    { "In February Acme Group had offered to buy the port.", source = "Acme Group" },
    { "A guard familiar with the tests said the port was safe.", source = "A guard familiar with the tests" },
    { "She found that given the low rates, the market is too small.",
      content = "given the low rates, the market is too small" },
    { "Noting that the tests were late, the minister said the port would stay closed.",
      { source = "the minister", cue = "Noting", content = "the tests were late" },
      { source = "the minister", cue = "said", content = "the port would stay closed" } },
  },
  rejects = { "The dispute has lasted for years.", 'The plan, with "open" talks, will begin in May.',
    "Higher penalties threatened to push up bills.",
    "The ministry warned against swimming in the river.",
    "We see smoke over the port.", "The alleged thief was released.",
    "Ortiz might want to open the port.", "Two people showed up at the port.", "This shows that the port is safe.",
    "The union would not agree to a plan drawn up by Ortiz.",
    "He left the port without declaring it was closed.", "The board has directed the money to hospitals.",
    "The problems demand longer time to solve.", "One of the guards mentioned in the film was found dead.",
    "A foiled attempt to sell the port suggests that it is poor.", "She would go on in office, he would continue.",
    "Ortiz urged passage of an act to close the port.", "The speaker denied permission to speak.",
    "It is despite two cases being reported to officials.",
    "The port has added two ships to its list as rates rise.",
    "The council passed a law, intended to close the port.",
    "Experts doubt that.", "These arrests show that the port is not safe.",
    "Considering that the port is small, it is cheap.",
    "It is worth asking whether the port is safe.",
    "It is the first step in the process of verifying if it is safe.",
    "The council is considering a plan to close the port.",
    "The ship was supposed to be in the port.", "It was the speech that he expected when he came.",
    "The economy will show a small rise if the port stays open.",
    "The cocaine was packed in bricks, suggesting that it was for export." },
}
