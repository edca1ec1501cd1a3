---@meta tocsin
-- What a bundle's Lua sees: the reference of the Lua API, in LuaCATS annotations, for editors and for people.
-- Point the Lua language server at this folder ("workspace.library"), with Lua 5.4 as the runtime version.
--
-- Offsets are bytes of the article as UTF-8, from 0, half-open: text = bytes [start, stop).
-- Numbers of words, sentences and captures count from 1.
-- Objects (document, span, match, record) belong to one article: used after it, they raise an error.
-- Misuse raises an error at the caller's line; "nothing found" is nil, false or an empty list.

---The article.
---@class tocsin.Document
---@field id string      what the input calls it: a file's name, or the field "id"
---@field text string    the whole text; each reading copies it, so keep it in a local
---@field length integer bytes of the text
---@field meta table     the other fields of its input line, read-only; empty where there are none
local document = {}

---All sentences, as a new list.
---@return tocsin.Span[]
function document:sentences() end

---Sentence `number`, or nil beyond the ends.
---@param number integer from 1
---@return tocsin.Span?
function document:sentence(number) end

---All paragraphs, as a new list.
---@return tocsin.Span[]
function document:paragraphs() end

---All words and marks of the article, as a new list. Prefer a sentence's.
---@return tocsin.Span[]
function document:tokens() end

---The bytes [start, stop). An offset within a character or out of the text is an error.
---@param start integer
---@param stop integer
---@return tocsin.Span
function document:span(start, stop) end

---What the engine itself finds, in the order of the text, an outer one before those within it.
---@param type "Sentence"|"Paragraph"|"Quote"|"Clause"|"Date"|"Name"|"Pronoun"|"NP"|"VP"
---@param role? "inner"|"part"|"body"|"title"|"family"|"role"|"subject"|"verb"|"marker"|"head"|"determiner"|"modifier"|"possessor"|"apposition"|"conjunct"|"whole"|"object"|"modal" instead of the whole: a quotation without its marks, what a paragraph holds of an outermost quotation, a clause without the words that open it; of names the title, the family name, the phrase beside it that says what a person is
---@return tocsin.Annotation[]
function document:annotations(type, role) end

---The records filed so far, in the order of their filing, of one type or of all.
---@param type? string
---@return tocsin.Record[]
function document:records(type) end

---Why a record is there. In handlers of `on.explain` only; nil for a record of another bundle.
---@param record tocsin.Record
---@return tocsin.RecordExplained?
---@overload fun(self: tocsin.Document, question?: tocsin.Question): tocsin.Explained
function document:explain(record) end

---What is asked for: a rule, a sentence (from 1), both; neither: all matches and records, but not why there are no more.
---@class tocsin.Question
---@field rule? string       "FILE/name"; one that the bundle does not have is an error
---@field sentence? integer

---@class tocsin.Explained
---@field matches tocsin.MatchExplained[]
---@field records tocsin.RecordExplained[]  also those that lost by their type's conflict policy
---@field misses tocsin.MissExplained[]     each rule and sentence asked for without a match

---@class tocsin.MatchExplained
---@field rule string
---@field file string
---@field line integer
---@field sentence integer
---@field pattern integer    which of the rule's patterns or regexes
---@field span tocsin.Span
---@field guarded boolean    the rule has a `when`
---@field outcome "records"|"emit gave none"|"refused by when"|"failed"|"left out"  the last: the rule had failed before
---@field elements tocsin.ElementExplained[]  of a token pattern, in order
---@field captures { name: string, span: tocsin.Span, list?: string, list_file?: string, list_line?: integer, record?: tocsin.Record }[]

---An element of a pattern as it is written, its place, and the words that it took: none for an edge or a look ahead.
---@class tocsin.ElementExplained
---@field element string
---@field file string
---@field line integer
---@field column integer?
---@field span tocsin.Span?

---@class tocsin.RecordExplained
---@field record tocsin.Record
---@field type string
---@field rule string
---@field sentence integer
---@field span tocsin.Span
---@field match tocsin.MatchExplained?  nil: a handler filed it
---@field roles { name: string, span: tocsin.Span }[]
---@field features tocsin.FeatureExplained[]
---@field links tocsin.LinkExplained[]
---@field lost boolean?           true: by its type's conflict policy
---@field lost_to tocsin.Record?  nil where that was lost, too

---@class tocsin.FeatureExplained
---@field name string
---@field value string|number|boolean|tocsin.Span
---@field from "constant"|"capture"|"column"|"function"|"emit"|"modifier"|"handler"
---@field by string?       the capture, "capture.column", or the modifier
---@field file string?     of the modifier
---@field line integer?
---@field cue tocsin.Span? of the modifier

---@class tocsin.LinkExplained
---@field rel string
---@field to tocsin.Record
---@field from "link"|"lua"  a link rule, or a rule's or handler's Lua
---@field by string?         the link rule, with its place
---@field file string?
---@field line integer?

---@class tocsin.MissExplained
---@field rule string
---@field file string
---@field line integer
---@field sentence integer
---@field ended_by "trigger"|"pattern"|"scope"  what it waits for is not there; it does not match; it does, but not within its scope
---@field trigger string                        what it waits for
---@field elements tocsin.ElementExplained[]?   of a token pattern: what fitted in its best attempt
---@field wanted tocsin.ElementExplained[]?     what could have come next
---@field saw tocsin.Span?                      the word that stood there; nil: the sentence was over

---A stretch that the engine found; beside what follows it has all that a span has.
---@class tocsin.Annotation: tocsin.Span
---@field type string
---@field number integer     its place among those of its type, from 1
---@field length integer     words and marks in it
---@field kind string        Quote: speech, fragment, scare, title, name; Clause: main, that, if, relative, participial, infinitive, quoted; Name: person, organization, place, nationality, other
---@field depth integer      Quote, Clause: 1 in no other
---@field opened boolean     Quote: its opening mark is there; else where it begins was guessed
---@field closed boolean     Quote: its closing mark is there; else where it ends was guessed
---@field continued boolean  Quote: a paragraph reopens what the one before left open
---@field confidence number  Quote: 1 where its marks are as they should be
---@field sentences integer  Paragraph: how many it holds
---@field value string?       Date: "2022-02-24", "2022-W08", "XXXX-02-24"; nil: nothing is known. See scripts/README.md
---@field granularity string  Date: century, decade, year, half, quarter, season, month, week, weekend, day, part, time
---@field relation string     Date: by the preposition before it: none, on, since, until, by, before, after, during
---@field phase string        Date: whole, early, mid, late
---@field relative boolean    Date: reckoned from the article's day, or from a date before it
---@field resolved boolean    Date: its days are known
---@field from integer?       Date: the first day, as 20220224; nil: not known
---@field to integer?         Date: the last day
---@field entity string?      Name: the fullest name of the same in the article; Pronoun: of whom it means; nil: not said
---@field gender string       Name, Pronoun: man, woman, unknown
---@field speaker boolean     Name: a verb of saying stands beside it
---@field inferred boolean    Name: it may mean others, too; Pronoun: it has an entity

---A stretch of the article. Spans with equal edges are equal (==); tostring gives the text.
---@class tocsin.Span
---@field text string
---@field start integer
---@field stop integer
---@field sentence tocsin.Span?    the sentence that its first byte is in
---@field sentence_index integer?  the number of that sentence
---@field pos string?    of a span of one word: its part of speech here, as Universal Dependencies name it; nil of others. A list entry's column of that name comes first; so for the next two
---@field tag string?    the same: its tag here, as the Penn treebank names it
---@field lemma string?  the same: the base form that goes with that
---@field rel string?    of a span of one word: its relation to its head, as Universal Dependencies name it ("nsubj:pass"), "root" of the word without one
---@field head tocsin.Span?  the same: the word that it hangs on; nil of the root
local span = {}

---Its words and marks as written. One call for many words is much cheaper than one for each.
---@return string[]
function span:words() end

---The same, case folded.
---@return string[]
function span:lowers() end

---The part of speech of each, as `pos` has it. These three need a bundle with token patterns, or one whose manifest says `tagged = true`, and are an error elsewhere.
---@return string[]
function span:classes() end

---The tag of each, as `tag` has it.
---@return string[]
function span:tags() end

---The lemma of each, as `lemma` has it.
---@return string[]
function span:lemmas() end

---The place of the head of each among them, from 1; 0 where it is not one of them.
---@return integer[]
function span:heads() end

---The relation of each to its head, as `rel` has it.
---@return string[]
function span:relations() end

---The tree of its words in one call, as lists by word: heads and relations as above; the places of what hangs on each (a list; nil
---where nothing does); the first and the last of all that hangs on each, near or far, itself included.
---@return integer[] heads
---@return string[] relations
---@return table<integer, integer[]> children
---@return integer[] first
---@return integer[] last
function span:tree() end

---The words that hang on it, in the order of the text. Of a span of several words, on its top; so for `subtree`. These three need a
---bundle with token patterns, or one whose manifest says `tagged = true`, and are an error elsewhere.
---@param relation? string  only those with this relation to it, or a kind of it: "nsubj" is also "nsubj:pass"
---@return tocsin.Span[]
function span:children(relation) end

---From the first word to the last of all that is below it, it included, without marks at the edges.
---@return tocsin.Span?
function span:subtree() end

---The word of it that its other words hang on, or the first that hangs on none of them.
---@return tocsin.Span?
function span:top() end

---What the engine itself finds within it, as `document:annotations` has it: only sentences that it touches are looked at.
---@param type string
---@param role? string
---@return tocsin.Annotation[]
function span:annotations(type, role) end

---The shortest of them that covers it, or nil: the quotation, clause or noun phrase that it stands in.
---@param type string
---@param role? string
---@return tocsin.Annotation?
function span:around(type, role) end

---Where each of its words and marks begins: offsets as `start` has them.
---@return integer[]
function span:starts() end

---Where each of them ends.
---@return integer[]
function span:stops() end

---Its words and marks as spans: much dearer than the lists of strings and numbers.
---@return tocsin.Span[]
function span:tokens() end

---All that the library's sentences are made of, in one call: its words, lowers, classes, tags, starts and stops.
---@return string[] words
---@return string[] lowers
---@return string[] classes
---@return string[] tags
---@return integer[] starts
---@return integer[] stops
function span:lists() end

---The number of its word that holds a byte of the document, or of the next behind that; of its last word, where there is no
---next. nil: it has no words.
---@param offset integer
---@return integer?
function span:index(offset) end

---Where it stands: the number of its sentence, and those of its first and last word within that.
---@return integer sentence
---@return integer first
---@return integer last
function span:place() end

---Words i … j of it; negative numbers count from the end; j is i where it is left out. nil when there are none such.
---@param i integer
---@param j? integer
---@return tocsin.Span?
function span:sub(i, j) end

---Up to n words before it in its sentence, as one span; nil when there is none.
---@param n? integer 1 where left out
---@return tocsin.Span?
function span:before(n) end

---Up to n words behind it in its sentence, as one span; nil when there is none.
---@param n? integer 1 where left out
---@return tocsin.Span?
function span:after(n) end

---@param other tocsin.Span
---@return boolean
function span:contains(other) end

---@param other tocsin.Span
---@return boolean
function span:overlaps(other) end

---From the start of the first to the end of the last of the two.
---@param other tocsin.Span
---@return tocsin.Span
function span:join(other) end

---A match of a regex: everything a span has, and its captures by number or name (m[1], m.issuer): spans, nil where
---the group took no part. A name or number that the regex does not have is an error.
---@class tocsin.Match: tocsin.Span
---@field [integer] tocsin.Span?
---@field [string] tocsin.Span?

---A match of a token pattern: everything a span has, and its captures by name: nil where it was not captured this time, a
---list where it stands in a repetition. A name that no pattern of the rule captures is an error.
---@class tocsin.TokenMatch: tocsin.Span
---@field [string] tocsin.Capture|tocsin.Capture[]|nil
local token_match = {}

---Everything that was captured by that name.
---@param name string
---@return tocsin.Capture[]
function token_match:all(name) end

---What a token pattern captured: a span that knows which list entry or annotation it is. Other fields are the entry's
---columns, or the annotation's features: nil where it has none this time, an error where it never can.
---@class tocsin.Capture: tocsin.Span
---@field record tocsin.Record?  the record that it is (or is a role of); nil for the engine's own annotations
---@field [string] string|number|boolean|tocsin.Span|nil

---A record: one annotation of the output.
---@class tocsin.Record
---@field type string
---@field rule string        "FILE/name"
---@field confidence number  0 to 1
---@field span tocsin.Span
local record = {}

---The first span of a role, or nil.
---@param name string
---@return tocsin.Span?
function record:role(name) end

---All spans of a role.
---@param name string
---@return tocsin.Span[]
function record:roles(name) end

---@param name string
---@return string|number|boolean|tocsin.Span|nil
function record:feature(name) end

---Adds a link to another record of the article.
---@param relation string
---@param other tocsin.Record
function record:link(relation, other) end

---Adds a holder: the record stands in that claim's words. Innermost first.
---@param holder tocsin.Record
function record:attribute(holder) end

---Sets a feature. One that the type does not declare is an error.
---@param feature string
---@param value string|number|boolean|tocsin.Span
function record:set(feature, value) end

---Takes it out, with the links and attributions that lead to it. For handlers that judge by what the whole article shows.
function record:drop() end

---Says which name the role stands for.
---@param role string
---@param name string
---@param inferred? boolean it is concluded, not written there; marks the role
function record:set_entity(role, name, inferred) end

---A role as a list: several spans, or one with what is known of it.
---@class tocsin.Role
---@field [integer] tocsin.Span
---@field entity? string
---@field inferred? boolean the text does not say so; the rule concludes it

---What a rule returns, or `emit` takes. Any other key is a role (a span, a match or a tocsin.Role) or a feature (a string,
---number or boolean). A role or feature that the manifest does not declare for the type is an error. Without `span`,
---the record reaches from its first role to its last.
---@class tocsin.Draft
---@field type string
---@field span? tocsin.Span
---@field confidence? number                                 0 to 1; 1 where left out
---@field rule? string                                       in `emit` only: the name within the file
---@field features? table<string, string|number|boolean|tocsin.Span>  a feature that is a span must stand here
---@field attributed_to? tocsin.Record[]
---@field links? { rel: string, to: tocsin.Record }[]
---@field [string] any

---An `emit` table: names of captures become roles; other fields are fixed features.
---@class tocsin.Emit
---@field type string
---@field [integer] string                    captures that are roles of that name
---@field roles? table<string, string>        role by capture, where the names differ
---@field confidence? number                  0 to 1; 1 where left out
---@field features? table<string, tocsin.Computed|number|boolean>
---@field [string] any

---A feature that a match decides: "capture" (its words), "capture.column" (of the list entry or annotation that it is; of
---token patterns only), or a function; nil: none this time.
---@alias tocsin.Computed string|fun(m: tocsin.Match|tocsin.TokenMatch, doc: tocsin.Document): string|number|boolean|tocsin.Span|nil

---Where one match lies whole. Of regexes the first three.
---@alias tocsin.Scope "sentence"|"paragraph"|"document"|"clause"|"quote"|"outside quote"|"%Type"|"%Type.role"|"outside %Type"

---A rule of token patterns (the language: scripts/README.md), or of regexes.
---@class tocsin.Rule
---@field about? string   what it finds, for people
---@field pattern? string|string[]
---@field scope? tocsin.Scope  "sentence" where left out
---@field regex? string|string[]
---@field flags? string   of regexes: i (no case), x (blanks and # comments are ignored), m (^ and $ at lines), s (. takes newlines)
---@field when? fun(m: tocsin.Match|tocsin.TokenMatch, doc: tocsin.Document): boolean?  false or nil: no record
---@field emit tocsin.Emit|fun(m: tocsin.Match|tocsin.TokenMatch, doc: tocsin.Document): tocsin.Draft|tocsin.Draft[]|nil
---@field emits? string|string[]  the types that an `emit` function makes: needed where patterns read them
---@field accepts? (string|tocsin.Example)[]  texts in which it has to find something: `tocsin test` tries them
---@field rejects? string[]                   texts in which it must find nothing

---What a record has to be: a role's words, a list of the words of its spans, a feature's value; true for anything, false
---for nothing under that name. Beside roles and features: `type`, and `span` for the words of the whole record.
---@class tocsin.Expected
---@field [string] string|string[]|number|boolean

---A text, the fields of a record beside it, then a table for each further record.
---@class tocsin.Example
---@field [1] string
---@field [integer] tocsin.Expected
---@field [string] string|string[]|number|boolean

---Declares a rule. Only in a rule file's main chunk. The record's `rule` is "FILE/name".
---@param name string
---@return fun(rule: tocsin.Rule)
function rule(name) end

---Declares a part of patterns, used as $name or $name(a, b). Only in a main chunk; it may stand behind its use, and in
---another file of the bundle.
---@param head string "name" or "name(a, b)"
---@return fun(pattern: string)
function pattern(head) end

---Words and phrases, each a string or a table that begins with one and goes on with columns; or a file of the bundle with
---an entry a line, columns parted by tabs, where a first line with tabs names the columns.
---@class tocsin.List
---@field [integer] string|table<integer|string, string|number|boolean>
---@field by? "fold"|"text"|"lemma"  what counts: the word in any case (where left out), as written, or its lemma
---@field file? string               "lexicons/name.tsv"
---@field about? string

---Declares a list, used as @name or @name[column=value]. Only in a main chunk.
---@param name string
---@return fun(list: tocsin.List)
function lexicon(name) end

---Words that set features on the records that they govern.
---@class tocsin.Modifier
---@field cue string|string[]                  patterns, each within a sentence
---@field on string|string[]                   types of records that rules emit
---@field role? string                         the part of the record that has to be in reach; all of it where left out
---@field direction? "forward"|"backward"|"both"|"overlaps"|string  from the cue ("overlaps": what shares a word with it), or its column that says it, "cue.direction"; "forward" where left out
---@field reach? integer|"sentence"|"clause"|string  words between cue and target at most, or the cue's column, "cue.reach"; "sentence" where left out
---@field stops? string|string[]               patterns beyond which it does not reach
---@field except? string|string[]              patterns whose words are no cue
---@field set? table<string, string|number|boolean>
---@field features? table<string, string|number|boolean>  "capture" or "capture.column" of the cue
---@field about? string

---Declares a modifier. Only in a main chunk.
---@param name string
---@return fun(modifier: tocsin.Modifier)
function modifier(name) end

---Joins records once all rules have run.
---@class tocsin.Join
---@field from string  a type, or "type.role"
---@field to string
---@field rel string   the relation, as the output names it
---@field where "contains"|"inside"|"overlaps"|"same_sentence"|"before"|"after"  how `from` stands to `to`; the last three
---within a sentence
---@field when? fun(from: tocsin.Record, to: tocsin.Record, doc: tocsin.Document): boolean?
---@field about? string

---Declares a link. Only in a main chunk.
---@param name string
---@return fun(link: tocsin.Join)
function link(name) end

on = {}

---Runs once an article, behind all rules, modifiers and links; handlers run in the order of the files, then of their declaration.
---@param handler fun(doc: tocsin.Document)
function on.document(handler) end

---Runs once an article, behind everything else: what it sees is what the output will have. Here doc:explain works; for that
---the engine notes down what happens, which costs time in every article, so declare it only where it is asked for:
---`if params.why then on.explain(…) end`.
---@param handler fun(doc: tocsin.Document)
function on.explain(handler) end

---Files a record from any callback, and returns it.
---@param draft tocsin.Draft
---@return tocsin.Record
function emit(draft) end

---The bundle's parameters: the manifest's defaults, or what `-p name=value` gave. Read-only.
---@type table<string, string|number|boolean>
params = {}

---Looks through lists, in the time that a loop in Lua needs for a fifth of it. What is wanted is a value, or a set: a table
---whose keys are wanted where their value is true.
lists = {}

---The first place of first … last that holds what is wanted; nil: none does.
---@param list any[]
---@param wanted any
---@param first? integer 1 where left out
---@param last? integer the list's last where left out
---@return integer?
function lists.find(list, wanted, first, last) end

---The last such place.
---@param list any[]
---@param wanted any
---@param first? integer
---@param last? integer
---@return integer?
function lists.find_last(list, wanted, first, last) end

---All places at which the list holds what is wanted; or any of more lists, as long as the first, what stands behind it:
---`lists.places(s.words, ",", s.pos, VERBS)`.
---@param list any[]
---@param wanted any
---@param ... any  lists, each with what is wanted of it
---@return integer[]
function lists.places(list, wanted, ...) end

---PCRE2 (UTF and UCP on, under limits). A search takes at most 16 KiB: go by sentence or paragraph.
re = {}

---Compiles a pattern. Only while the bundle is loaded, in a main chunk. Wrong syntax is an error with its byte.
---@param pattern string
---@param flags? string i, x, m, s
---@return tocsin.Regex
function re.compile(pattern, flags) end

---Many patterns, tried on the whole article in one pass, each only where the words it needs are.
---@param patterns table<string, string> pattern by name
---@param flags? string
---@param scope? "sentence"|"paragraph"|"document"
---@return tocsin.RegexSet
function re.set(patterns, flags, scope) end

---A string gives strings and positions from 1, as Lua's own string functions do; a span gives objects.
---@class tocsin.Regex
local regex = {}

---The captures, or the whole match where the pattern has none; of a span, a match. nil: no match.
---@overload fun(self: tocsin.Regex, subject: tocsin.Span, init?: integer): tocsin.Match?
---@param subject string
---@param init? integer
---@return string? ...
function regex:match(subject, init) end

---First and last byte, then captures; of a span, the span of the match. nil: no match.
---@overload fun(self: tocsin.Regex, subject: tocsin.Span, init?: integer): tocsin.Span?
---@param subject string
---@param init? integer
---@return integer? first, integer? last, string? ...
function regex:find(subject, init) end

---Goes over all matches: captures, or a match object each.
---@param subject string|tocsin.Span
---@return fun(): any
function regex:gmatch(subject) end

---The captures of a string by number and by name, [0] the whole; nil: no match.
---@param subject string
---@param init? integer
---@return table<integer|string, string>?
function regex:groups(subject, init) end

---@class tocsin.RegexSet
local regex_set = {}

---Goes over all matches in the article or the span, in the order of the text, then of the names.
---@param place tocsin.Document|tocsin.Span
---@return fun(): string, tocsin.Match
function regex_set:matches(place) end

---Loads a module: the bundle's NAME.lua, else the shipped library's ("a.b" is a/b.lua). Runs once a bundle; its tables
---with content are then constant, its empty tables and its locals start anew for each article.
---@param name string
---@return any
function require(name) end
