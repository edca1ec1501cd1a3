--- Negation, hedging and reporting status for any bundle: lists, parts of patterns, and modifiers that use them.
---
--- Lists: @negation, @negation_verb, @hedge, @status, @embedding, @implicative (scripts/english/modality/*.tsv).
local modality = {}

lexicon "negation" { file = "english/modality/negation.tsv" }
lexicon "negation_verb" { file = "english/modality/negation_verbs.tsv", by = "lemma" }
lexicon "hedge" { file = "english/modality/hedges.tsv" }
lexicon "status" { file = "english/modality/status.tsv", by = "lemma" }
lexicon "embedding" { file = "english/modality/embedding.tsv", by = "lemma" }
lexicon "implicative" { file = "english/modality/implicatives.tsv", by = "lemma" }

-- "is it not?", "did you not": asks for a yes.
pattern "tag_question" [[ (?<= (<be|do|have> | will | would | could | can | should | may | might | must)
                               (i | you | he | she | it | we | they | there)) (not | "n't") (?= [punct]) ]]

-- "cannot help laughing", "could not but agree": did.
pattern "not_but" [[ (?<= can | could | ca) (not | "n't") (help | but | wait) ]]

-- Words that hold a negation and are none: "no doubt", "is it not?", "No. 12".
pattern "pseudo_negation" [[ @negation[sense=pseudo] | $tag_question | $not_but | 'No' "."? [number] ]]

-- Words that look like a hedge and are none: "kind of you", the month of May.
pattern "pseudo_hedge" [[ @hedge[sense=pseudo] | [text=May & !first] ]]

-- Where the reach of a cue ends, whatever its list says.
pattern "stop" [[ but | although | though | however | yet | nevertheless | whereas | unless | because | since |
                  ";" | "—" | ":" ]]

-- Words behind which another clause begins: negation and mood do not reach into it.
pattern "clause_stop" [[ $stop | "," | that | who | which | whether | if | and ]]

-- The weaker first, since what is declared later counts.
local CERTAINTIES = { "probable", "possible", "unverified" }
local STATUSES = { "confirmed", "conceded", "possible", "alleged", "withheld", "doubted", "unverified", "refuted",
  "denied" }

-- Declares a modifier of the records wanted; `cues`: the cue's words are kept as features, too.
local function declare(wanted, name, feature, body)
  body.on, body.role = wanted.on, body.role or wanted.role
  if wanted.cues then
    body.features = body.features or {}
    body.features[feature .. "_cue"] = "cue"
  end
  modifier(wanted.prefix .. name)(body)
end

local function polarity(wanted)
  declare(wanted, "negation", "polarity", { cue = [[ cue:@negation[sense=negation|near] ]],
    except = [[ $pseudo_negation ]], stops = [[ $clause_stop ]], direction = "cue.direction", reach = "cue.reach",
    set = { polarity = "negative" } })
  declare(wanted, "refusal", "polarity", { cue = [[ cue:@negation_verb[sense=fails|refuses] (?= to) ]], reach = 3,
    stops = [[ $clause_stop ]], set = { polarity = "negative" } })
end

local function certainty(wanted)
  for _, value in ipairs(CERTAINTIES) do
    local entry = "@hedge[certainty=" .. value .. "]"
    local cue = "cue:" .. entry
    declare(wanted, "hedge_" .. value, "certainty", { cue = cue, except = [[ $pseudo_hedge ]],
      stops = [[ $clause_stop ]], direction = "cue.direction", reach = 6, set = { certainty = value } })
    if wanted.within then
      declare(wanted, "hedge_within_" .. value, "certainty", { cue = wanted.cues and cue or entry,
        except = [[ $pseudo_hedge ]],
        direction = "overlaps", role = wanted.within, set = { certainty = value } })
    end
  end
end

-- Cues that hold the record's own ("could not confirm that …") as well as those that stand around it.
local function status(wanted)
  for _, value in ipairs(STATUSES) do
    local cue = "cue:@status[status=" .. value .. "]"
    -- "did not deny", "not rule out"
    local except = value == "denied" and [[ @status[status=conceded|possible] ]] or nil
    declare(wanted, "status_" .. value, "status", { cue = cue, except = except, stops = [[ $stop ]],
      direction = "cue.direction",
      reach = "cue.reach", set = { status = value }, features = { certainty = "cue.certainty" } })
    declare(wanted, "status_over_" .. value, "status", { cue = cue, except = except, direction = "overlaps",
      set = { status = value }, features = { certainty = "cue.certainty" } })
  end
end

--- Lets negation, hedges and reporting status set `polarity`, `certainty` and `status` of records. bundle.lua has
--- to declare these features for the type. Call it in a main chunk, once for each type.
---   on        the type, or a list of types
---   role      the part that cues have to reach: the verb or word that makes the record
---   within    the part whose hedges count wherever they stand in it
---   features  of polarity, certainty, status those to set; all where left out
---   cues      true: the words that did it become polarity_cue, certainty_cue, status_cue
function modality.govern(wanted)
  local set = { polarity = polarity, certainty = certainty, status = status }
  wanted.prefix = (type(wanted.on) == "table" and table.concat(wanted.on, "_") or wanted.on) .. "_"
  for _, name in ipairs(wanted.features or { "polarity", "certainty", "status" }) do
    if not set[name] then
      error("modality.govern knows polarity, certainty and status, not " .. tostring(name), 2)
    end
    set[name](wanted)
  end
end

return modality
