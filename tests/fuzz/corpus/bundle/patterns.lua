lexicon "cue" { { "warned", act = "warn", level = 2 }, "sounded the alarm", by = "lemma" }
pattern "who(c)" [[ issuer:([cap]+|the bank) cue:$c ]]
rule "warning" {
  pattern = { [[ $who(@cue) addressee:([cap]+)? ]], [[ (w:[cap]){2} .. {a, b?, c} ]] },
  scope = "sentence",
  when = function(m) return m.cue == nil or m.cue.level ~= 3 end,
  emit = {
    type = "warning", "issuer", roles = { sign = "cue" },
    features = { act = "cue.act", n = function(m) return #m:words() end },
  },
}
rule "later" {
  pattern = [[ x:%warning[act=warn] ]],
  emits = "later",
  emit = function(m) return { type = "later", x = m.x } end,
}
modifier "not" {
  cue = [[ not ]], on = "warning", role = "sign", reach = "clause", stops = [[ but ]],
  set = { polarity = "negative" },
}
link "of" {
  from = "later.x", to = "warning", rel = "of", where = "overlaps",
  when = function(a, b) return a ~= b end,
}
