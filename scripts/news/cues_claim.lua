--- Words that attribute. Own list, drawn up from the verbs of saying, thinking and wanting in any English grammar.
---
--- A line: the forms of a verb, the act, the frame (what must follow it for a claim), and a particle of
--- the verb's:
---   say    a clause with or without "that", a quotation beside it, or the sentence before it ("P, X said")
---   that   "that", or a quotation
---   think  a clause; not a preposition
---   object also a noun phrase ("denied the charge")
---   tell   an addressee, then as `say`
---   to     an infinitive
---   quote  a quotation beside it
---   addressee_to  an addressee and an infinitive
local VERBS = [[
say says said saying                                        | say      | say
add adds added adding                                       | say      | say
write writes wrote writing                                  | say      | that
state states stated stating                                 | say      | say
tell tells told telling                                     | say      | tell
inform informs informed informing                           | say      | tell
remind reminds reminded reminding                           | say      | tell
assure assures assured assuring                             | promise  | tell
note notes noted noting                                     | say      | say
remark remarks remarked remarking                           | say      | that
comment comments commented                                  | say      | that
observe observes observed observing                         | say      | that
mention mentions mentioned mentioning                       | say      | that
explain explains explained explaining                       | say      | that
reiterate reiterates reiterated reiterating                 | say      | object
repeat repeats repeated repeating                           | say      | that
recall recalls recalled recalling                           | say      | that
reply replies replied replying                              | say      | say
respond responds responded responding                       | say      | that
answer answers answered answering                           | say      | that
tweet tweets tweeted tweeting                               | say      | that
post posts posted                                           | say      | that
continue continued                                          | say      | quote
conclude concludes concluded concluding                     | say      | that
declare declares declared declaring                         | say      | say
announce announces announced announcing                     | say      | object
report reports reported reporting                           | say      | say
claim claims claimed claiming                               | say      | say
assert asserts asserted asserting                           | say      | say
argue argues argued arguing                                 | say      | say
contend contends contended contending                       | say      | say
maintain maintains maintained maintaining                   | say      | that
insist insists insisted insisting                           | say      | say
stress stresses stressed stressing                          | say      | object
emphasize emphasizes emphasized emphasizing                 | say      | that
emphasise emphasises emphasised emphasising                 | say      | that
underline underlines underlined underlining                 | say      | that
affirm affirms affirmed affirming                           | say      | that
reveal reveals revealed revealing                           | say      | that
disclose discloses disclosed disclosing                     | say      | that
indicate indicates indicated indicating                     | say      | that
testify testifies testified testifying                      | say      | that
complain complains complained complaining                   | say      | that
predict predicts predicted predicting                       | say      | object
forecast forecasts forecasting                              | say      | that
estimate estimates estimated estimating                     | believe  | that
show shows showed showing                                   | say      | say
find finds found finding                                    | say      | that
think thinks thought thinking                               | believe  | think
believe believes believed believing                         | believe  | think
know knows knew knowing                                     | believe  | think
feel feels felt feeling                                     | believe  | that
consider considers considered considering                   | believe  | that
expect expects expected expecting                           | believe  | object
assume assumes assumed assuming                             | believe  | that
suspect suspects suspected suspecting                       | believe  | that
doubt doubts doubted doubting                               | believe  | think
fear fears feared fearing                                   | believe  | think
hope hopes hoped hoping                                     | believe  | think
realize realizes realized realise realises realised         | believe  | that
deny denies denied denying                                  | deny     | object
dispute disputes disputed disputing                         | deny     | object
confirm confirms confirmed confirming                       | confirm  | object
acknowledge acknowledges acknowledged acknowledging         | confirm  | object
admit admits admitted admitting                             | confirm  | object
concede concedes conceded conceding                         | confirm  | say
agree agrees agreed agreeing                                | confirm  | that
allege alleges alleged alleging                             | accuse   | say
promise promises promised promising                         | promise  | object
pledge pledges pledged pledging                             | promise  | object
vow vows vowed vowing                                       | promise  | object
swear swears swore                                          | promise  | that
plan plans planned planning                                 | intend   | to
intend intends intended intending                           | intend   | to
want wants wanted                                           | intend   | to
seek seeks sought seeking                                   | intend   | to
demand demands demanded demanding                           | demand   | object
urge urges urged urging                                     | demand   | addressee_to
suggest suggests suggested suggesting                       | suggest  | say
propose proposes proposed proposing                         | suggest  | object
recommend recommends recommended recommending               | suggest  | object
ask asks asked asking                                       | question | ask
wonder wonders wondered wondering                           | question | ask
warn warns warned warning                                   | warn     | tell
caution cautions cautioned cautioning                       | warn     | tell
bark barks barked barking                                   | say      | quote
chant chants chanted chanting                               | say      | quote
shout shouts shouted shouting                               | say      | quote
yell yells yelled yelling                                   | say      | quote
scream screams screamed screaming                           | say      | quote
cry cries cried crying                                      | say      | quote
exclaim exclaims exclaimed exclaiming                       | say      | quote
interject interjects interjected interjecting               | say      | quote
whisper whispers whispered whispering                       | say      | quote
mutter mutters muttered muttering                           | say      | quote
muse muses mused musing                                     | say      | quote
quip quips quipped quipping                                 | say      | quote
joke jokes joked joking                                     | say      | that
scoff scoffs scoffed scoffing                               | say      | quote
fume fumes fumed fuming                                     | say      | quote
thunder thunders thundered thundering                       | say      | quote
retort retorts retorted retorting                           | say      | quote
counter counters countered countering                       | say      | that
opine opines opined opining                                 | say      | that
echo echoes echoed echoing                                  | say      | quote
intone intones intoned intoning                             | say      | quote
implore implores implored imploring                         | demand   | quote
plead pleads pleaded pleading                               | demand   | quote
begin begins began                                          | say      | quote
read reads                                                  | say      | quote
boast boasts boasted boasting                               | say      | that
brag brags bragged bragging                                 | say      | that
lament laments lamented lamenting                           | say      | that
charge charges charged charging                             | accuse   | that
hint hints hinted hinting                                   | suggest  | that
imply implies implied implying                              | suggest  | that
signal signals signaled signalled signaling signalling      | say      | that
imagine imagines imagined imagining                         | believe  | that
understand understands understood                           | believe  | that
remember remembers remembered remembering                   | believe  | that
learn learns learned learnt learning                        | believe  | that
notice notices noticed noticing                             | believe  | that
worry worries worried worrying                              | believe  | that
regret regrets regretted regretting                         | believe  | that
concur concurs concurred concurring                         | confirm  | that
decide decides decided deciding                             | intend   | that
determine determines determined                             | believe  | that
guarantee guarantees guaranteed guaranteeing                | promise  | that
aim aims aimed aiming                                       | intend   | to
offer offers offered offering                               | promise  | to
threaten threatens threatened threatening                   | warn     | to
encourage encourages encouraged encouraging                 | demand   | addressee_to
order orders ordered ordering                               | demand   | addressee_to
instruct instructs instructed instructing                   | demand   | addressee_to
advise advises advised advising                             | suggest  | addressee_to
point points pointed pointing                               | say      | that     | out
]]

--- Nouns: "the claim that P", "X's promise to Y", "reports that P".
local NOUNS = [[
claim claims | say
assertion assertions | say
statement statements | say
report reports | say
announcement | say
argument arguments | say
suggestion suggestions | suggest
proposal proposals | suggest
allegation allegations | accuse
accusation accusations | accuse
belief beliefs | believe
view | believe
opinion | believe
hope hopes | believe
fear fears | believe
expectation expectations | believe
concern concerns | believe
denial | deny
promise promises | promise
pledge pledges | promise
vow vows | promise
demand demands | demand
warning warnings | warn
]]

local LINE = re.compile([[^\s*([^|]+?)\s*\|\s*(\S+)\s*(?:\|\s*(\S+))?\s*(?:\|\s*(\S+))?\s*$]], "m")
local FORM = re.compile [[\S+]]

local cues = { verb = {}, noun = {}, verbs = {}, nouns = {} }

local function read(text, by_form, forms)
  for words, act, frame, particle in LINE:gmatch(text) do
    for form in FORM:gmatch(words) do
      by_form[form] = { act = act, frame = frame, particle = particle }
      forms[#forms + 1] = form
    end
  end
end

read(VERBS, cues.verb, cues.verbs)
read(NOUNS, cues.noun, cues.nouns)

return cues
