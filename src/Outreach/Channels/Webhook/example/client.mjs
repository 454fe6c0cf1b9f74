// A system that exchanges messages with the service: takes ours, answers them with a receipt, and sends one in.
// Node 18 or later, no packages: PORT=8090 SECRET=whsec_… INTO=https://SERVICE/webhooks/generic/NAME node client.mjs "Câu hỏi"
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const key = Buffer.from(process.env.SECRET.slice("whsec_".length), "base64");
const sign = (id, time, body) => "v1," + createHmac("sha256", key).update(`${id}.${time}.${body}`).digest("base64");
const known = new Set(); // in a real system a table: the same id may come again after a restart

const isGenuine = (headers, body) => {
  const { "webhook-id": id, "webhook-timestamp": time, "webhook-signature": given = "" } = headers;
  const wanted = Buffer.from(sign(id, time, body));
  return Math.abs(Date.now() / 1000 - time) < 300
    && given.split(" ").map(each => Buffer.from(each)).some(each => each.length === wanted.length && timingSafeEqual(each, wanted));
};

async function send(event, id = randomUUID()) {
  const [body, time] = [JSON.stringify(event), Math.floor(Date.now() / 1000)]; // signed anew for every attempt, the id stays
  const headers = { "Content-Type": "application/json", "Webhook-Id": id, "Webhook-Timestamp": `${time}`, "Webhook-Signature": sign(id, time, body) };
  const answer = await fetch(process.env.INTO, { method: "POST", headers, body });
  console.log(event.type, answer.status, await answer.text());
}

createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  const genuine = isGenuine(request.headers, body);
  response.writeHead(genuine ? 204 : 401).end(); // kept first, in a real system
  if (!genuine || known.size === known.add(request.headers["webhook-id"]).size) return;
  const message = JSON.parse(body);
  console.log("received", message.recipient, message.text);
  await send({ type: "receipt", message: message.id, status: "delivered" });
}).listen(process.env.PORT, "127.0.0.1", () => send({ type: "message", from: "0913000001", name: "Chị Hoa", text: process.argv[2] ?? "Xin chào" }));
