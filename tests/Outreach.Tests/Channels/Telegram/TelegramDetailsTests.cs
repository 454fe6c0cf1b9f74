using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Outreach.Channels.Telegram;
using Outreach.Inbox;
using Outreach.Storage;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Telegram;

/// <summary>What is kept of an update besides its words.</summary>
[Trait("Database", "Both")]
public sealed class TelegramDetailsTests : IAsyncLifetime, IDisposable
{
    private TestDatabase test = null!;
    private InboxSignal signal = null!;

    public sealed record Case(string Label, string Content, IncomingDetails? Details)
    {
        public override string ToString() => Label;
    }

    public static TheoryData<Case> Cases =>
    [
        new("words alone", """ "text":"Xin chào" """, null),
        new(
            "the largest of a picture's sizes",
            """ "photo":[{"file_id":"s","width":90},{"file_id":"l","width":1280}]""",
            new([new IncomingFile("image", ProviderId: "l")])),
        new(
            "a document",
            """ "document":{"file_id":"BQAC","file_name":"đơn.pdf","mime_type":"application/pdf","file_size":20480}""",
            new([new IncomingFile("file", ProviderId: "BQAC", Name: "đơn.pdf", ContentType: "application/pdf")])),
        new("a voice", """ "voice":{"file_id":"AwAC","mime_type":"audio/ogg","duration":4}""", new([new IncomingFile("audio", ProviderId: "AwAC", ContentType: "audio/ogg")])),
        new("a place", """ "location":{"latitude":16.4637,"longitude":107.5909}""", new([new IncomingFile("location", new Uri("geo:16.4637,107.5909"))])),
        new(
            "the citizen's own number",
            """ "contact":{"phone_number":"84901234567","first_name":"Hoa","last_name":"Lê","user_id":1111111}""",
            new(Contact: new SharedContact("Hoa Lê", "84901234567"))),
        new("somebody else's number, which is not kept", """ "contact":{"phone_number":"84907654321","first_name":"Nam"}""", new([new IncomingFile("contact")])),
    ];

    public async Task InitializeAsync()
    {
        test = await TestDatabase.CreateAsync();
        signal = new InboxSignal(new ManualTime());
    }

    public void Dispose() => signal.Dispose();

    public async Task DisposeAsync()
    {
        await test.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_came_with_the_words_is_kept(Case row)
    {
        var options = Options.Create(new TelegramOptions { BotToken = "123456:abc" });
        var bot = new TelegramBot(null!, options, NullLogger<TelegramBot>.Instance);
        var updates = new TelegramUpdates(new IncomingMessages(test.Database, test.Cipher, new ManualTime(), signal), bot, options, new ManualTime());
        var update = JsonSerializer.Deserialize(
            $$$"""{"update_id":1,"message":{"message_id":7,"date":1441645532,"chat":{"id":1111111,"type":"private"},"from":{"id":1111111},{{{row.Content}}} }}""",
            TelegramJson.Default.TelegramUpdate)!;

        await updates.AcceptAsync(update, 1, default);

        var stored = await test.Database.ReadAsync(session => session.FirstAsync<string>("SELECT details FROM inbox", null, default), default);
        var kept = stored is null ? null : IncomingDetailsJson.Read(test.Cipher.Reveal(stored));
        JsonSerializer.Serialize(kept).ShouldBe(JsonSerializer.Serialize(row.Details));
    }
}
