using Microsoft.AspNetCore.Http;
using Outreach.Channels.Twilio;
using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Twilio;

/// <summary>A row of the table of look-ups: what Twilio answers and what is made of it.</summary>
public sealed record LookupCase(string Label, int Status, string Answer, LookupResult Result)
{
    public override string ToString() => Label;
}

[Trait("Database", "Both")]
public sealed class TwilioLookupTests : IAsyncLifetime
{
    private const string Account = "/2010-04-01/Accounts/AC22222222222222222222222222222222/Messages.json";
    private const string Path = Account + "?To=%2B84901234567&PageSize=1000";

    /// <summary>The stand's clock stands at 02:00:00; the attempt began half a second later.</summary>
    private static readonly TimeSpan Begun = TimeSpan.FromSeconds(0.5);

    private FakeProvider provider = null!;
    private ChannelStand stand = null!;

    public static TheoryData<LookupCase> Lists =>
    [
        new("No message", 200, List(), new LookupResult.NotFound()),
        new("Sent", 200, List(Message("SM1", "02:00:01", status: "sent")), new LookupResult.Found("SM1", ReceiptStatus.Sent)),
        new("Still in the queue", 200, List(Message("SM1", "02:00:01", status: "queued")), new LookupResult.Found("SM1", ReceiptStatus.Sent)),
        new("An unknown state", 200, List(Message("SM1", "02:00:01", status: "levitating")), new LookupResult.Found("SM1", ReceiptStatus.Sent)),
        new("Delivered", 200, List(Message("SM1", "02:00:01")), new LookupResult.Found("SM1", ReceiptStatus.Delivered)),
        new(
            "Failed",
            200,
            List(Message("SM1", "02:00:01", status: "undelivered", error: 30003)),
            new LookupResult.Found("SM1", ReceiptStatus.Failed, "30003 undelivered")),
        new("In the second the attempt began", 200, List(Message("SM1", "02:00:00")), new LookupResult.Found("SM1", ReceiptStatus.Delivered)),
        new("Twilio's clock is behind", 200, List(Message("SM1", "01:59:57")), new LookupResult.Found("SM1", ReceiptStatus.Delivered)),
        new("Two, the later one first", 200, List(Message("SM2", "02:00:09"), Message("SM1", "02:00:02")), new LookupResult.Found("SM1", ReceiptStatus.Delivered)),
        new("One before and one after", 200, List(Message("SM2", "02:00:04"), Message("SM1", "01:59:59")), new LookupResult.Found("SM2", ReceiptStatus.Delivered)),
        new("Other words", 200, List(Message("SM1", "02:00:01", body: "Xin")), new LookupResult.NotFound()),
        new("Another number", 200, List(Message("SM1", "02:00:01", to: "+84901234568")), new LookupResult.NotFound()),
        new("Written by the citizen", 200, List(Message("SM1", "02:00:01", direction: "inbound")), new LookupResult.NotFound()),
        new("An earlier one with the same words", 200, List(Message("SM1", "01:59:00")), new LookupResult.NotFound()),
        new("Without a date", 200, List(Message("SM1", "when?")), new LookupResult.Unavailable("a message without id or date")),
        new("A page elsewhere", 200, Page("http://example.org/"), new LookupResult.Unavailable("the next page is not a path")),
        new("A page at another host", 200, Page("//example.org/"), new LookupResult.Unavailable("the next page is not a path")),
        new("A gateway's page", 200, "<html></html>", new LookupResult.Unavailable("HTTP 200")),
        new("No list", 200, "{}", new LookupResult.Unavailable("HTTP 200")),
        new("Server error", 500, "<html></html>", new LookupResult.Unavailable("HTTP 500")),
        new("Too many requests", 429, """{"code":20429,"message":"words"}""", new LookupResult.Unavailable("HTTP 429 20429 words")),
        new("Wrong credentials", 401, """{"code":20003,"message":"words"}""", new LookupResult.Unavailable("HTTP 401 20003 words")),
    ];

    public async Task InitializeAsync()
    {
        provider = await FakeProvider.StartAsync();
        stand = await ChannelStand.CreateAsync(services => services.AddTwilio(), TwilioChannelTests.Settings(provider.Url));
    }

    public async Task DisposeAsync()
    {
        await stand.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_has_one_result(LookupCase row)
    {
        provider.Answers(Path, row.Answer, row.Status);

        (await LookUpAsync()).ShouldBe(row.Result);
        provider.Received.Single().Headers.Keys.ShouldContain("Authorization");
    }

    [Fact]
    public async Task The_pages_are_followed_to_the_last()
    {
        provider.Answers(Path, Page(Account + "?Page=1", Message("SM3", "02:00:05")));
        provider.Answers(Account + "?Page=1", List(Message("SM1", "02:00:01")));

        (await LookUpAsync()).ShouldBe(new LookupResult.Found("SM1", ReceiptStatus.Delivered));
    }

    [Fact]
    public async Task A_page_that_is_missing_leaves_it_open()
    {
        provider.Answers(Path, Page(Account + "?Page=1"));
        provider.Answers(Account + "?Page=1", "<html></html>", 502, "text/html");

        (await LookUpAsync()).ShouldBe(new LookupResult.Unavailable("HTTP 502"));
    }

    [Fact]
    public async Task Pages_without_end_are_given_up()
    {
        provider.Answers(Path, Page(Account + "?Page=1"));
        foreach (var _ in Enumerable.Range(0, 19))
            provider.Answers(Account + "?Page=1", Page(Account + "?Page=1"));

        (await LookUpAsync()).ShouldBe(new LookupResult.Unavailable("more than 20 pages of messages"));
    }

    [Fact]
    public async Task Half_a_list_leaves_it_open()
    {
        provider.BreaksOffAt(Path);

        (await LookUpAsync()).ShouldBeOfType<LookupResult.Unavailable>();
    }

    [Fact]
    public async Task No_answer_leaves_it_open()
    {
        provider.Answers(Path, context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        (await LookUpAsync()).ShouldBeOfType<LookupResult.Unavailable>();
    }

    [Fact]
    public async Task A_provider_that_is_down_leaves_it_open()
    {
        await using var down = await ChannelStand.CreateAsync(services => services.AddTwilio(), TwilioChannelTests.Settings(FakeProvider.Down()));

        (await LookUpAsync(down)).ShouldBeOfType<LookupResult.Unavailable>();
    }

    [Fact]
    public async Task Cancellation_throws()
    {
        var reached = provider.KeepsSilentAt(Path);
        using var cancel = new CancellationTokenSource();

        var asking = LookUpAsync(stand, cancel.Token);
        await reached;
        await cancel.CancelAsync();

        await asking.ShouldThrowAsync<OperationCanceledException>();
    }

    private Task<LookupResult> LookUpAsync() => LookUpAsync(stand);

    private static Task<LookupResult> LookUpAsync(ChannelStand stand, CancellationToken ct = default)
    {
        var lookup = stand.Channel.ShouldBeAssignableTo<IMessageLookup>()!;
        return lookup.LookUpAsync(new(stand.Message("+84901234567", new("Xin chào")), stand.Time.GetUtcNow() + Begun), ct);
    }

    private static string List(params string[] messages) => Page(next: null, messages);

    private static string Page(string? next, params string[] messages)
    {
        var uri = next is null ? "null" : $"\"{next}\"";
        return $$"""{"messages":[{{string.Join(',', messages)}}],"page":0,"page_size":1000,"next_page_uri":{{uri}}}""";
    }

    private static string Message(
        string sid, string time, string status = "delivered", string body = "Xin chào", string to = "+84901234567", string direction = "outbound-api", int? error = null) =>
        $$"""
        {"sid":"{{sid}}","to":"{{to}}","body":"{{body}}","direction":"{{direction}}","status":"{{status}}","date_created":"Mon, 05 Jan 2026 {{time}} +0000",
         "date_sent":null,"error_code":{{error?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}},"error_message":null,"num_segments":"1"}
        """;
}
