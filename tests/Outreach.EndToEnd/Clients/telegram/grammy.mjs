// grammY, as its users have it, against the simulator: everything a bot does, and what Telegram would refuse.
import assert from "node:assert/strict";
import { Bot, GrammyError, InlineKeyboard, InputFile, InputMediaBuilder, Keyboard } from "grammy";

const { SANDBOX, TOKEN } = process.env;
const citizen = 8000000042;
const bot = new Bot(TOKEN, { client: { apiRoot: SANDBOX } });
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

const act = async (action) => {
  const answer = await fetch(`${SANDBOX}/sandbox/inbound`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ channel: "telegram", from: String(citizen), ...action }),
  });
  assert.equal(answer.status, 202, await answer.text());
};
const refused = async (call, code, words) => {
  const error = await call.then(() => assert.fail("it was taken"), (e) => e);
  assert.ok(error instanceof GrammyError, String(error));
  assert.equal(error.error_code, code);
  assert.match(error.description, words);
};

await bot.init();
assert.equal(bot.botInfo.is_bot, true);
await bot.api.setMyCommands([{ command: "start", description: "Bắt đầu" }]);
assert.deepEqual(await bot.api.getMyCommands(), [{ command: "start", description: "Bắt đầu" }]);

const entities = [{ type: "bold", offset: 0, length: 3 }, { type: "text_link", offset: 7, length: 4, url: "https://dichvucong.gov.vn/" }];
const text = await bot.api.sendMessage(citizen, "Hạn 👉 30/6", { entities });
assert.equal(text.text, "Hạn 👉 30/6");
assert.deepEqual(text.entities, entities);
await refused(bot.api.sendMessage(citizen, "Hạn", { entities: [{ type: "bold", offset: 1, length: 9 }] }), 400, /ends after the end of the text at UTF-16 offset 10/);
await refused(bot.api.sendMessage(citizen, "👉", { entities: [{ type: "bold", offset: 0, length: 1 }] }), 400, /ends in a middle of a UTF-16 symbol/);
await refused(bot.api.sendMessage(citizen, "x", { reply_markup: new InlineKeyboard().url("Gọi", "tel:1022") }), 400, /URL 'tel:1022' is invalid/);

const photo = await bot.api.sendPhoto(citizen, new InputFile(png, "a.png"), { caption: "Lịch tiêm" });
const again = await bot.api.sendPhoto(citizen, photo.photo.at(-1).file_id);
assert.equal(again.photo.at(-1).file_id, photo.photo.at(-1).file_id);
const album = await bot.api.sendMediaGroup(citizen, [
  InputMediaBuilder.photo(new InputFile(png, "a.png"), { caption: "Hai ảnh" }),
  InputMediaBuilder.photo(photo.photo.at(-1).file_id),
]);
assert.equal(album.length, 2);
assert.equal(album[0].media_group_id, album[1].media_group_id);
const paper = await bot.api.sendDocument(citizen, new InputFile(Buffer.from("%PDF-1.4"), "Mẫu đơn.pdf"));
assert.equal(paper.document.file_name, "Mẫu đơn.pdf");
await refused(bot.api.sendPhoto(citizen, paper.document.file_id), 400, /can't use file of type Document as Photo/);
await bot.api.sendMessage(citizen, "Chọn", { reply_markup: new Keyboard().text("Tra cứu").requestContact("Gửi số").oneTime() });

const heard = [];
bot.command("start", (ctx) => { heard.push(`start:${ctx.match}`); });
bot.on("my_chat_member", (ctx) => { heard.push(`member:${ctx.myChatMember.new_chat_member.status}`); });
bot.on("callback_query:data", async (ctx) => {
  heard.push(`tap:${ctx.callbackQuery.data}`);
  await ctx.answerCallbackQuery();
});
bot.on("message:text", async (ctx) => {
  heard.push(`text:${ctx.message.text}`);
  const sent = await ctx.reply("Chọn một", { reply_markup: new InlineKeyboard().text("Lệ phí", "le-phi") });
  await act({ event: "tap", message: sent.message_id, button: 0 });
});
bot.catch((error) => { console.error(error); process.exit(1); });
await act({ text: "/start tt-1_001193" }); // before anybody fetches: it waits
const running = bot.start({ timeout: 30 });
const hears = async (count) => {
  while (heard.length < count)
    await new Promise((resolve) => setTimeout(resolve, 50));
};
await act({ text: "Đăng ký khai sinh" });
await hears(3);
await act({ event: "leave" });
await hears(4);
await bot.stop();
await running;
assert.deepEqual(heard, ["start:tt-1_001193", "text:Đăng ký khai sinh", "tap:le-phi", "member:kicked"]);
assert.deepEqual(await bot.api.getUpdates(), [], "everything was confirmed");
await refused(bot.api.sendMessage(citizen, "Còn đó không?"), 403, /bot was blocked by the user/);

const first = refused(bot.api.getUpdates({ timeout: 30 }), 409, /terminated by other getUpdates request/);
await new Promise((resolve) => setTimeout(resolve, 300));
await bot.api.getUpdates();
await first;
await bot.api.setWebhook("https://bot.example.vn/updates", { secret_token: "abc" });
await refused(bot.api.getUpdates(), 409, /can't use getUpdates method while webhook is active/);
await bot.api.deleteWebhook();

await act({ from: "-5", text: "/help" });
await act({ from: "-5", movedTo: -1001234567890 });
const moved = await bot.api.sendMessage(-5, "Thông báo").catch((e) => e);
assert.equal(moved.parameters.migrate_to_chat_id, -1001234567890);
const [, news] = await bot.api.getUpdates();
assert.equal(news.message.migrate_to_chat_id, -1001234567890);
console.log("all of grammY's calls went as with Telegram");
