-- A rule needs a regex and what to emit. Where the regex matches in a sentence, a record is filed.
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
