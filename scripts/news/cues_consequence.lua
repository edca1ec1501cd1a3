--- Connectives and verbs of cause and condition, with their direction. Own list.
local cues = {}

--- Verbs whose object is the effect, by form. `relation`: cause (default), enable, prevent.
--- `link`: the word that must follow ("led to").
local VERBS = [[
lead leads led leading            | cause   | to
result results resulted resulting | cause   | in
cause causes caused causing       | cause   |
trigger triggers triggered triggering | cause |
prompt prompts prompted prompting | cause   |
force forces forced forcing       | cause   |
spark sparks sparked sparking     | cause   |
provoke provokes provoked provoking | cause |
fuel fuels fueled fuelled fueling | cause   |
create creates created creating   | cause   |
bring brings brought              | cause   | about
entail entails entailed           | cause   |
allow allows allowed allowing     | enable  |
enable enables enabled enabling   | enable  |
prevent prevents prevented preventing | prevent |
avert averts averted averting     | prevent |
avoid avoids avoided avoiding     | prevent |
stop stops stopped                | prevent |
contribute contributes contributed contributing | cause | to
]]

local LINE = re.compile([[^\s*([^|]+?)\s*\|\s*(\S+)\s*\|[ ]*(\S*)\s*$]], "m")
local FORM = re.compile [[\S+]]

cues.verb, cues.verbs = {}, {}
for forms, relation, link in LINE:gmatch(VERBS) do
  for form in FORM:gmatch(forms) do
    cues.verb[form] = { relation = relation, link = link ~= "" and link or nil }
    cues.verbs[#cues.verbs + 1] = form
  end
end

--- Connectives before the cause clause: "E because C", "If C, E".
cues.clause = {
  ["if"] = "condition", ["unless"] = "condition", ["only if"] = "condition", ["provided that"] = "condition",
  ["as long as"] = "condition", ["because"] = "cause",
}

--- Connectives before a noun phrase that is the cause.
cues.phrase = { "because of", "due to", "owing to", "as a result of", "thanks to", "as a consequence of",
  "on account of" }

return cues
