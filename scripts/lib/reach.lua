--- How far the words reach that a verb of saying or thinking reports: by marks, voices and the sentence's tree.
local clause = require "clause"
local finite = require "finite"
local tree = require "tree"
local wordclass = require "wordclass"
local wordset = require "wordset"

local find, places = lists.find, lists.places

local reach = {}

local CLAUSE = wordset.of [[conj root parataxis advcl ccomp acl csubj]]
local MARK = wordset.of [[mark]]
local AUXILIARY = wordset.of [[aux:pass cop]]
local ASKS = wordclass.asking
local DASH = wordclass.dash
local CONTRAST = wordset.of [[but while although though whereas yet]]
-- What can be the first word of something else, or the mark before it: with it a report may be over.
local PARTS = wordset.of [[, ; : — – -- - ( ) [ ] ]]
local VERB = wordset.union(finite.tags, ASKS, wordset.of [[VBN]])
local LEADS = wordset.of [[ADP ADV]]
local OPENERS = wordset.of [[as while when although though if because since after before until once unless whereas]]
-- Verbs behind which, or before which, who speaks stands at the end of what is said, and so many words at most.
local SAID = wordset.of [[said says reported reports states stated wrote writes]]
local MOST_SPEAKER, MOST_SUBJECT = 8, 12
-- Participles that begin another report behind a comma.
local REPORTING = wordset.of [[saying stating adding noting warning citing arguing telling calling claiming
  insisting suggesting referring describing explaining pointing promising
  predicting accusing stressing acknowledging revealing showing indicating
  highlighting underscoring demonstrating illustrating according declaring
  asserting asking urging vowing recalling writing concluding comparing]]
-- Verbs that, joined to what is said without a subject, go on with what the speaker did.
local SPEAKING = wordset.of [[alleged alleges stated announced declared denied said says say called calls accused
  accuses argued argues added adds told tells insisted insists promised promises vowed
  vows warned warns noted notes urged urges described describes claimed claims
  suggested suggests ordered praised denied blamed criticised criticized condemned
  rejected dismissed apologised apologized]]

-- Such participles are past tenses where nothing says otherwise.
local ACTIVE = wordset.of [[said added argued insisted stressed noted claimed admitted acknowledged vowed promised
  conceded countered]]

--- Whether a participle at `i` reports something else: ", adding that Q"; "warning" may be tagged as a noun.
function reach.reports(s, i)
  local lower, next = s.lowers[i], s.lowers[i + 1]
  if lower == "warning" and (next == "of" or next == "that") then return true end
  return REPORTING[lower] and s.tags[i] == "VBG" or false
end

-- The places of the sentence where something else may begin or what a verb says may end, in order: marks,
-- conjunctions, finite verbs and what asks. Where there are quotations, words behind a comma are some.
local function ends_of(s)
  if not s.ends then
    local behind = {}
    local comma = next(s.quoted) and find(s.words, ",")
    while comma do
      behind[comma + 2], behind[comma + 3] = true, true
      comma = find(s.words, ",", comma + 1)
    end
    s.ends = places(s.words, PARTS, s.pos, "CCONJ", s.tags, VERB, behind, true)
  end
  return s.ends
end

-- The number of the first of `ends` that is not before the word `first`.
local function find_from(ends, first)
  local n = 1
  while ends[n] and ends[n] < first do n = n + 1 end
  return n
end

--- Whether a clause with a finite verb begins at `first`: no relative clause, and nothing that "and" adds.
--- `surely`: nothing else is to be expected there.
function reach.is_clause(s, first, last, surely)
  -- "a decision that they say allowed it"
  if surely and s.tags[first] == "VBN" then return true end
  local t, ends, report, asks = tree.of(s), ends_of(s), nil, false
  for n = find_from(ends, first), #ends do
    local i = ends[n]
    if i > last then return false end
    if finite.is(s, i) then
      local g = finite.governor(s, i)
      -- "denied murder, claiming he was at home": the clause is of the other report
      local subject = report and finite.subject_of(s, g)
      if subject and subject > report then return false end
      -- "clients who register will get it": the second verb
      -- "added two men as it rose": a clause aside
      local mark = surely and t.rel[g] == "advcl" and tree.child(s, g, MARK) or first
      local counts = surely and not asks or t.rel[g] ~= "acl:relcl" or t.head[g] < first
      if counts and (mark <= first or not OPENERS[s.lowers[mark]]) then return true end
    elseif i > first and (s.pos[i] == "CCONJ" or ASKS[s.tags[i]]) and s.words[i - 1] == "," then
      return false
    elseif i > first and ASKS[s.tags[i]] then
      asks = true
    elseif s.words[i] == "," and reach.reports(s, i + 1) then
      report = i
    end
  end
  return false
end

-- The first word of the sentence that is of the voice of the word at `verb`, behind what joins it to another.
local function voice_start(s, verb)
  local first, quoted = 1, s.quoted
  while first < verb and (quoted[first] ~= quoted[verb] or s.pos[first] == "CCONJ" or s:mark(first)) do
    first = first + 1
  end
  return first
end

-- Whether the word at `k` parts what may belong together from what may not.
local function is_boundary(s, k)
  local word = s.words[k]
  return word == "," or word == ";" or word == ":" or s:dash(k) or s.pos[k] == "CCONJ"
end

-- Where the part that begins at `t` hangs, seen from what stands before it: the head of its topmost word, and that.
local function hangs_on(s, t, before)
  local head = tree.head(s, t)
  while head > before do
    t, head = head, tree.head(s, head)
  end
  return head, t
end

local function skip_adverbs(s, i)
  while s.pos[i] == "ADV" do i = i + 1 end
  return i
end

-- ", and called the accusation …" goes on with what the cue's subject did: a verb in the cue's form, and no
-- subject.
local function resumes(s, t, verb)
  t = skip_adverbs(s, t)
  local cue = finite.of(s, verb)
  -- "but stressed that": the tagger takes the past tense for a participle
  if s.tags[t] == "VBN" and s.tags[cue] == "VBD" and ACTIVE[s.lowers[t]] then return true end
  return t <= s.count and finite.is(s, t) and s.tags[t] == s.tags[cue]
    and (s.pos[t] == "VERB" or s.lowers[t] == s.lowers[cue])
    and not finite.subject_of(s, finite.governor(s, t))
end

local THOUSANDS = wordset.of [[mln bln million billion trillion thousand]]

-- A finite verb at `k` with neither a subject nor an antecedent from `first` on: it is of another clause than the
-- infinitive or noun phrase that begins there.
local function is_foreign(s, first, k)
  if not finite.is(s, k) or ASKS[s.tags[first]] and not finite.within(s, first, k - 1) then return false end
  -- "5.2 mln dlrs": a unit that the tagger takes for a verb
  if s.pos[k - 1] == "NUM" or THOUSANDS[s.lowers[k - 1]] then return false end
  local g = finite.governor(s, k)
  local relation = tree.relation(s, g)
  if relation == "acl:relcl" or relation == "advcl" and tree.child(s, g, MARK) then return false end
  local subject = finite.subject_of(s, g)
  if subject then return subject < first end
  return tree.head(s, g) < first
end

-- A finite verb at `k` whose subject stands before `first`: "the man who said P was ill".
local function is_outer(s, first, k)
  local g = finite.is(s, k) and finite.governor(s, k)
  local subject = g and finite.subject_of(s, g)
  return subject and subject < first and s:same_voice(subject, k)
end

-- Whether a clause with a subject of its own begins at `t`, behind the comma at `k`.
local function has_own_clause(s, t, k)
  for i = t, math.min(s.count, t + 12) do
    if finite.is(s, i) then
      for _, c in ipairs(tree.children(s, finite.governor(s, i))) do
        if finite.subject[tree.relation(s, c)] and c > k and c < i then return true end
      end
      return false
    end
    if s:mark(i) then return false end
  end
  return false
end

-- Whether the comma at `k` ends, or begins, an insertion between the subject from `first` on and its verb: "Iran,
-- which …, had no such plan".
local function parts_subject(s, first, k)
  if reach.is_clause(s, first, k - 1) then return false end
  local t = skip_adverbs(s, k + 1)
  if finite.is(s, t) then return true end
  for i = t, math.min(s.count - 1, k + 30) do
    if (s.words[i] == s.words[k]) and s:same_voice(i, k) then
      i = skip_adverbs(s, i + 1)
      return i <= s.count and finite.is(s, i)
    end
  end
  return false
end

-- A finite verb right behind a comma goes on with what an insertion parted it from, unless it says who speaks.
local function goes_on(s, t)
  return finite.is(s, t) and not SPEAKING[s.lowers[t]] and not wordclass.report[s.lowers[t]]
end

-- "believe the figures are low and, while P, Q is Q": a clause at `top` that the cue governs is said, too.
local function is_governed(s, top, verb)
  return tree.head(s, top) == verb and tree.relation(s, top) == "ccomp" and finite.subject_of(s, top)
    and not OPENERS[s.lowers[voice_start(s, verb)]]
end

-- Whether what begins behind the boundary at `k` hangs on the cue or above it, not on what it says from `first` on.
local function hangs_outside(s, first, k, t, verb, coordinated, bare)
  local head, top = hangs_on(s, t, k)
  if head >= first or not CLAUSE[tree.relation(s, top)] then return false end
  if s.words[k] == "," and CONTRAST[s.lowers[k + 1]] and has_own_clause(s, t, k) then return true end
  if not coordinated and is_governed(s, top, verb) then return bare end
  if coordinated then
    -- "said P and Q": Q with a subject of its own is said, too; "said P and left" is not
    return finite.is(s, top) and not finite.subject_of(s, top) and s.tags[top] == s.tags[verb]
  end
  return head <= verb
end

-- ", but she added that Q", ", and local media reported that Q": another report, by a verb in the cue's form.
local function tells_more(s, t, verb)
  local cue = finite.of(s, verb)
  for k = t + 1, math.min(s.count, t + MOST_SUBJECT) do
    if s:mark(k) or not s:same_voice(k, verb) then return false end
    if finite.is_tagged(s, k) then
      return (wordclass.report[s.lowers[k]] or SPEAKING[s.lowers[k]] or SAID[s.lowers[k]])
        and (s.tags[k] == s.tags[cue] or s.lowers[cue] == "have" or s.lowers[cue] == "has")
    end
  end
  return false
end

local JOINED = wordset.of [[VBD VBZ VBN]]
local HELPING = wordset.of [[have are do]]

-- "to meet them but ruled out a deal": a finite verb behind an infinitive goes on with what the cue's subject did.
local function leaves_infinitive(s, first, t)
  if s.tags[first] ~= "TO" or not (JOINED[s.tags[t]] or HELPING[s.lowers[t]]) then return false end
  local head = tree.head(s, t)
  return tree.relation(s, t) == "conj" and head >= first and s.tags[head] == "VB" and not finite.subject_of(s, t)
    and not tree.child(s, head, AUXILIARY)
end

-- Whether what begins behind the boundary at `k` is no longer what the cue at `verb` says of it from `first` on.
local function leaves(s, first, k, verb, bare)
  local t, word = k + 1, s.words[k]
  local coordinated = s.pos[k] == "CCONJ"
  while t <= s.count and (s.pos[t] == "CCONJ" or s.words[t] == ",") do
    coordinated, t = coordinated or s.pos[t] == "CCONJ", t + 1
  end
  if t > s.count or not s:same_voice(t, k) and s.quoted[k] == s.quoted[verb] then return false end
  if word == ";" then return true end
  if word == ":" then return wordclass.is_capital(s.words[t]) or s.quoted[t] ~= s.quoted[k] end
  if not coordinated and reach.reports(s, t) then return true end
  if coordinated and (word == "," or SPEAKING[s.lowers[t]]) and resumes(s, t, verb) then return true end
  if coordinated and word == "," and tells_more(s, t, verb) then return true end
  if coordinated and bare and leaves_infinitive(s, first, t) then return true end
  local inserted = (word == "," or s:dash(k)) and not coordinated
  if inserted and (goes_on(s, t) or not bare and parts_subject(s, first, k)) then return false end
  return hangs_outside(s, first, k, t, verb, coordinated, bare)
end

-- Whether no comma of the voice at `voice` stands from `first` up to the word before `k`.
local function is_before_comma(s, first, k, voice)
  for i = first, k - 1 do
    if s.words[i] == "," and (not voice or s:same_voice(i, voice)) then return false end
  end
  return true
end

-- Whether the words first … k are of a clause that an opener leads in, up to its comma: "if C", "whatever C"; or of
-- a phrase that leads one in: "with three options, the total would be P".
local function is_led_in(s, first, k)
  if s.pos[first] == "SCONJ" or ASKS[s.tags[first]] or s.lowers[first] == "had" then
    return is_before_comma(s, first + 1, k)
  end
  local leads = LEADS[s.pos[first]] or s.tags[first] == "VBG" or s.tags[first] == "VBN"
  if not leads or s.words[k] ~= "," then return false end
  for i = first, k - 1 do
    if finite.is_tagged(s, i) or s.words[i] == ":" then return false end
  end
  return true
end

-- Whether a clause that leads the sentence in holds the cue at `verb` with all up to `k`: "When X said P, …".
local function is_cue_led_in(s, verb, k)
  local first = voice_start(s, verb)
  if first == verb and s.tags[verb] == "VBG" and s.lowers[verb] ~= "according" then return true end
  return OPENERS[s.lowers[first]] and is_before_comma(s, first, k, verb)
end

-- Whether ", which X" begins with the comma at `k`: what the article adds to what is said, once that has its verb.
local function is_addition(s, first, k, bare)
  local relative = s.pos[k + 1] == "ADP" and k + 2 or k + 1
  return s.lowers[relative] == "which" and (bare or reach.is_clause(s, first, k - 1))
end

-- Whether ", but C" begins with the comma at `k`, behind an infinitive or noun phrase: no part of it.
local function adds_clause(s, k)
  if s.pos[k + 1] ~= "CCONJ" then return false end
  for i = k + 2, math.min(s.count, k + 5) do
    if finite.is(s, i) then return true end
    if s:mark(i) or s.tags[i] == "TO" then return false end
  end
  return false
end

-- The last of the dashes of a voice behind `first`, where their number is odd: it leads in what the article adds.
local function lone_dash(s, first, voice)
  local last, count, depth = nil, 0, 0
  if not find(s.words, DASH, first + 1, s.count - 1) then return nil end
  for k = first + 1, s.count - 1 do
    local word = s.words[k]
    if word == "(" then depth = depth + 1 elseif word == ")" then depth = depth - 1 end
    if depth == 0 and s:dash(k) and s.quoted[k] == voice then last, count = k, count + 1 end
  end
  return count % 2 == 1 and last or nil
end

-- Whether the clause from `first` on ends before `k`, a word of the cue's voice outside of brackets.
local function ends_before(s, first, k, verb, bare)
  if s.words[k] == "," then
    if is_cue_led_in(s, verb, k) and has_own_clause(s, k + 1, k) then return true end
    if is_addition(s, first, k, bare) or bare and adds_clause(s, k) then return true end
  end
  if bare and s.words[k] == "," and reach.reports(s, k + 1) then return true end
  -- "asked for help but he was told": a clause of its own
  local joined = bare and s.pos[k] == "CCONJ" and s.pos[k + 1] == "PRON" and finite.is_tagged(s, k + 2)
  if joined and not finite.within(s, first, k - 1) then return true end
  if k == first + 1 then return false end
  if is_outer(s, first, k) or bare and is_foreign(s, first, k) then return true end
  local parted = is_boundary(s, k) and (bare or not is_led_in(s, first, k))
  if parted and leaves(s, first, k, verb, bare) then return true end
  -- the comma is the last mark of a quotation: "said it was 'bad,' and left"
  local mark = k - 1
  while wordclass.is_quote_mark(s.words[mark - 1] or "") do mark = mark - 1 end
  return s.quoted[k - 1] ~= s.quoted[verb] and s.words[mark - 1] == "," and leaves(s, first, k - 1, verb, bare)
end

-- The first word behind `first` that is not of the voice.
local function behind_voice(s, first, voice)
  local k = first + 1
  while k <= s.count and s.quoted[k] == voice do k = k + 1 end
  return k
end

-- The last word of first … last without who else says so behind a comma: "P, the paper reported", "P, said X".
local function before_speaker(s, first, last, verb)
  for k = last - 1, math.max(first + 1, last - MOST_SPEAKER), -1 do
    if s.words[k] == "," then
      local inverted = SAID[s.lowers[k + 1]] and last > k + 1 and s.pos[k + 2] ~= "PRON"
      local speaks = inverted or (SAID[s.lowers[last]] or SAID[s:lower(last + 1)])
        and not finite.within(s, k + 1, last - 1)
      return speaks and s:same_voice(k, verb) and k - 1 or last
    end
  end
  return last
end

--- The last word of the clause that begins at `first` and that the word at `verb` reports, and the first without
--- what opens it. `bare`: it is an infinitive or noun phrase, without a finite verb of its own.
function reach.of(s, first, verb, bare)
  local voice, depth = s.quoted[verb], 0
  local stop = voice and behind_voice(s, first, voice) or math.max(s.count, first) + 1
  local ends, dash = ends_of(s), lone_dash(s, first, voice)
  if dash and dash < stop then stop = dash end
  for n = find_from(ends, first + 1), #ends do
    local k = ends[n]
    if k >= stop then break end
    if s.quoted[k] == voice then
      local word = s.words[k]
      if word == "(" or word == "[" then depth = depth + 1 end
      if word == ")" or word == "]" then depth = depth - 1 end
      if depth < 0 or depth == 0 and ends_before(s, first, k, verb, bare) then
        stop = k
        break
      end
    end
  end
  local last, start = clause.trim(s, first, stop - 1)
  return before_speaker(s, start, last, verb), start
end

return reach
