// peer_compromise.cjs FILE RULES ARTICLES: compromise's .match() with each of RULES ([name, words, words], …) over the
// first ARTICLES of FILE (JSON Lines), for comparison. Run where npm/ holds compromise.
const fs = require("fs");
const { createRequire } = require("module");
const load = createRequire(process.cwd() + "/npm/package.json");
const nlp = load("compromise/one");
const one = nlp.default || nlp;

const articles = fs.readFileSync(process.argv[2], "utf8").trim().split("\n", Number(process.argv[4]))
  .map((line) => JSON.parse(line).text);
const matches = JSON.parse(fs.readFileSync(process.argv[3], "utf8"))
  .map((rule) => one.parseMatch(rule.slice(1).map((words) => `(${words.join("|")})`).join(" ")));

const WARM_UP = 20;
function count(article) {
  const document = one(article);
  return matches.reduce((sum, match) => sum + document.match(match).length, 0);
}

articles.slice(0, WARM_UP).forEach(count); // for the compiler
const start = process.hrtime.bigint();
const found = articles.reduce((sum, article) => sum + count(article), 0);
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
const size = articles.reduce((sum, article) => sum + Buffer.byteLength(article), 0);
console.log(`compromise ${(size / 1e6 / seconds).toFixed(2)} MB/s  (${found} matches)`);
