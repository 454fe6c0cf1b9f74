// telegram-test-api in Telegram's place: citizens of theirs write, and what our service answers is printed, a JSON line each.
import api from "telegram-test-api";

const { PORT, TOKEN } = process.env;
const server = new api.TelegramServer({ port: Number(PORT), host: "127.0.0.1", storeTimeout: 600 });
await server.start();

const ask = async (chatId, firstName, send) => {
  const client = server.getClient(TOKEN, { chatId, userId: chatId, firstName, timeout: 110_000, interval: 200 });
  await send(client);
  for (const update of (await client.getUpdates()).result)
    console.log(JSON.stringify({ chatId, text: update.message.text, entities: update.message.entities, markup: update.message.reply_markup }));
};

await ask(11, "Hoa", (client) => client.sendMessage(client.makeMessage("Đăng ký khai sinh cần giấy tờ gì?")));
await ask(12, "Nam", (client) => client.sendCommand(client.makeCommand("/start tt-1_001193")));
await ask(13, "Lan", (client) => client.sendCallback(client.makeCallbackQuery("Đăng ký kết hôn cần giấy tờ gì?")));
await server.stop();
process.exit(0);
