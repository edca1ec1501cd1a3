--- Which stretches of text hold which: values filed by span, found by a span within. Cost does not grow with the
--- document, as spans are kept by the sentences they lie in.
local nesting = {}
nesting.__index = nesting

--- An empty store.
function nesting.new()
  return setmetatable({ by_sentence = {}, count = 0 }, nesting)
end

local function last_sentence(span)
  local last = span:sub(-1)
  return last and last.sentence_index or span.sentence_index
end

--- Files `value` under `span`.
function nesting:add(span, value)
  self.count = self.count + 1
  local entry = { span = span, value = value, start = span.start, stop = span.stop, number = self.count }
  for index = span.sentence_index, last_sentence(span) do
    local list = self.by_sentence[index] or {}
    list[#list + 1] = entry
    self.by_sentence[index] = list
  end
end

local function smaller(a, b)
  local left, right = a.stop - a.start, b.stop - b.start
  if left ~= right then return left < right end
  return a.number < b.number
end

--- The values whose span contains `span`, innermost first.
function nesting:around(span)
  local found, values, entries = {}, {}, self.by_sentence[span.sentence_index]
  if not entries then return values end
  local start, stop = span.start, span.stop
  for _, entry in ipairs(entries) do
    if entry.start <= start and stop <= entry.stop then found[#found + 1] = entry end
  end
  if #found > 1 then table.sort(found, smaller) end
  for i, entry in ipairs(found) do
    values[i] = entry.value
  end
  return values
end

--- Whether any span filed overlaps `span`.
function nesting:touches(span)
  local start, stop = span.start, span.stop
  for index = span.sentence_index, last_sentence(span) do
    for _, entry in ipairs(self.by_sentence[index] or {}) do
      if entry.start < stop and start < entry.stop then return true end
    end
  end
  return false
end

return nesting
