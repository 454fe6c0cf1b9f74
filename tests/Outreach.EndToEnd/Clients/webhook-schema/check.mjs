// Judges the published schema by ajv: its examples are of it and taken by the service, what is not of it is refused, and
// what the service sends is of it. Environment: SERVICE, ENDPOINT, SECRET, PORT (where the service posts to).
import { createHmac, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import Ajv from "ajv";
import addFormats from "ajv-formats";

const { SERVICE, ENDPOINT, SECRET, PORT } = process.env;
const key = Buffer.from(SECRET.slice("whsec_".length), "base64");
const schema = await (await fetch(`${SERVICE}/webhooks/generic/schema.json`)).json();
const ajv = new Ajv({ allErrors: true });
addFormats(ajv);
const isOfIt = ajv.compile(schema);
let failures = 0;
const check = (what, holds, more = "") => { if (!holds) { failures++; console.error("FAILED", what, more); } };

async function post(body) {
  const [id, time] = [randomUUID(), `${Math.floor(Date.now() / 1000)}`];
  const signature = "v1," + createHmac("sha256", key).update(`${id}.${time}.${body}`).digest("base64");
  const headers = { "Content-Type": "application/json", "Webhook-Id": id, "Webhook-Timestamp": time, "Webhook-Signature": signature };
  return fetch(`${SERVICE}/webhooks/generic/${ENDPOINT}`, { method: "POST", headers, body });
}

const replied = new Promise(resolve => createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  response.writeHead(204).end();
  resolve(body);
}).listen(PORT, "127.0.0.1"));

for (const example of schema.examples) {
  check("example", isOfIt(example), JSON.stringify(isOfIt.errors));
  if (!example.endpoint) check("taken", (await post(JSON.stringify(example))).status === 200, JSON.stringify(example));
}

const wrong = [
  { type: "message", from: "1" }, { type: "message", text: "a" }, { type: "greeting", from: "1", text: "a" }, { type: "joined" }, { type: "left", from: "" },
  { type: "contact", from: "1" }, { type: "receipt", message: "7", status: "seen" }, { type: "receipt", message: randomUUID(), status: "lost" },
  { type: "message", from: "1", files: [] }, { type: "message", from: "1", text: "a", occurredAt: "yesterday" }, [], "text",
];
for (const event of wrong) {
  const answer = await post(JSON.stringify(event));
  const problem = await answer.json();
  check("refused", !isOfIt(event) && answer.status === 400 && problem.field && problem.error, JSON.stringify(event));
}

const reply = JSON.parse(await replied);
check("reply", isOfIt(reply), JSON.stringify([reply, isOfIt.errors]));
console.log(`${schema.examples.length} examples, ${wrong.length} refusals, a reply of ${reply.text.length} characters, ${failures} failures`);
process.exit(failures ? 1 : 0);
