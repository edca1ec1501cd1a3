// peer_wink_tags.cjs FILE.jsonl ROUNDS: wink-nlp's words, sentences and parts of speech, for comparison; run where
// `npm/node_modules` is. Parts of speech are read out, as wink-nlp makes some things only when they are asked for.
const fs = require("fs");
module.paths.unshift(process.cwd() + "/npm/node_modules");
const wink = require("wink-nlp")(require("wink-eng-lite-web-model"), ["sbd", "pos"]);

const texts = fs.readFileSync(process.argv[2], "utf8").trim().split("\n").map((line) => JSON.parse(line).text);
const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
const speeds = [];
let words = 0;
for (let round = 0; round <= Number(process.argv[3]); round++) {
  const start = process.hrtime.bigint();
  words = 0;
  for (const text of texts) words += wink.readDoc(text).tokens().out(wink.its.pos).length;
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (!words) process.exit(1);
  if (round) speeds.push(bytes / 1e6 / seconds); // the first warms the compiler up
}
speeds.sort((a, b) => a - b);
const speed = speeds[speeds.length >> 1];
const million = ((speed * words) / bytes).toFixed(2);
console.log(`wink words + sentences + tags ${speed.toFixed(1)} MB/s (${million} million words/s)`);
