using Outreach.Feedback;
using Outreach.Storage;
using Outreach.Tests.Support;

namespace Outreach.Tests.Feedback;

[Trait("Database", "Both")]
public sealed class FeedbackStoreTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 11, 22);

    private readonly ManualTime time = new();
    private TestDatabase test = null!;
    private FeedbackStore store = null!;
    private IdGenerator ids = null!;

    public async Task InitializeAsync()
    {
        test = await TestDatabase.CreateAsync();
        store = new FeedbackStore(test.Database, test.Cipher, time);
        ids = new IdGenerator(time);
    }

    public async Task DisposeAsync() => await test.DisposeAsync();

    [Fact]
    public async Task What_was_said_is_read_back_newest_first()
    {
        await AddAsync("ghế chờ hỏng", contact: "0912345678");
        time.Advance(TimeSpan.FromMinutes(1));
        await AddAsync("mở cửa trễ");

        var latest = await store.LatestAsync(before: null, limit: 10, default);

        latest.Select(entry => (entry.Content, entry.Contact)).ShouldBe([("mở cửa trễ", null), ("ghế chờ hỏng", "0912345678")]);
        (await store.LatestAsync(latest[0].ReceivedAt, 10, default)).ShouldHaveSingleItem().Content.ShouldBe("ghế chờ hỏng");
        (await store.LatestAsync(before: null, limit: 1, default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_said_is_readable_in_the_database()
    {
        await AddAsync("ghế chờ hỏng", contact: "0912345678");

        var row = await test.Database.ReadAsync(session => session.FirstAsync<string>("SELECT content || place || contact FROM feedback", null, default), default);
        row.ShouldNotBeNull();
        row.ShouldNotContain("ghế");
        row.ShouldNotContain("phường");
        row.ShouldNotContain("0912345678");
    }

    [Fact]
    public async Task Who_has_their_data_deleted_leaves_nothing()
    {
        var (mine, other) = (ids.Next(), ids.Next());
        await AddAsync("của tôi", conversation: mine);
        await AddAsync("của người khác", conversation: other);

        await test.Database.WriteAsync(session => FeedbackStore.ForgetAsync(session, mine, default), default);

        (await store.LatestAsync(before: null, limit: 10, default)).ShouldHaveSingleItem().Content.ShouldBe("của người khác");
    }

    [Fact]
    public void A_code_tells_the_day_and_differs_from_feedback_to_feedback()
    {
        var codes = Enumerable.Range(0, 200).Select(_ => FeedbackStore.CodeOf(ids.Next(), Day)).ToList();

        codes.ShouldAllBe(code => System.Text.RegularExpressions.Regex.IsMatch(code, "^GY-261122-[2-9A-HJ-NP-Z]{5}$"));
        codes.ShouldBeUnique();
    }

    private async Task AddAsync(string content, string? contact = null, Guid? conversation = null)
    {
        var id = ids.Next();
        await test.Database.WriteAsync(
            async session =>
            {
                await store.AddAsync(session, id, FeedbackStore.CodeOf(id, Day), conversation ?? ids.Next(), "zalo", content, "phường Mẫu, sáng nay", contact, default);
                return true;
            },
            default);
    }
}
