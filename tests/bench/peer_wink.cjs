// peer_wink.cjs FILE.jsonl ROUNDS: wink-nlp's words and sentences, for comparison; run where `npm/node_modules` is.
const fs = require("fs");
module.paths.unshift(process.cwd() + "/npm/node_modules");
const wink = require("wink-nlp")(require("wink-eng-lite-web-model"), ["sbd"]);

const texts = fs.readFileSync(process.argv[2], "utf8").trim().split("\n").map((line) => JSON.parse(line).text);
const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
const speeds = [];
for (let round = 0; round <= Number(process.argv[3]); round++) {
  const start = process.hrtime.bigint();
  let count = 0;
  for (const text of texts) {
    const document = wink.readDoc(text);
    count += document.tokens().length() + document.sentences().length();
  }
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (!count) process.exit(1);
  if (round) speeds.push(bytes / 1e6 / seconds); // the first warms the compiler up
}
speeds.sort((a, b) => a - b);
console.log(`wink words + sentences ${speeds[speeds.length >> 1].toFixed(1)} MB/s`);
