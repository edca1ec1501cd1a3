--- The lists of conjunctions, prepositions, verbs and nouns of cause and condition, with their direction.
lexicon "condition" { file = "cues/condition.tsv" }
lexicon "condition_phrase" { file = "cues/condition_phrase.tsv" }
lexicon "reason" { file = "cues/reason.tsv" }
lexicon "reason_phrase" { file = "cues/reason_phrase.tsv" }
lexicon "result_adverb" { file = "cues/result_adverb.tsv" }
lexicon "cause_verb" { file = "cues/cause_verb.tsv", by = "lemma" }
lexicon "cause_noun" { file = "cues/cause_noun.tsv", by = "lemma" }
lexicon "impact_noun" { file = "cues/impact_noun.tsv", by = "lemma" }
lexicon "reaction_verb" { file = "cues/reaction_verb.tsv", by = "lemma" }

return true
