--- What only the whole article shows: quotations without a cue, whose words hold which records, links, names,
--- certainty.
local certainty = require "certainty"
local harm = require "harm"
local names = require "names"
local nesting = require "nesting"
local quotes = require "quotes"

local WORD = re.compile [[[^\s,]+]]
-- How sure a record has to be where `strict` asks for what the words themselves say.
local STRICT = 0.8
local TERMINAL = re.compile [[[.!?,…]\s*[”"»'’]*$]]
local PERSONS = { claim = { "source", "addressee" }, warning = { "issuer", "addressee" }, consequence = {} }
local HEDGED = { claim = { "cue" }, warning = { "harm", "cue" }, consequence = { "effect", "cue" } }
local GRAVE = { warning = { "harm" }, consequence = { "effect" } }
-- A quotation shorter than this is a phrase, not someone's continued speech.
local LEAST_WORDS = 8

local function contents_of(claims)
  local holders = nesting.new()
  for _, claim in ipairs(claims) do
    for _, content in ipairs(claim:roles "content") do
      holders:add(content, claim)
    end
  end
  return holders
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

local function continuation(quote, source)
  return emit { type = "claim", rule = "continued_quote", span = quote.span, content = { quote.span },
    source = { source, inferred = true },
    act = "say", quote = "direct", polarity = "positive", confidence = 0.6 }
end

-- Claims and quotations both come in the order of the text: one pass finds for each quotation who spoke last.
local function continue_quotes(doc, holders)
  local list = quotes.of(doc)
  if #list == 0 then return end
  local starts, claims = starts_of_paragraphs(doc), doc:records "claim"
  local next, speaker, someone = 1, nil, nil
  for _, quote in ipairs(list) do
    while claims[next] and claims[next].span.start < quote.start do
      local source = claims[next]:role "source"
      if source and not quotes.at(doc, source.start) then
        someone = source
        if claims[next]:feature "quote" == "direct" then speaker = source end
      end
      next = next + 1
    end
    if someone and starts[quote.start] and is_speech(quote) and not holders:touches(quote.span) then
      holders:add(quote.span, continuation(quote, speaker or someone))
    end
  end
end

lexicon "harm" { file = "cues/harm_word.tsv", by = "lemma" }

rule "harm" {
  about = "A word of harm, noted for how grave warnings and consequences are: no record of its own.",
  pattern = [[ word:@harm ]],
  emit = function(m)
    harm.note(m.word)
    return nil
  end,
  rejects = { "The dam broke." },
}

-- Where a record stands: its cue, else its content, decides whose words it is in.
local function anchor(record)
  return record:role "cue" or record:role "content" or record.span
end

local function attribute(records, holders)
  for _, record in ipairs(records) do
    for _, claim in ipairs(holders:around(anchor(record))) do
      if claim ~= record then record:attribute(claim) end
    end
  end
end

-- A claim and a warning by the same cue belong together; so do a warning and what it says would follow.
local function link(doc)
  local claims, warnings, list = {}, nesting.new(), doc:records "warning"
  if #list == 0 then return end
  for _, claim in ipairs(doc:records "claim") do
    local cue = claim:role "cue"
    if cue then claims[cue.start] = claim end
  end
  for _, warning in ipairs(list) do
    local claim = claims[warning:role "cue".start]
    if claim then claim:link("warning", warning) end
    warnings:add(warning.span, warning)
  end
  for _, consequence in ipairs(doc:records "consequence") do
    for _, warning in ipairs(warnings:around(anchor(consequence))) do
      warning:link("consequence", consequence)
    end
  end
end

-- Whom a pronoun means, unless that is who speaks (`speaker`, by name; nil: not known): "Silva told her".
local function meant_by(span, speaker)
  local name = names.of_pronoun(span)
  return name and not (speaker and name:find(speaker, 1, true)) and name or nil
end

local function resolve_names(records)
  for _, record in ipairs(records) do
    local speaker
    for _, role in ipairs(PERSONS[record.type]) do
      local span = record:role(role)
      local meant = span and meant_by(span, speaker)
      local entity = meant or span and names.resolve(span)
      if entity then record:set_entity(role, entity, meant ~= nil) end
      speaker = entity or span and span.text
    end
  end
end

-- Of whom a pronoun does not speak.
local OTHER_SEX = { he = "woman", she = "man" }

-- "Ortiz said she hoped": in its sentence a pronoun means who makes the claim around it.
local function resolve_nested(claims, holders)
  for _, claim in ipairs(claims) do
    local source = claim:role "source"
    local other = source and OTHER_SEX[source.text:lower()]
    local holder = other and holders:around(anchor(claim))[1]
    local named = holder and holder ~= claim and holder:role "source"
    if named and named.sentence_index == source.sentence_index and named.stop <= source.start then
      local person = names.person(named, other)
      if person then claim:set_entity("source", person, true) end
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
    local value, word = harm.severity(span)
    if value then
      record:set("severity", value)
      record:set("severity_cue", word)
      return
    end
  end
  if record.type == "warning" then record:set("severity", 0) end
end

local TYPES = { claim = true, warning = true, consequence = true, all = true }

-- The types that the parameter names.
local function wanted_types()
  local types = {}
  for word in WORD:gmatch(params.types) do
    if not TYPES[word] then
      error("types: '" .. word .. "' is no type of records: claim, warning, consequence, all")
    end
    types[word] = true
  end
  return types
end

local WANTED = wanted_types()

-- Whether a claim stands in the words of another.
local function is_nested(claim, holders)
  for _, holder in ipairs(holders:around(anchor(claim))) do
    if holder ~= claim then return true end
  end
  return false
end

-- Takes out what the parameters do not want: at the end, so that holders and links are found among all.
local function filter(records, holders)
  local least = math.max(params.min_confidence, params.strict and STRICT or 0)
  for _, record in ipairs(records) do
    local nested = not params.nested and record.type == "claim" and is_nested(record, holders)
    if nested or record.confidence < least or not (WANTED.all or WANTED[record.type]) then record:drop() end
  end
end

on.document(function(doc)
  local holders = contents_of(doc:records "claim")
  if params.continue_quotes then continue_quotes(doc, holders) end
  local records = doc:records()
  if #records == 0 then return end
  attribute(records, holders)
  link(doc)
  resolve_names(records)
  resolve_nested(doc:records "claim", holders)
  for _, record in ipairs(records) do
    certainty.mark(record, role_spans(record, HEDGED[record.type]))
    if GRAVE[record.type] then mark_severity(record) end
  end
  filter(records, holders)
end)
