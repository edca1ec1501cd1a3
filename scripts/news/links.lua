--- What only the whole article shows: quotations without a cue, whose words hold which records, links, names, certainty.
local certainty = require "certainty"
local cues = require "cues_warning"
local names = require "names"
local quotes = require "quotes"

local TERMINAL = re.compile [[[.!?,…]\s*[”"»'’]*$]]
local PERSONS = { claim = { "source", "addressee" }, warning = { "issuer", "addressee" }, consequence = {} }
local HEDGED = { claim = { "cue" }, warning = { "harm", "cue" }, consequence = { "effect", "cue" } }
local GRAVE = { warning = { "harm", "cue" }, consequence = { "effect" } }
-- A quotation shorter than this is a phrase, not someone's continued speech.
local LEAST_WORDS = 8

local function is_covered(claims, span)
  for _, claim in ipairs(claims) do
    for _, content in ipairs(claim:roles "content") do
      if content:overlaps(span) then return true end
    end
  end
  return false
end

-- The claim in the article's own voice that ends last before `quote`: its speaker goes on.
local function last_claim(doc, claims, quote)
  local best
  for _, claim in ipairs(claims) do
    local source = claim:role "source"
    if source and claim.span.stop <= quote.start and not quotes.at(doc, source.start)
      and (not best or claim.span.stop > best.span.stop) then
      best = claim
    end
  end
  return best
end

local function starts_of_paragraphs(doc)
  local starts = {}
  for _, paragraph in ipairs(doc:paragraphs()) do
    starts[paragraph.start] = true
  end
  return starts
end

local function is_speech(quote)
  local tail = quote.span:sub(-2, -1)
  return tail and #quote.span:words() >= LEAST_WORDS and (not quote.closed or TERMINAL:find(tail) ~= nil)
end

local function continue_quotes(doc)
  local list = quotes.of(doc)
  if #list == 0 then return end
  local starts, claims = starts_of_paragraphs(doc), doc:records "claim"
  for _, quote in ipairs(list) do
    local before = starts[quote.start] and is_speech(quote) and not is_covered(claims, quote.span)
      and last_claim(doc, claims, quote)
    if before then
      local source = before:role "source"
      claims[#claims + 1] = emit { type = "claim", rule = "links/continued_quote", span = quote.span,
        content = { quote.span }, source = { source, inferred = true }, act = "say", quote = "direct",
        polarity = "positive", confidence = 0.6 }
    end
  end
end

-- Each claim's contents with their record, the smallest first: the innermost holder comes first in a chain.
local function contents_of(claims)
  local list = {}
  for _, claim in ipairs(claims) do
    for _, content in ipairs(claim:roles "content") do
      list[#list + 1] = { claim = claim, span = content, size = content.stop - content.start, place = #list }
    end
  end
  table.sort(list, function(a, b)
    if a.size ~= b.size then return a.size < b.size end
    return a.place < b.place
  end)
  return list
end

-- Where a record stands: its cue, else its content, decides whose words it is in.
local function anchor(record)
  return record:role "cue" or record:role "content" or record.span
end

local function attribute(records, contents)
  for _, record in ipairs(records) do
    local place = anchor(record)
    for _, holder in ipairs(contents) do
      if holder.claim ~= record and holder.span:contains(place) then record:attribute(holder.claim) end
    end
  end
end

local function link_same_cue(doc)
  local by_start = {}
  for _, claim in ipairs(doc:records "claim") do
    local cue = claim:role "cue"
    if cue then by_start[cue.start] = claim end
  end
  for _, warning in ipairs(doc:records "warning") do
    local claim = by_start[warning:role "cue".start]
    if claim then claim:link("warning", warning) end
    for _, consequence in ipairs(doc:records "consequence") do
      if warning.span:contains(consequence:role "cue") then warning:link("consequence", consequence) end
    end
  end
end

local function resolve_names(records)
  for _, record in ipairs(records) do
    for _, role in ipairs(PERSONS[record.type]) do
      local span = record:role(role)
      if span then names.note(span) end
    end
  end
  for _, record in ipairs(records) do
    for _, role in ipairs(PERSONS[record.type]) do
      local span = record:role(role)
      local entity = span and names.resolve(span)
      if entity then record:set_entity(role, entity) end
    end
  end
end

local function role_spans(record, roles)
  local spans = {}
  for _, role in ipairs(roles) do
    for _, span in ipairs(record:roles(role)) do
      spans[#spans + 1] = span
    end
  end
  return spans
end

local function mark_severity(record)
  for _, span in ipairs(role_spans(record, GRAVE[record.type])) do
    local value, place = cues.severity(span:lowers())
    if value then
      record:set("severity", value)
      record:set("severity_cue", span:sub(place))
      return
    end
  end
  if record.type == "warning" then record:set("severity", 0) end
end

on.document(function(doc)
  if params.continue_quotes then continue_quotes(doc) end
  local records = doc:records()
  if #records == 0 then return end
  attribute(records, contents_of(doc:records "claim"))
  link_same_cue(doc)
  resolve_names(records)
  for _, record in ipairs(records) do
    certainty.mark(record, role_spans(record, HEDGED[record.type]))
    if GRAVE[record.type] then mark_severity(record) end
  end
end)
