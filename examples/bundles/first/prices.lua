-- A list of words and phrases, for patterns. An entry may have columns: { "up", column = value }.
lexicon "up" { "up", "dearer by" }

-- A rule needs a pattern and what to emit. A token pattern reads words: `what:` captures one that holds letters
-- only, <be> is any form of "be", @up an entry of the list, [number] a word of digits.
rule "up" {
  about = "X is up N per cent.",
  pattern = [[ what:[alpha] <be> cue:@up amount:(number:[number] (percent | per cent)) ]],
  when = function(m)
    return tonumber(m.number.text) >= params.least
  end,
  -- The captures to take as roles, then features: here one that a function works out.
  emit = {
    type = "rise", "what", "cue", "amount",
    features = { percent = function(m) return tonumber(m.number.text) end },
  },
  accepts = {
    { "Bread is up 12 per cent.", what = "Bread", cue = "up", amount = "12 per cent", percent = 12 },
    { "Eggs were dearer by 5 percent.", what = "Eggs", cue = "dearer by" },
  },
  rejects = { "Bread is up for sale.", "Bread is down 12 per cent." },
}

-- A regex reads letters. Where the regex matches in a sentence, a record is filed.
-- Flag x: blanks in the regex are for the reader. Named groups become roles.
rule "rose" {
  about = "The price of X rose (by) N per cent.",
  regex = [[
    \b price s? \s of \s (?<what> \p{L}+ ) \s
    (?<cue> rose | jumped | climbed ) \s (?: by \s )?
    (?<amount> (?<number> \d+ ) \s (?: percent | per \s cent ) )
  ]],
  flags = "xi",
  -- A guard: m is the match; its named groups are spans of the article.
  when = function(m, doc)
    return tonumber(m.number.text) >= params.least
  end,
  -- A function where a table of names would not do: spans become roles, other values features.
  emit = function(m, doc)
    return { type = "rise", what = m.what, cue = m.cue, amount = m.amount, percent = tonumber(m.number.text) }
  end,
  -- Texts beside a rule show what it finds, and what not: `tocsin test` tries them.
  accepts = {
    { "The price of bread rose by 12 per cent.", what = "bread", cue = "rose", amount = "12 per cent",
      percent = 12 },
    "Prices of oil jumped 3 percent.",
  },
  rejects = { "The price of bread fell by 12 per cent." },
}

-- Where fixed names are enough, `emit` is a table: the groups to take as roles, then features.
rule "dearer" {
  about = "X became dearer.",
  regex = [[(?<what>\b\p{L}+) (?<cue>(?:became|is|are) dearer)\b]],
  flags = "i",
  emit = { type = "rise", "what", "cue" },
  accepts = { { "Bread became dearer.", what = "Bread", cue = "became dearer", percent = false } },
  rejects = { "Bread became cheaper." },
}
