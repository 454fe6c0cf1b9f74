using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Outreach.Channels.Zalo;
using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Zalo;

/// <summary>A broadcast whose article is made first: three requests, of which only the last is seen by followers and is made once.</summary>
[Trait("Database", "Both")]
public sealed class ZaloArticleTests : IAsyncLifetime
{
    private const string Create = "/v2.0/article/create";
    private const string Verify = "/v2.0/article/verify";
    private const string Show = "/v2.0/oa/message";
    private const string Created = """{"data":{"token":"tok-1"},"error":0,"message":"Success"}""";
    private const string Verified = """{"data":{"id":"art-1"},"error":0,"message":"Success"}""";
    private const string Shown = """{"data":{"message_id":"b1"},"error":0,"message":"Success"}""";
    private const string Working = """{"error":-214,"message":"Article is being processed"}""";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly MessageContent Article = new("Dòng đầu.\n\nDòng hai.") { Subject = "Tiêm chủng", Image = new("picture.png", "Lịch tiêm") };

    private FakeProvider provider = null!;
    private ChannelStand stand = null!;
    private OutgoingMessage message = null!;

    public async Task InitializeAsync()
    {
        provider = await FakeProvider.StartAsync();
        stand = await StandAsync("https://thongtin.example.gov.vn/");
        message = stand.Message("followers", Article);
    }

    public async Task DisposeAsync()
    {
        await stand.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task An_article_is_made_asked_for_and_shown()
    {
        provider.Answers(Create, Created);
        provider.Answers(Verify, Verified);
        provider.Answers(Show, Shown);

        (await SendAsync()).ShouldBe(new SendOutcome.Accepted("b1"));

        Body(0).ShouldBe("""
            {"type":"normal","title":"Tiêm chủng","author":"Cổng thông tin của tỉnh","cover":{"cover_type":"photo","photo_url":"https://thongtin.example.gov.vn/media/picture.png","status":"show"},"description":"Dòng đầu.","body":[{"type":"text","content":"Dòng đầu."},{"type":"text","content":"Dòng hai."}],"status":"show","comment":"hide"}
            """);
        Body(1).ShouldBe("""{"token":"tok-1"}""");
        Body(2).ShouldBe("""{"recipient":{"target":{}},"message":{"attachment":{"type":"template","payload":{"template_type":"media","elements":[{"media_type":"article","attachment_id":"art-1"}]}}}}""");
        (await LookUpAsync()).ShouldBeOfType<LookupResult.Unknowable>();
    }

    [Theory]
    [InlineData(Working)]
    [InlineData("""{"data":{},"error":0,"message":"Success"}""")]
    [InlineData("<html>502</html>", 502)]
    public async Task An_article_Zalo_works_on_is_asked_for_again_and_not_made_again(string answer, int status = 200)
    {
        provider.Answers(Create, Created);
        provider.Answers(Verify, answer, status);
        var postponed = (await SendAsync()).ShouldBeOfType<SendOutcome.Postponed>();
        (postponed.For, postponed.RetryAfter).ShouldBe((PostponedFor.Recipient, TimeSpan.FromSeconds(15)));
        (await LookUpAsync()).ShouldBeOfType<LookupResult.NotFound>("nobody was told yet");

        provider.Answers(Verify, Verified);
        provider.Answers(Show, Shown);
        (await SendAsync()).ShouldBe(new SendOutcome.Accepted("b1"));
    }

    [Fact]
    public async Task An_article_that_was_not_shown_is_shown_by_the_next_attempt()
    {
        provider.Answers(Create, Created);
        provider.Answers(Verify, Verified);
        provider.Answers(Show, Working);
        (await SendAsync()).ShouldBeOfType<SendOutcome.Postponed>();
        (await LookUpAsync()).ShouldBeOfType<LookupResult.NotFound>();

        provider.Answers(Show, Shown);
        (await SendAsync()).ShouldBe(new SendOutcome.Accepted("b1"));
    }

    /// <summary>What another process finds after a kill at each step, and what it does.</summary>
    public static TheoryData<string, string?, bool, string[]> Kills => new()
    {
        { "before anything", null, true, [Create, Verify, Show] },
        { "while the article was sent", "making:", false, [] },
        { "when Zalo had it", "made:tok-1", true, [Verify, Show] },
        { "when it was there", "ready:art-1", true, [Show] },
        { "while followers were told", "showing:art-1", false, [] },
    };

    [Theory]
    [MemberData(nameof(Kills))]
    public async Task After_a_kill_nothing_that_may_have_been_seen_is_repeated(string label, string? note, bool again, string[] requests)
    {
        if (note is not null)
            await stand.References.SaveAsync("zalo-broadcast", "default", $"article:{message.Id:N}", note, TimeSpan.FromDays(1), default);

        (await LookUpAsync()).ShouldBeOfType(again ? typeof(LookupResult.NotFound) : typeof(LookupResult.Unknowable), label);
        if (!again)
            return;
        foreach (var (path, answer) in ((string, string)[])[(Create, Created), (Verify, Verified), (Show, Shown)])
        {
            if (requests.Contains(path))
                provider.Answers(path, answer);
        }

        (await SendAsync()).ShouldBe(new SendOutcome.Accepted("b1"), label);
        provider.Received.Select(request => request.Path).ShouldBe(requests, label);
    }

    [Fact]
    public async Task What_another_node_has_noted_since_counts()
    {
        await stand.References.SaveAsync("zalo-broadcast", "default", $"article:{message.Id:N}", "ready:art-1", TimeSpan.FromDays(1), default);
        await new ProviderMediaStore(stand.Get<Outreach.Storage.Database>(), stand.Time)
            .SaveAsync("zalo-broadcast", "default", $"article:{message.Id:N}", "showing:art-1", TimeSpan.FromDays(1), default);

        (await LookUpAsync()).ShouldBeOfType<LookupResult.Unknowable>();
    }

    [Theory]
    [InlineData(Create)]
    [InlineData(Show)]
    public async Task An_answer_that_is_lost_where_somebody_may_see_it_stays_unknown(string path)
    {
        if (path == Show)
        {
            provider.Answers(Create, Created);
            provider.Answers(Verify, Verified);
        }

        provider.BreaksOffAt(path);

        (await SendAsync()).ShouldBeOfType<SendOutcome.Unconfirmed>();
        (await LookUpAsync()).ShouldBeOfType<LookupResult.Unknowable>();
    }

    [Theory]
    [InlineData(Create, -201, typeof(SendOutcome.Rejected))]
    [InlineData(Create, -224, typeof(SendOutcome.Misconfigured))]
    [InlineData(Create, -32, typeof(SendOutcome.Postponed))]
    [InlineData(Verify, -201, typeof(SendOutcome.Rejected))]
    public async Task After_a_refusal_the_next_attempt_begins_anew(string path, int code, Type outcome)
    {
        if (path == Verify)
            provider.Answers(Create, Created);
        provider.Answers(path, $$"""{"error":{{code}},"message":"words"}""");

        (await SendAsync()).ShouldBeOfType(outcome);

        (await LookUpAsync()).ShouldBeOfType<LookupResult.NotFound>();
        provider.Answers(Create, Created);
        provider.Answers(Verify, Verified);
        provider.Answers(Show, Shown);
        (await SendAsync()).ShouldBe(new SendOutcome.Accepted("b1"));
    }

    public static TheoryData<string, MessageContent, string> Refused => new()
    {
        { "no title", Article with { Subject = null }, "no_article" },
        { "a long title", Article with { Subject = new string('a', 151) }, "too_long" },
        { "no picture", Article with { Image = null }, "no_cover" },
        { "many words", Article with { Text = new string('a', 10_001) }, "too_long" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_no_article_is_refused_before_it_leaves(string label, MessageContent content, string code) =>
        (await stand.SendAsync("followers", content)).ShouldBeOfType<SendOutcome.Rejected>(label).Code.ShouldBe(code, label);

    [Fact]
    public async Task Without_a_public_address_nobody_could_fetch_the_cover()
    {
        await using var alone = await StandAsync(null);

        (await alone.SendAsync("followers", Article)).ShouldBeOfType<SendOutcome.Misconfigured>().Reason.ShouldContain("Service:PublicUrl");
    }

    [Fact]
    public void Long_first_words_are_cut_for_the_list()
    {
        var article = ZaloArticle.Compose(Article with { Text = string.Concat(Enumerable.Repeat("chữ ", 100)) }, "https://a/b.png", new ZaloOptions { ArticleComments = true });

        article.Description.Length.ShouldBeLessThanOrEqualTo(300);
        article.Body.ShouldHaveSingleItem().Content.Length.ShouldBe(399);
        article.Comment.ShouldBe("show");
    }

    private Task<SendOutcome> SendAsync() => stand.Channel.SendAsync(message, default);

    private Task<LookupResult> LookUpAsync() => ((IMessageLookup)stand.Channel).LookUpAsync(new DoubtfulMessage(message, stand.Time.GetUtcNow()), default);

    private string Body(int request) => JsonNode.Parse(provider.Received[request].Body)!.ToJsonString(Plain);

    private async Task<ChannelStand> StandAsync(string? publicUrl)
    {
        var made = await ChannelStand.CreateAsync(
            services => services.AddZalo().Configure<ServiceOptions>(service => service.PublicUrl = publicUrl is null ? null : new Uri(publicUrl)), ZaloStand.Settings(provider.Url), "zalo-broadcast");
        (await made.Tokens.ReplaceAsync("zalo", "default", new TokenPair("test_access_token", "refresh-1", made.Time.GetUtcNow().AddHours(20), Version: 1), default)).ShouldBeTrue();
        return made;
    }
}
