-- What the library makes of records: polarity, certainty and status of what is said, and of what is said to cause
-- what.
local modality = require "modality"

rule "said" {
  about = "X says, confirms, denies … that P.",
  pattern = [[ cue:<say|confirm|deny|claim|warn|announce|verify|doubt|dispute|show> that
               content:(..) (?= ";" | "." | "!" | $ | ", but") ]],
  emit = { type = "report", "cue", "content", polarity = "positive", certainty = "certain" },
  accepts = {
    { "Officials said that the dam was in good order.", polarity = "positive", certainty = "certain",
      status = false },
    { "The ministry has not been able to confirm that the ship sank.", cue = "confirm", polarity = "negative",
      certainty = "unverified", status = "unverified", status_cue = "not been able to confirm" },
    { "The company denied that it had paid the guards.", polarity = "positive", status = "denied",
      certainty = "denied" },
    { "The company did not deny that it had paid.", polarity = "negative", status = "conceded" },
    { "No official said that the port would open.", polarity = "negative", polarity_cue = "No" },
    { "Neither the minister nor his aides confirmed that talks began.", polarity = "negative" },
    { "The police refused to say that he was held.", polarity = "negative", status = "withheld" },
    { "They stopped short of saying that it was sabotage.", status = "withheld" },
    { "The bank reportedly warned that rates could rise.", status = "alleged", status_cue = "reportedly" },
    { "Experts doubt that the plan will work.", status = "doubted", certainty = "unverified" },
    { "It is unclear whether he said that the deal was off.", status = "unverified" },
    { "He was not there, but he said that it was over.", polarity = "positive" },
    { "No doubt she said that it was over.", polarity = "positive" },
    { "He did not call; he said that it was over.", polarity = "positive" },
    { "The tests showed that the dam could break.", certainty = "possible", certainty_cue = "could" },
  },
  rejects = { "Officials inspected the dam." },
}

rule "caused" {
  about = "X caused Y.",
  pattern = [[ cause:[alpha] ..{0,6} cue:<cause|trigger> effect:(..) (?= "." | "," | ";" | $) ]],
  emit = { type = "effect", "cause", "cue", "effect", polarity = "positive", certainty = "certain" },
  accepts = {
    { "The storm caused the outage.", polarity = "positive", certainty = "certain" },
    { "There is no evidence that the storm caused the outage.", certainty = "unverified", status = "unverified" },
    { "Investigators found no proof that the fire caused deaths.", status = "unverified" },
    { "The fire may have caused the blast.", certainty = "possible" },
    { "The rise is expected to trigger protests.", certainty = "probable" },
    { "He did not rule out that the storm caused it.", status = "possible", certainty = "possible" },
    { "The storm allegedly caused the outage.", status = "alleged", certainty = "unverified" },
    { "It is not true that the storm caused the outage.", status = "refuted", certainty = "denied" },
    { "The storm never caused an outage.", polarity = "negative" },
    { "The claim that the storm caused the outage could not be independently verified.", status = "unverified" },
    { "They rejected claims that the storm caused the outage.", status = "denied", certainty = "denied" },
    { "Far from calming things, the vote will trigger protests.", polarity = "positive" },
  },
  rejects = { "The storm ended." },
}

modality.govern { on = "report", role = "cue", within = "content", cues = true }
modality.govern { on = "effect", role = "cue", within = "effect", cues = true }
