// Trains node-nlp on the texts of each set and ranks its questions: node rank.js FILE
// FILE: { seconds, sets: [{ name, documents: [[id, text]], questions: [text] }] }; the result goes to standard output as JSON.
const fs = require('fs');
const { NlpManager } = require('node-nlp');

const MOST = 10;
const WARM_UPS = 50;

/** Texts that read the same become one intent: a classifier cannot tell them apart. */
function intentsOf(documents) {
  const intents = new Map();
  for (const [id, text] of documents) {
    if (!intents.has(text)) intents.set(text, []);
    intents.get(text).push(id);
  }
  return [...intents].map(([text, ids], i) => ({ name: `i${i}`, text, ids }));
}

/** Training ends by itself or, after the seconds given, with the epoch it is in. */
async function train(intents, seconds) {
  const begun = process.hrtime.bigint();
  const state = { epochs: 0, cut: false };
  const took = () => Number(process.hrtime.bigint() - begun) / 1e9;
  const log = (status) => {
    state.epochs = status.iterations;
    if (took() > seconds) {
      state.cut = true;
      status.deltaError = 0;
    }
  };
  const manager = new NlpManager({ languages: ['vi'], autoSave: false, autoLoad: false, nlu: { log } });
  for (const { name, text } of intents) manager.addDocument('vi', text, name);
  await manager.train();
  return { manager, seconds: took(), ...state };
}

async function ask(manager, byName, question) {
  const begun = process.hrtime.bigint();
  const { classifications } = await manager.process('vi', question);
  const microseconds = Number(process.hrtime.bigint() - begun) / 1e3;
  const ids = classifications.flatMap(({ intent }) => byName.get(intent) ?? []).slice(0, MOST);
  return { ids, microseconds };
}

async function run({ name, documents, questions }, seconds) {
  const intents = intentsOf(documents);
  const byName = new Map(intents.map((intent) => [intent.name, intent.ids]));
  const trained = await train(intents, seconds);
  // Its own text is what it warms up with: what was asked once is cached.
  for (const { text } of intents.slice(0, WARM_UPS)) await ask(trained.manager, byName, text);
  const answers = [];
  for (const question of questions) answers.push(await ask(trained.manager, byName, question));
  return {
    name,
    intents: intents.length,
    epochs: trained.epochs,
    cut: trained.cut,
    seconds: trained.seconds,
    answers: answers.map((answer) => answer.ids),
    microseconds: answers.map((answer) => answer.microseconds),
  };
}

async function main() {
  const { seconds, sets } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
  const before = process.memoryUsage().rss;
  const results = [];
  for (const set of sets) results.push(await run(set, seconds));
  process.stdout.write(JSON.stringify({ megabytes: (process.memoryUsage().rss - before) / 2 ** 20, sets: results }));
}

main();
