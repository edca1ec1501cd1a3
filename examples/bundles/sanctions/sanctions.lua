-- Sanctions: who puts them on whom, or lifts them. This one file is a whole bundle:
--     tocsin run -b examples/bundles/sanctions/sanctions.lua article.txt
-- README.md beside it tells step by step how it came about, so that you can do the same for accusations or strikes.

-- What is done to sanctions, by lemma, and what it comes to. A column becomes a field of the capture: m.cue.act.
lexicon "deed" {
  by = "lemma",
  { "impose", act = "impose" }, { "reimpose", act = "impose" }, { "slap", act = "impose" },
  { "introduce", act = "impose" }, { "announce", act = "impose" }, { "approve", act = "impose" },
  { "adopt", act = "impose" },
  { "tighten", act = "tighten" }, { "extend", act = "tighten" }, { "expand", act = "tighten" },
  { "lift", act = "lift" }, { "ease", act = "lift" }, { "remove", act = "lift" }, { "suspend", act = "lift" },
  { "relax", act = "lift" }, { "waive", act = "lift" },
}
lexicon "measure" {
  by = "lemma",
  "sanction", "embargo", "tariff", "travel ban", "visa ban", "arms ban", "export ban", "import ban", "asset freeze",
}

-- "new economic sanctions"
pattern "measure" [[ measure:([pos=DET|ADJ|NUM|NOUN|PROPN]{0,4} @measure) ]]
lexicon "upon" { "on", "upon", "against", "over" }

-- "on Belarus", "against two of its banks"
pattern "target" [[ @upon target:%NP ]]
-- A form of "lift" that is a verb where it stands.
pattern "deed" [[ (?= [pos=VERB]) cue:@deed ]]

-- What the verb is in its sentence, by the arcs of the sentence's tree: "did not", "may", "threatened to".
local function status(verb)
  for _, child in ipairs(verb:children "advmod") do
    if child.lemma == "not" or child.lemma == "never" then return "denied" end
  end
  local above = verb.rel == "xcomp" and verb.head
  if above and (above.lemma == "threaten" or above.lemma == "vow" or above.lemma == "consider") then
    return "threatened"
  end
  for _, child in ipairs(verb:children "aux") do
    if child.tag == "MD" then return "threatened" end
  end
  return "done"
end

-- The subject of a verb, or of the verb that it hangs on: "The EU threatened to impose …". Nobody: nil.
local function subject(verb)
  local found = verb:children("nsubj")[1]
  if not found and (verb.rel == "xcomp" or verb.rel == "conj") then found = verb.head:children("nsubj")[1] end
  return found and found:around "NP"
end

rule "active" {
  about = "X imposes sanctions on Y.",
  pattern = [[ $deed ..{0,2} $measure $target? ]],
  emits = "sanction",
  emit = function(m)
    return { type = "sanction", imposer = subject(m.cue), cue = m.cue, measure = m.measure, target = m.target,
      act = m.cue.act, status = status(m.cue) }
  end,
  accepts = {
    { "The European Union imposed new economic sanctions on Belarus.", imposer = "The European Union",
      cue = "imposed", measure = "new economic sanctions", target = "Belarus", act = "impose", status = "done" },
    { "Washington threatened to impose tariffs on imported steel.", imposer = "Washington", measure = "tariffs",
      target = "imported steel", status = "threatened" },
    { "Britain has not lifted its arms embargo.", imposer = "Britain", cue = "lifted", target = false, act = "lift",
      status = "denied" },
  },
  rejects = { "The judge imposed a fine on the bank.", "Sanctions hurt Belarus." },
}

rule "passive" {
  about = "Sanctions were imposed on Y (by X).",
  pattern = {
    [[ $measure [pos=AUX|ADV|PART]{1,4} $deed $target? (by imposer:%NP)? ]],
    [[ $measure $target [pos=AUX|ADV|PART]{1,4} $deed (by imposer:%NP)? ]],
  },
  emits = "sanction",
  emit = function(m)
    return { type = "sanction", imposer = m.imposer, cue = m.cue, measure = m.measure, target = m.target,
      act = m.cue.act, status = status(m.cue) }
  end,
  accepts = {
    { "A travel ban was imposed on two ministers by the council.", imposer = "the council",
      measure = "A travel ban", target = "two ministers", status = "done" },
    { "Tariffs on Chinese steel were lifted by Canada.", imposer = "Canada", target = "Chinese steel",
      act = "lift" },
    { "Sanctions could be eased.", cue = "eased", imposer = false, status = "threatened" },
  },
  rejects = { "Sanctions were useless." },
}
