--- Quotations of a document: stretches between double quotation marks, straight or curly, with what messy text
--- needs:
--- a pair of two kinds, nested marks, a pair over paragraphs, marks without a partner.
--- A quotation is { start =, stop =, closed =, span =, number = }: bytes of the document, its marks included; its
--- place in the list.
local quotes = {}

local MARKS = re.set { mark = [["|“|”|„|«|»|''|``]] }
local OPENS = { ["“"] = true, ["„"] = true, ["«"] = true, ["``"] = true }
local CLOSES = { ["”"] = true, ["»"] = true }
-- What stands beside a mark, by its bytes: all dashes and curly single quotation marks begin with E2 80.
local BLANK_BEFORE = { [""] = true, [" "] = true, ["\n"] = true, ["\t"] = true, ["("] = true, ["["] = true,
  ["-"] = true, ["'"] = true }
local BLANK_AFTER = { [""] = true, [" "] = true, ["\n"] = true, ["\t"] = true, ["\r"] = true, ["."] = true,
  [","] = true,
  [";"] = true, [":"] = true, ["!"] = true, ["?"] = true, [")"] = true, ["]"] = true, ["-"] = true }
-- A pair may run over this many paragraphs: some sites print each sentence as a paragraph.
local MOST_PARAGRAPHS = 4

-- A mark that looks the same on both sides opens where there is a blank before it and none behind it.
local function opens(text, mark, is_open)
  local word = mark.text
  if OPENS[word] then return true end
  if CLOSES[word] then return false end
  local before = BLANK_BEFORE[text:sub(mark.start, mark.start)] or mark.start == 0
  local after = BLANK_AFTER[text:sub(mark.stop + 1, mark.stop + 1)]
  if before and not after then return true end
  if after and not before then return false end
  return not is_open
end

-- The number of the paragraph that holds `offset`, searched onwards from `from`.
local function paragraph_at(paragraphs, offset, from)
  while paragraphs[from + 1] and paragraphs[from + 1].start <= offset do
    from = from + 1
  end
  return from
end

-- Keeps the open quotation as one that never closes: it ends with the paragraph it began in.
local function give_up(list, doc, open, paragraphs)
  local stop = paragraphs[open.paragraph].stop
  if stop > open.stop then
    list[#list + 1] = { start = open.start, stop = stop, closed = false, span = doc:span(open.start, stop) }
  end
end

local function close(list, doc, open, stop)
  list[#list + 1] = { start = open.start, stop = stop, closed = true, span = doc:span(open.start, stop) }
end

local function find(doc)
  local list, paragraphs, text = {}, doc:paragraphs(), doc.text
  local open, depth, paragraph = nil, 0, 1
  for _, mark in MARKS:matches(doc) do
    paragraph = paragraph_at(paragraphs, mark.start, paragraph)
    local is_opening = opens(text, mark, open ~= nil)
    local is_new_paragraph = open and paragraph > open.paragraph
    if open and is_new_paragraph and (is_opening or paragraph - open.paragraph > MOST_PARAGRAPHS) then
      give_up(list, doc, open, paragraphs)
      open = nil
    end
    if is_opening and not open then
      open, depth = { start = mark.start, stop = mark.stop, paragraph = paragraph }, 1
    elseif is_opening then
      depth = depth + 1
    elseif open and depth > 1 and not is_new_paragraph then
      depth = depth - 1
    elseif open then
      close(list, doc, open, mark.stop)
      open = nil
    end
  end
  if open then give_up(list, doc, open, paragraphs) end
  for number, quote in ipairs(list) do
    quote.number = number
  end
  return list
end

local known

--- The document's quotations, in the order of the text; none lies within another.
function quotes.of(doc)
  known = known or find(doc)
  return known
end

--- The number of the first quotation that ends behind the byte `offset`; one more than there are when none does.
function quotes.next(doc, offset)
  local list = quotes.of(doc)
  local low, high = 1, #list + 1
  while low < high do
    local middle = (low + high) // 2
    if list[middle].stop <= offset then low = middle + 1 else high = middle end
  end
  return low
end

--- The number of the quotation that holds the byte `offset`, or nil.
function quotes.at(doc, offset)
  local number = quotes.next(doc, offset)
  local quote = quotes.of(doc)[number]
  return quote and quote.start <= offset and number or nil
end

return quotes
