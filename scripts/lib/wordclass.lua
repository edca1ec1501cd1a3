--- Closed word classes of English, and what a word's shape tells. Own lists; the closed classes as any grammar has
--- them.
local wordset = require "wordset"
local of = wordset.of

local wordclass = {}

wordclass.determiner = of [[the a an this that these those its his her their our my your some any no every each many
  several few both all most another either neither one two three four five six ten]]
wordclass.possessive = of [[its his her their our my your]]
wordclass.pronoun = of [[i you he she it we they who someone somebody everyone everybody nobody others both
  some many
  him her them us me himself herself themselves]]
wordclass.subject_pronoun = of [[i you he she it we they there]]
wordclass.preposition = of [[of in on at by for from to with about against into over after before since during under
  between among through without within toward towards amid despite across near upon per via behind beyond around
  throughout following including regarding concerning as like than]]
wordclass.be = of [[is are was were be been being am 's 're 'm ’s ’re ’m]]
wordclass.have = of [[has have had having 've ’ve]]
wordclass.modal = of [[will would can could may might must should shall 'll ’ll wo ca]]
wordclass.auxiliary = wordset.union(wordclass.be, wordclass.have, wordclass.modal, of [[do does did]])
wordclass.negator = of [[not n't n’t never no nobody nothing neither nor cannot hardly without]]
wordclass.subordinator = of [[that if unless because although though while when whereas since whether as
  after before
  until once which who whom whose where why how what lest provided so]]
wordclass.coordinator = of [[and or but nor yet]]
wordclass.weekday = of [[monday tuesday wednesday thursday friday saturday sunday]]
wordclass.time = wordset.union(wordclass.weekday,
  of [[today yesterday tomorrow tonight earlier later ago now recently
  january february march april june july august september october november december]])
wordclass.adverb = of [[also not n't n’t never already just still later once then earlier recently again yet
  even now
  further always often first today only simply soon long previously meanwhile however therefore instead too rather
  so far either ever back]]
wordclass.contrast = of [[but however yet although though while meanwhile still and also then so instead moreover
  nevertheless nonetheless therefore furthermore]]
--- Words that open an adverbial after a verb of saying: "said on Monday", "said in a statement".
wordclass.adverbial = wordset.union(wordclass.time,
  of [[on in at during after before late early when while via through
  as here there last this year week month night weekend following for by from outside upon following with ahead]])

--- Past and present of verbs of saying and thinking, behind which a clause without "that" begins.
wordclass.report = of [[said says say told warned warns added believe believes believed think thinks thought
  announced
  argued claimed insisted noted explained underlined stressed emphasized emphasised know knows knew concluded
  predicted hope hopes hoped]]

--- Dashes and hyphens; module sentence tells the ones that part words.
wordclass.dash = of [[— – -- -]]

--- Tags of words that ask or relate: where, which, who.
wordclass.asking = of [[WRB WDT WP]]

--- Punctuation, the quotation marks among it, and what ends a sentence.
wordclass.mark = of [[, ; : . ! ? … ... ( ) [ ] – — - -- “ ” " „ « » '' ``]]
wordclass.quote_mark = of [[“ ” " „ « » '' ``]]
wordclass.terminal = of [[. ! ? … ... .” ?! !!]]
local MARK, QUOTE_MARK, TERMINAL = wordclass.mark, wordclass.quote_mark, wordclass.terminal
local ADVERBS = wordclass.adverb
local CAPITAL = re.compile [[^\p{Lu}]]
local ADVERB = re.compile [[^\p{L}{2,}ly$]]
local NOT_ADVERBS = of [[family italy july assembly ally supply reply apply rally bully monopoly anomaly early only
  likely daily weekly friendly deadly elderly]]

function wordclass.is_terminal(word)
  return TERMINAL[word] ~= nil
end

function wordclass.is_mark(word)
  return MARK[word] ~= nil
end

function wordclass.is_quote_mark(word)
  return QUOTE_MARK[word] ~= nil
end

function wordclass.is_capital(word)
  return CAPITAL:find(word) ~= nil
end

--- Whether a folded word may stand between an auxiliary and its verb.
function wordclass.is_adverb(lower)
  return ADVERBS[lower] or (not NOT_ADVERBS[lower] and ADVERB:find(lower) ~= nil)
end

return wordclass
