// peer_wink_pipes.cjs FILE.jsonl ROUNDS tags|all: wink-nlp's words, sentences and parts of speech, or all that its plain
// pipeline makes, for comparison; run where `npm/node_modules` is. What is made is read out, as wink-nlp makes some things
// only when they are asked for.
const fs = require("fs");
module.paths.unshift(process.cwd() + "/npm/node_modules");
const all = process.argv[4] === "all";
const model = require("wink-eng-lite-web-model");
const wink = all ? require("wink-nlp")(model) : require("wink-nlp")(model, ["sbd", "pos"]);

const texts = fs.readFileSync(process.argv[2], "utf8").trim().split("\n").map((line) => JSON.parse(line).text);
const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);

function read(text) {
  const document = wink.readDoc(text);
  const words = document.tokens().out(wink.its.pos).length;
  if (!all) return words;
  const read = document.entities().out(wink.its.detail).length + document.sentences().out(wink.its.sentiment).length +
    document.tokens().out(wink.its.negationFlag).length;
  return read ? words : 0;
}

const speeds = [];
let words = 0;
for (let round = 0; round <= Number(process.argv[3]); round++) {
  const start = process.hrtime.bigint();
  words = 0;
  for (const text of texts) words += read(text);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (!words) process.exit(1);
  if (round) speeds.push(bytes / 1e6 / seconds); // the first warms the compiler up
}
speeds.sort((a, b) => a - b);
const speed = speeds[speeds.length >> 1];
const million = ((speed * words) / bytes).toFixed(2);
console.log(`wink ${all ? "pipes" : "tags"} ${speed.toFixed(1)} MB/s (${million} million words/s)`);
