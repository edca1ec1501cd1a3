--- Warnings without a word of warning: a speaker says what harm would come, or would come if something is (not)
--- done.
local finite = require "finite"
local foretold = require "foretold"
local nesting = require "nesting"
local nounphrase = require "nounphrase"
local parties = require "parties"
local quotes = require "quotes"
local tree = require "tree"
local warned = require "warned"
local wordset = require "wordset"

lexicon "benefit" { file = "cues/benefit.tsv", by = "lemma" }

-- Never files anything: rules that ask for its type wait until all others have run. Who says something decides
-- whether it is a warning, so all claims have to be there.
rule "wait" {
  about = "Holds back the rules below until the claims are there.",
  pattern = [[ word:"words of harm" ]],
  when = function() return false end,
  emit = { type = "harm", "word" },
  rejects = { "He spoke words of harm." },
}

pattern "late" [[ (?! %harm) ]]
-- A word of harm, but for sums ("a loss of 3 million") and less of another harm ("a cut in the deficit").
pattern "harm_word" [[ ((?= [pos=NOUN|PROPN|ADJ]) @harm[class=noun|any] | (?= [pos=ADJ|VERB]) @harm[class!=noun]) ]]
pattern "harm" [[ $harm_word (?! [pos=NOUN]) (?! of [lower=around|about|some|nearly|almost|over|"$"]? [number])
                  (?! [lower=in|of] ..{0,3} @harm) ]]
pattern "relief" [[ <cut|reduction|decline|drop|fall|decrease|end|relief|improvement|solution|reform> ]]
pattern "danger_of" [[ [lower=of|in] (?! [number]) ]]
-- "reduce the risk", "little danger": before what is no danger.
pattern "easing" [[ <reduce|cut|lower|minimize|minimise|avoid|eliminate|alleviate|limit|ease|prevent|little|no|low|
                     less|take|despite> [pos=DET]? ]]

-- The claims by their words; made at the first question in an article.
local claimed = {}

local function holders(doc)
  if not claimed.store then
    claimed.store = nesting.new()
    for _, claim in ipairs(doc:records "claim") do
      for _, content in ipairs(claim:roles "content") do
        claimed.store:add(content, claim)
      end
    end
  end
  return claimed.store
end

local KNOWING = wordset.of [[believe know hope]]
-- What one hopes for, or hopes to avoid, one warns nobody of.
local HOPES = re.compile [[^hop(?:e|es|ed|ing)$]]
local KNOWS = re.compile [[^(?:know|knows|knew|known|aware)$]]

-- The warnings by a word of warning, by where their cue begins.
local function warned_at(doc)
  if not claimed.warned then
    claimed.warned = {}
    for _, record in ipairs(doc:records "warning") do
      claimed.warned[record:role("cue").start] = record
    end
  end
  return claimed.warned
end

-- The same where no claim holds the words: who says them by the tree of the sentence; a voice in quotation marks
-- that has no name.
local function unclaimed(doc, cue)
  local s = warned.sentence(doc, cue)
  local i = s:index(cue.start)
  local v = parties.speaking(s, i, s.lemma)
  if v and not warned_at(doc)[s.starts[v]] then
    local first, last = warned.issuer(s, warned.group(s, v))
    return { issuer = first and s:slice(first, last) or nil, addressee = (warned.addressee(s, v + 1)) }
  end
  local quote = not v and s.quoted[i] and quotes.of(doc)[s.quoted[i]]
  return quote and quote.kind == "speech" and {} or nil
end

-- Who warns by the words at `cue`, and whom: who "knows" of a harm is warned of it by the speaker around. nil:
-- nobody says them.
local function parties_of(doc, cue)
  local claims = holders(doc):around(cue)
  local claim = claims[1]
  if not claim then return unclaimed(doc, cue) end
  local source = claim:role "source"
  local words = claim:role "cue"
  -- What a word of warning governs is that warning's harm; "our fear that" is a feeling.
  local is_feeling = words and claim:feature "act" == "believe" and words.pos == "NOUN"
  local act = claim:feature "act"
  if claim:feature "polarity" == "negative" or act == "deny" or act == "question" then return nil end
  if words and (warned_at(doc)[words.start] or HOPES:find(words.text)) or is_feeling then return nil end
  if words and KNOWS:find(words.text) then
    local outer = claims[2] and claims[2]:role "source"
    return outer and { issuer = outer, addressee = source } or nil
  end
  if KNOWING[claim:feature "act"] and claims[2] and claims[2]:role "source" then
    return { issuer = claims[2]:role "source", claim = claim }
  end
  return { issuer = source, addressee = claim:role "addressee", claim = claim }
end

-- The words of the clause that holds the word at `i`, within what one source says.
local function clause_of(s, i, claim)
  for _, content in ipairs(claim and claim:roles "content" or {}) do
    if content.start <= s.starts[i] and s.starts[i] < content.stop then
      local stop = math.min(content.stop, s.stops[s.count])
      return s:index(math.max(content.start, s.starts[1])), s:index(stop - 1)
    end
  end
  return 1, s.count
end

local OPENERS = wordset.of [[and but or that because so for as while although though since which who ;]]
local FINITE = finite.tags
local RELATIVE = wordset.of [[which that]]
local CONDITION = wordset.of [[if unless when]]
local SUBJECT = wordset.of [[nsubj nsubj:pass csubj expl]]

-- Whether the word before `first` belongs to the subject whose modal stands at `modal`.
local function goes_back(s, first, modal)
  local k = first - 1
  if s.words[k] == "," or FINITE[s.tags[k]] or not s:same_voice(k, modal) then return false end
  return not OPENERS[s.lowers[k]] or s.tags[k] == "DT" or s.pos[k - 1] == s.pos[first]
end

-- Where the subject's clause begins whose modal stands at `modal`, searched back to `low`.
local function clause_start(s, modal, low)
  local verb = tree.head(s, modal)
  local subject = verb > 0 and tree.child(s, verb, SUBJECT)
  local first = modal
  if subject and subject < modal and subject >= low then first = math.max(low, (tree.extent(s, subject))) end
  for k = first + 1, CONDITION[s.lowers[first]] and modal - 1 or 0 do
    if s.words[k] == "," then first = k + 1 end
  end
  -- "If the dam breaks, the flood will", where the tagger takes "breaks" for a noun
  local comma = CONDITION[s.lowers[first - 1]] and lists.find(s.words, ",", first, modal - 1)
  if comma then return comma + 1 end
  if first < modal and s.pos[first - 1] ~= "CCONJ" and s.pos[first - 1] ~= "ADP" then return first end
  while first > low and goes_back(s, first, modal) do
    first = first - 1
  end
  return first
end

-- The condition that stands with the clause first … last, before or behind it: { first, last } in words, or nil.
local function condition_of(s, low, first, last)
  for k = first - 1, low, -1 do
    local lower = s.lowers[k]
    if (lower == "if" or lower == "unless") and foretold.is_condition(s, k) then
      local stop = first - 1
      while stop > k and (s:mark(stop) or s.lowers[stop] == "then" or not s:same_voice(stop, k)) do
        stop = stop - 1
      end
      for i = k + 1, stop do
        -- "If C, X said, E"
        if s.words[i] == "," and FINITE[s.tags[stop]] and i > k + 2 then
          stop = i - 1
          break
        end
      end
      return stop > k and s:slice(k + 1, stop) or nil
    end
    if s.words[k] == ";" then break end
  end
  return nil
end

-- "They still burn and could cause H": the subject of the verb before is the cause.
local function shared_subject(s, modal)
  local verb = tree.head(s, modal)
  local above = verb > 0 and tree.relation(s, verb) == "conj" and tree.head(s, verb) or 0
  local subject = above > 0 and not tree.child(s, verb, SUBJECT) and tree.child(s, above, SUBJECT)
  return subject and subject < above and s:slice(parties.phrase(s, subject, 1, above - 1)) or nil
end

-- "a closure, which they said would ruin the harvest": what the relative pronoun stands for, else the pronoun.
local function relative_cause(s, modal)
  if s.pos[modal - 1] ~= "VERB" then return nil end
  local speaker = nounphrase.before(s, modal - 1)
  local pronoun = speaker and speaker - 1 or 0
  if not RELATIVE[s:lower(pronoun)] then return nil end
  local first, last = nounphrase.before(s, pronoun + 1)
  return s:slice(first or pronoun, last or pronoun)
end

local ANY = wordset.of [[any no anything nothing]]

-- "will take no step that would hurt Y": whether a relative clause, its modal verb at `modal`, is about what is
-- to be avoided.
local function is_ruled_out(s, modal)
  return s.lowers[modal - 1] == "that" and lists.find(s.lowers, ANY, math.max(1, modal - 10), modal - 2) ~= nil
end

-- A statement by whom `who` tells, whose modal stands at `modal` and whose cue ends at `ending`. `effect`: its verb
-- of harm, as foretold.split wants it.
local function statement(s, who, modal, ending, effect)
  local low, high = clause_of(s, modal, who.claim)
  local first = clause_start(s, modal, low)
  -- "he may act if it would hurt Y"
  if CONDITION[s.lowers[first - 1]] or is_ruled_out(s, modal) then return nil end
  local last = math.min(high, foretold.last(s, modal, modal, s.lemma))
  if last < ending then last = ending end
  local harm, trigger, conditional = foretold.split(s, first, last, effect)
  if not conditional then
    local before = condition_of(s, low, first, last)
    if before then
      local empty = s.lowers[first] == "it" or s.lowers[first] == "there"
      harm, trigger, conditional = empty and harm or s:slice(first, last), before, true
    end
  end
  if not harm then return nil end
  if effect and not trigger then trigger = shared_subject(s, modal) or relative_cause(s, modal) end
  return { type = "warning", act = "warn", polarity = "positive", cue = s:slice(modal, ending), harm = harm,
    trigger = trigger, issuer = who.issuer, addressee = who.addressee, confidence = 0.7,
    modality = conditional and "conditional" or "predicted" }
end

-- How a word of harm hangs on the verb that foretells it, and within a phrase.
local DIRECT = wordset.of [[obj obl obl:agent nsubj nsubj:pass]]
local GOVERNED = wordset.of [[obj obl xcomp ccomp iobj conj acl advcl]]
local INSIDE = wordset.of [[amod compound conj nmod]]

-- The topmost word of the phrase that holds the word at `word`, below the verb at `verb`.
local function top_of(s, word, verb)
  while tree.head(s, word) > 0 and tree.head(s, word) ~= verb and INSIDE[tree.relation(s, word)] do
    word = tree.head(s, word)
  end
  return word
end

-- Whether the word of harm at `word` is what the verb at `verb` governs, or is in its phrase.
local function governs(s, verb, word)
  local top = top_of(s, word, verb)
  return top == verb or tree.head(s, top) == verb and GOVERNED[tree.relation(s, top)]
end

local function by_effect(m, s, who)
  local effect = warned.effect(s, m)
  local record = statement(s, who, effect.modal, effect.last, effect)
  if record then warned.hedge(m, record, effect) end
  return record
end

-- Whether the cue of a warning that was filed, or its harm, holds the words at `cue`.
local function is_taken(doc, cue)
  for _, record in ipairs(doc:records "warning") do
    local harm = record:role "harm"
    if record:role("cue"):overlaps(cue) or harm and harm:contains(cue) then return true end
  end
  return false
end

-- What a rule emits: the draft that `take` makes of a match, where someone says it.
local function told(take)
  return function(m, doc)
    local who = parties_of(doc, m)
    local record = who and take(m, warned.sentence(doc, m), who)
    return record and not is_taken(doc, record.cue) and record or nil
  end
end

rule "cause" {
  about = "'C could cause (lead to) H,' X said.",
  pattern = [[ $late modal:$foretells $adverbs effect:@harming_verb[class=cause]
               ..{0,8}!([lower=";"|if|unless|that|despite|","] | $relief) word:$harm ]],
  emits = { "warning" },
  emit = told(function(m, s, who)
    local word, verb = s:index(m.word.start), s:index(m.effect.start)
    if m.effect.lemma == "make" and s.lowers[verb + 1] == "possible" then return nil end
    -- "make the threat worse", but not "make prosecution a priority"
    local state = m.effect.lemma == "make" and s.pos[word] == "NOUN" and tree.child(s, verb, { xcomp = true })
    if state and s.pos[state] ~= "ADJ" or not tree.is_below(s, word, verb) then return nil end
    return by_effect(m, s, who)
  end),
  accepts = {
    { "The bill could cause chaos, the minister said.", issuer = "the minister", cue = "could cause",
      harm = "chaos",
      trigger = "The bill", act = "warn", severity = 2 },
    { "He said the strike would soon lead to a serious crisis.", harm = "a serious crisis",
      trigger = "the strike" },
    { "He said the change would make roads unsafe.", harm = "roads unsafe", trigger = "the change" },
    { "“If they do it, it will trigger a war,” he said.", harm = "a war", trigger = "they do it",
      modality = "conditional" },
  },
  rejects = {
    "The bill could cause chaos.",
    "The company said the sale will result in a loss of 3 million dollars.",
    "He said the plan will bring about a cut in the deficit.",
  },
}

rule "change" {
  about = "'C would hurt Y,' X said.",
  pattern = [[ $late modal:$foretells $adverbs (?= $harm_word) effect:@harming_verb[class=change] ]],
  emits = { "warning" },
  emit = told(by_effect),
  accepts = {
    { "Closing the border would harm the economy, he said.", issuer = "he", cue = "would harm",
      harm = "harm the economy", trigger = "Closing the border" },
    { "He said the tax would badly hurt farmers.", harm = "hurt farmers" },
    { "“If the dam breaks, the flood will destroy the town,” he said.", harm = "the flood will destroy the town",
      trigger = "the dam breaks" },
    { "She spoke of a closure, which he said would harm the town.", trigger = "a closure", issuer = "he" },
  },
  rejects = {
    "The tax would harm the economy.",
    "He said the town would take no step that would harm the economy.",
  },
}

rule "move" {
  about = "'C would reduce confidence (raise the risk of war),' X said.",
  pattern = {
    [[ $late modal:$foretells $adverbs effect:@harming_verb[class=lower] ..{0,5}!([lower=";"|if|unless|that|","|to])
       word:@benefit ]],
    [[ $late modal:$foretells $adverbs effect:@harming_verb[class=raise]
       ..{0,5}!([lower=";"|if|unless|that|","|or|and]) word:$harm ]],
  },
  emits = { "warning" },
  emit = told(function(m, s, who)
    return governs(s, s:index(m.effect.start), s:index(m.word.start)) and by_effect(m, s, who) or nil
  end),
  accepts = {
    { "He said the law would only reduce public confidence.", harm = "reduce public confidence",
      trigger = "the law" },
    { "He said the law would only increase youth unemployment.", harm = "increase youth unemployment" },
    { "He said the law would push many firms to fail.", harm = "push many firms to fail" },
  },
  rejects = {
    "He said the law will cut taxes.",
  },
}

-- What keeps harm away: "would be free of conflicts".
local KEPT_AWAY = wordset.of [[free safe immune protected]]
local OF_PREDICATE = wordset.of [[amod nmod obl compound conj]]

-- Whether the word of harm at `word` is the predicate, or says how it is: "a disaster", "subject to punishment", "a
-- mistake with dire consequences", but not "one of the most dangerous jobs".
local function names(s, predicate, word)
  if KEPT_AWAY[s.lowers[predicate]] then return false end
  if word == predicate then return true end
  local head, rel = tree.head(s, word), tree.relation(s, word)
  if head == predicate then return OF_PREDICATE[rel] ~= nil end
  return rel ~= "amod" and INSIDE[rel] and tree.head(s, head) == predicate or false
end

rule "copula" {
  about = "'C would be a disaster,' X said.",
  pattern = [[ $late modal:$foretells $adverbs verb:be ..{0,8}!([lower=";"|":"|","|that|who])
               (?= $harm_word) word:@harm[severity>=2] ]],
  emits = { "warning" },
  emit = told(function(m, s, who)
    local modal, verb, word = s:index(m.modal.start), s:index(m.verb.start), s:index(m.word.stop - 1)
    if tree.relation(s, verb):sub(1, 3) == "aux" or s.lowers[verb + 1] == "due" then return nil end
    local predicate = tree.relation(s, verb) == "cop" and tree.head(s, verb) or verb
    local is_named
    if predicate == verb then
      is_named = tree.head(s, top_of(s, word, verb)) == verb -- "there will be war"
    else
      is_named = names(s, predicate, word)
    end
    if not is_named then return nil end
    return statement(s, who, modal, verb, { modal = modal, verb = verb, last = verb, class = "be" })
  end),
  accepts = {
    { "The deal would be a disaster, he said.", cue = "would be", harm = "a disaster",
      trigger = "The deal", severity = 3 },
    { "He said there will be serious consequences if they attack.", cue = "will be", harm = "serious consequences",
      trigger = "they attack" },
    { "He said the deal would clearly be a disaster.", cue = "would clearly be" },
  },
  rejects = {
    "The deal would be a gift, he said.",
  },
}

rule "condition" {
  about = "'If C, Y could lose H,' X said.",
  pattern = [[ $late modal:$foretells ..{0,12}!([lower=";"|":"|","] | $foretells)
               (?<! zero|no|less|fewer|any) word:$harm_word (?! [pos=NOUN]) ]],
  emits = { "warning" },
  emit = told(function(m, s, who)
    local modal, word = s:index(m.modal.start), s:index(m.word.start)
    local verb = tree.head(s, modal)
    local top = top_of(s, word, verb)
    if word ~= verb and tree.head(s, top) ~= verb then return nil end
    if tree.relation(s, word) == "amod" and tree.relation(s, top) == "obl" then return nil end
    if warned.is_negative(s, warned.group(s, verb)) then return nil end
    if verb <= modal or verb - modal > 5 or word ~= verb and not DIRECT[tree.relation(s, top)] then return nil end
    local record = statement(s, who, modal, tree.child(s, verb, { cop = true }) or verb, nil)
    if not record or record.modality ~= "conditional" or record.harm.stop < m.word.stop then return nil end
    return record
  end),
  accepts = {
    { "“If the cuts go ahead, the town will suffer,” he said.", harm = "the town will suffer",
      trigger = "the cuts go ahead",
      cue = "will suffer" },
    { "“The firm could face losses unless prices rise,” he said.", trigger = "prices rise" },
    { "He said the firm may be weak if prices fall.", cue = "may be" },
  },
  rejects = {
    "He said the town will suffer.",
  },
}

rule "unable" {
  about = "'If C, Y will not be able to do Z,' X said.",
  pattern = [[ $late modal:$foretells [lower=not|"n't"|never|longer] ([pos=ADV]){0,2} be ([pos=ADV]){0,2}
               state:[lower=able|left|allowed|possible|safe|permitted] ]],
  emits = { "warning" },
  emit = told(function(m, s, who)
    local record = statement(s, who, s:index(m.modal.start), s:index(m.state.start), nil)
    return record and record.modality == "conditional" and record or nil
  end),
  accepts = {
    { "“If the levee fails, the town will not be able to cope,” he said.", trigger = "the levee fails",
      harm = "the town will not be able to cope" },
    { "“If the bridge fails, the road will not even be properly safe,” he said.", harm = true },
  },
  rejects = {
    "He said he will not be able to come.",
  },
}

rule "result" {
  about = "'The result of C would be H,' X said.",
  pattern = [[ $late <result|consequence|effect|outcome> of ..{1,12}!([lower=";"|":"|","]) modal:$foretells
               $adverbs verb:be ..{0,8}!([lower=";"|":"|","]) @harm ]],
  emits = { "warning" },
  emit = told(function(m, s, who)
    local modal, verb = s:index(m.modal.start), s:index(m.verb.start)
    return statement(s, who, modal, verb, { modal = modal, verb = verb, last = verb, class = "be" })
  end),
  accepts = {
    { "One result of such a move would be a loss of jobs, he said.", harm = "a loss of jobs",
      trigger = "such a move" },
    { "One result of such a move would clearly be a loss of jobs, he said.", harm = "a loss of jobs" },
  },
}

rule "joined" {
  about = "'C could fail and lead to H,' X said.",
  pattern = [[ $late modal:$foretells ..{1,14}!([lower=";"|":"]) [lower=and|or] $adverbs
               effect:@harming_verb[class=cause] ..{0,8}!([lower=";"|if|unless|that|","]) @harm ]],
  emits = { "warning" },
  emit = told(function(m, s, who)
    local modal, verb, last = s:index(m.modal.start), s:index(m.effect.start), s:index(m.effect.stop - 1)
    if s.tags[verb] ~= "VB" or s.lowers[verb - 1] == "to" then return nil end
    local low = clause_of(s, modal, who.claim)
    local record = statement(s, who, modal, verb, { modal = modal, verb = verb, last = last, class = "cause" })
    if not record then return nil end
    record.cue = m.effect
    record.harm = s:slice(last + 1, foretold.last(s, last + 1, verb, s.lemma))
    record.trigger = s:slice(clause_start(s, modal, low), modal - 1)
    return record
  end),
  accepts = {
    { "He said the plan could fail and lead to a crisis.", cue = "lead to", harm = "a crisis",
      trigger = "the plan" },
    { "He said the plan could fail and even lead to a crisis.", cue = "lead to" },
  },
}

rule "menace" {
  about = "'C threatens to cause H,' X said.",
  pattern = [[ $late modal:<threaten> to effect:@harming_verb ]],
  emits = { "warning" },
  emit = told(function(m, s, who)
    local modal = s:index(m.modal.start)
    local group = warned.group(s, modal)
    if s.pos[modal] ~= "VERB" or group.modal then return nil end
    local effect = warned.effect(s, m)
    effect.class = effect.class == "cause" and "cause" or "change"
    return statement(s, who, modal, effect.last, effect)
  end),
  accepts = {
    { "He said such loans threaten to cause inflation.", issuer = "He" },
  },
  rejects = {
    "Such loans threaten to cause inflation.",
  },
}

rule "dangerous" {
  about = "'C is dangerous,' X said.",
  pattern = [[ $late [lemma=be & rel=cop] ([pos=ADV & lower!=not]){0,2}
               cue:[lower=dangerous|perilous|hazardous|suicidal] (?! [pos=NOUN] | enough) ]],
  emits = { "warning" },
  emit = told(function(m, s, who)
    local i = s:index(m.cue.start)
    local subject = tree.child(s, i, { nsubj = true, csubj = true })
    local is_said_of = subject and subject < i and s.pos[subject] ~= "PRON"
    if not is_said_of or warned.is_negative(s, warned.group(s, i)) then return nil end
    return { type = "warning", act = "warn", polarity = "positive", cue = m.cue, modality = "factual",
      trigger = s:slice(parties.phrase(s, subject, 1, i - 2)), issuer = who.issuer, addressee = who.addressee,
      confidence = 0.6 }
  end),
  accepts = {
    { "Such changes are very dangerous, he said.", cue = "dangerous", trigger = "Such changes", issuer = "he" },
  },
  rejects = {
    "Such changes are dangerous.",
    "He said such changes are not dangerous.",
    "He said they were dangerous.",
  },
}

rule "danger" {
  about = "'C carries a risk of H,' X said; 'we are on the brink of H.'",
  pattern = {
    [[ $late (?<! $easing | at) cue:[lower=risk|danger] $danger_of rest:[alpha] ]],
    [[ $late (?<! $easing) cue:[lower=risk|danger|threat] that rest:. ]],
    [[ $late the cue:brink of rest:. ]],
    [[ $late cue:<head> [lower=for|toward|towards] (?= ..{0,3} @harm[severity>=2]) rest:. ]],
  },
  emits = { "warning" },
  emit = told(function(m, s, who)
    local i, from = s:index(m.cue.start), s:index(m.rest.start)
    if s.lowers[from - 1] == "that" and tree.relation(s, from - 1) ~= "mark" then return nil end
    local last = foretold.last(s, s.lowers[from - 1] == "that" and from - 1 or from, i, s.lemma)
    -- "the risk of arrest is low"
    if s.lowers[from - 1] == "of" and finite.within(s, from, last) then return nil end
    local _, high = clause_of(s, i, who.claim)
    local verb = tree.head(s, i)
    local subject = tree.relation(s, i) == "obj" and tree.child(s, verb, { nsubj = true })
    local is_act = subject and subject < verb and s.pos[subject] ~= "PRON"
    return { type = "warning", act = "warn", polarity = "positive", cue = m.cue, modality = "predicted",
      harm = s:slice(from, math.min(last, high)), issuer = who.issuer, addressee = who.addressee,
      trigger = is_act and s:slice(parties.phrase(s, subject, 1, verb - 1)) or nil, confidence = 0.6 }
  end),
  accepts = {
    { "The move carries a risk of war, he said.", cue = "risk", harm = "war", trigger = "The move" },
    { "“There is a danger that the wall will fall,” he said.", cue = "danger", harm = "the wall will fall" },
    { "“We are heading for disaster,” he said.", cue = "heading", harm = "disaster" },
    { "He said the country was on the brink of war.", cue = "brink", harm = "war" },
  },
  rejects = {
    "The move carries a risk of war.",
    "He said the pill would reduce the risk of cancer.",
    "He said there was little danger of war.",
    "He said the risk of arrest is low.",
    "He said they work there despite the risk of war.",
  },
}
