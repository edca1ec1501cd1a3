--- Words that attribute. Own list, drawn up from the verbs of saying, thinking and wanting in any English grammar.
---
--- A line: the forms of a verb, the act, the frame (what must follow it for a claim):
---   say    a clause with or without "that", a quotation beside it, or the sentence before it ("P, X said")
---   that   "that", or a quotation
---   think  a clause; not a preposition
---   object also a noun phrase ("denied the charge")
---   tell   an addressee, then as `say`
---   to     an infinitive
local VERBS = [[
say says said saying                                        | say      | say
add adds added adding                                       | say      | say
write writes wrote writing                                  | say      | that
state states stated stating                                 | say      | say
tell tells told telling                                     | say      | tell
inform informs informed informing                           | say      | tell
remind reminds reminded reminding                           | say      | tell
assure assures assured assuring                             | promise  | tell
note notes noted noting                                     | say      | that
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
declare declares declared declaring                         | say      | that
announce announces announced announcing                     | say      | object
report reports reported reporting                           | say      | that
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
show shows showed showing                                   | say      | that
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
concede concedes conceded conceding                         | confirm  | that
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

local LINE = re.compile([[^\s*([^|]+?)\s*\|\s*(\S+)\s*(?:\|\s*(\S+))?\s*$]], "m")
local FORM = re.compile [[\S+]]

local cues = { verb = {}, noun = {}, verbs = {}, nouns = {} }

local function read(text, by_form, forms)
  for words, act, frame in LINE:gmatch(text) do
    for form in FORM:gmatch(words) do
      by_form[form] = { act = act, frame = frame }
      forms[#forms + 1] = form
    end
  end
end

read(VERBS, cues.verb, cues.verbs)
read(NOUNS, cues.noun, cues.nouns)

return cues
