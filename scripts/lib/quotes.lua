--- A document's quotations that lie in no other, by number and by place.
local quotes = {}

local known
-- What was last found: a sentence is asked about many times, and the next sentence after it.
local latest = 1

-- A view costs more to ask than a table, and each is asked many times.
local function find(doc)
  local list = {}
  for _, quote in ipairs(doc:annotations "Quote") do
    if quote.depth == 1 then
      local number = #list + 1
      local start, stop = quote.start, quote.stop
      list[number] = { start = start, stop = stop, closed = quote.closed, span = quote, number = number,
        kind = quote.kind }
    end
  end
  return list
end

--- The document's quotations in the order of the text, each a table: `start` and `stop` are bytes of the document
--- with its marks, `closed` tells whether the last one is there; also `span`, `kind`, and `number`, its place here.
function quotes.of(doc)
  known = known or find(doc)
  return known
end

--- The number of the first quotation that ends behind the byte `offset`; one more than there are when none does.
function quotes.next(doc, offset)
  local list = known or quotes.of(doc)
  local before, at = list[latest - 1], list[latest]
  if (not before or before.stop <= offset) and (not at or at.stop > offset) then return latest end
  local low, high = 1, #list + 1
  while low < high do
    local middle = (low + high) // 2
    if list[middle].stop <= offset then low = middle + 1 else high = middle end
  end
  latest = low
  return low
end

--- The number of the quotation that holds the byte `offset`, or nil.
function quotes.at(doc, offset)
  local number = quotes.next(doc, offset)
  local quote = quotes.of(doc)[number]
  return quote and quote.start <= offset and number or nil
end

--- The same for each of `starts`, offsets in the order of the text: fills `numbers` where a quotation holds one.
function quotes.number(doc, starts, numbers)
  local list, count = quotes.of(doc), #starts
  if count == 0 or #list == 0 or list[#list].stop <= starts[1] then return end
  local number = quotes.next(doc, starts[1])
  local quote, i = list[number], 1
  while quote and quote.start <= starts[count] do
    while i <= count and starts[i] < quote.start do i = i + 1 end
    while i <= count and starts[i] < quote.stop do
      numbers[i] = number
      i = i + 1
    end
    number = number + 1
    quote = list[number]
  end
end

--- Whether the quotation of the sentence `s` that holds its word `i` lies within the words first … last.
function quotes.is_whole(s, i, first, last)
  local quote = quotes.of(s.doc)[s.quoted[i]]
  return quote and quote.start >= s.starts[first] and quote.stop <= s.stops[last] or false
end

return quotes
