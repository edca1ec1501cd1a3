local set = re.set{ said = [[\bsaid\b]], who = [[(?<w>[A-Z]\w+)]] }
local r = re.compile([[(\w+) (warned)]], "i")
rule "a" { regex = [[(?<who>\w+) (?<cue>warned)]], when = function(m) return m.who end,
  emit = function(m, doc) return { type = "x", who = { m.who, entity = "E" }, cue = m.cue, n = params.n } end }
rule "b" { regex = { [[said]], [[harm]] }, emit = { type = "y", act = "say" } }
on.document(function(doc)
  for name, m in set:matches(doc) do emit{ type = name, span = m } end
  for m in r:gmatch(doc:sentence(1)) do emit{ type = "z", a = m[1], b = m[2]:before(2) } end
  local rs = doc:records()
  rs[1]:link("x", rs[2]) rs[1]:attribute(rs[2]) rs[2]:set("k", 2.5)
  local t = {} for k, v in pairs{ a = 1, b = 2 } do t[#t + 1] = k .. v end
  table.sort(t) assert(pcall(string.rep, "x", 100))
end)
