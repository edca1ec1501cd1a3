-- How far a writer stands by an embedded clause, by what embeds it and what stands around that.
local weights = require "weights"

lexicon "person" {
  { "i", person = "first" }, { "we", person = "first" }, { "you", person = "second" },
  { "he", person = "third" },
  { "she", person = "third" }, { "it", person = "third" }, { "they", person = "third" },
  { "who", person = "third" },
  { "nobody", person = "none" }, { "no one", person = "none" }, { "none", person = "none" },
  { "everybody", person = "all" }, { "everyone", person = "all" }, { "people", person = "all" },
}
lexicon "polarity_item" { "any", "anyone", "anybody", "anything", "anywhere", "ever", "at all", "either", "much",
  "yet" }
lexicon "mood" {
  { "may", mood = "may" }, { "might", mood = "may" }, { "could", mood = "could" }, { "can", mood = "can" },
  { "ca", mood = "can" }, { "would", mood = "would" }, { "'d", mood = "would" }, { "must", mood = "must" },
  { "should", mood = "should" }, { "will", mood = "will" }, { "wo", mood = "will" }, { "'ll", mood = "will" },
  { "perhaps", mood = "perhaps" }, { "maybe", mood = "perhaps" }, { "possibly", mood = "perhaps" },
  { "probably", mood = "perhaps" },
}

pattern "subject" [[ i | you | he | she | it | we | they | there | this | these | those | someone | somebody |
                     everyone |
                     everybody | nobody | anybody | anyone | people | things ]]
pattern "finite" [[ <be> | <have> | <do> | may | might | can | could | will | would | should | shall | must ]]
pattern "addressee" [[ me | him | her | us | them | you | myself | himself | herself | [cap]+ |
                       (the | his | her | my) [alpha] ]]
pattern "content" [[ content:(.. ) (?= "." | ";" | "?" | "!" | ":" | $) ]]

local PAST = re.compile("^(?:.*ed|said|thought|knew|known|told|found|felt|heard|saw|seen|meant|understood|" ..
  "forgot|forgotten|taught|shown|proven|learnt|dreamt|foresaw|wrote|sworn|swore|bet)$")

rule "embedded" {
  about = "A predicate that embeds a clause, with 'that' or without.",
  pattern = {
    [[ cue:@embedding ..{0,4}!([punct]|to|$subject) that $content ]],
    [[ cue:@embedding $addressee? (?= $subject) $content ]],
    [[ cue:@embedding $addressee? (?! [punct] | of | about | so | to | that | for | in | at | on | if | whether |
       what | how | who | when | where | why | and | or | but | not | n't)
       (?= ..{1,10}!([punct]) $finite) $content ]],
  },
  emit = {
    type = "commitment", "cue", "content",
    features = {
      class = "cue.class",
      raises = "cue.raises",
      tense = function(m) return PAST:match(string.lower(m.cue.text)) and "past" or "other" end,
    },
  },
  accepts = {
    { "I don't think that it will rain.", cue = "think", content = "it will rain", class = "belief",
      person = "first",
      negated = true, raises = "yes" },
    { "She did not know it was raining.", class = "factive", negated = true, person = "third" },
    { "Do you think things are going to change?", question = true, person = "second" },
    { "If they notice some practice is wrong, they stop.", class = "factive", conditional = true },
    { "He might have said that a cult had grown up.", mood = "may", class = "report", tense = "past" },
    { "They told him that it never was there.", class = "telling", content_negated = true },
  },
  rejects = { "I think of you.", "He said hello." },
}

local function modify(name, body)
  body.on, body.role = "commitment", body.role or "cue"
  modifier(name)(body)
end

modify("negated", { cue = [[ @negation[sense=negation|near] ]], except = [[ $pseudo_negation ]], reach = 6,
  stops = [[ that | "," | ";" | who | which | but | because ]], set = { negated = true } })
modify("mood", { cue = [[ cue:@mood ]], reach = 7, stops = [[ that | ";" | who | which | but | because ]],
  features = { mood = "cue.mood" } })
modify("conditional", { cue = [[ if | unless | whether | suppose | supposing ]], reach = 8,
  stops = [[ then | "," | that ]], set = { conditional = true } })
modify("question", { cue = [[ "?" ]], direction = "backward", set = { question = true } })
modify("person", { cue = [[ cue:@person ]], reach = 5, stops = [[ that ]], features = { person = "cue.person" } })
modify("denied", { cue = [[ @negation[sense=negation] ]], except = [[ $pseudo_negation ]], direction = "overlaps",
  role = "content", set = { content_negated = true } })
modify("polarity_item", { cue = [[ @polarity_item ]], direction = "overlaps", role = "content",
  set = { polarity_item = true } })
modify("content_mood", { cue = [[ cue:@mood ]], direction = "overlaps", role = "content",
  features = { content_mood = "cue.mood" } })

on.document(function(doc)
  for _, record in ipairs(doc:records "commitment") do
    record:set("commitment", weights.commitment(record))
  end
end)
