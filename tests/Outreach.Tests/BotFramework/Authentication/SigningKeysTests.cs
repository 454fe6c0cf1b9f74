using Outreach.BotFramework.Authentication;
using Outreach.Tests.Support;

namespace Outreach.Tests.BotFramework.Authentication;

/// <summary>When keys are fetched, and what happens when they cannot be.</summary>
public sealed class SigningKeysTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private LoginService login = null!;
    private BotAuthentication authentication = null!;
    private bool down;

    public async Task InitializeAsync()
    {
        login = await LoginService.StartAsync();
        authentication = Authentication(new Uri(login.Url, "openid"));
    }

    public async Task DisposeAsync()
    {
        authentication.Dispose();
        await login.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_is_fetched_before_the_first_token_and_then_once_a_day()
    {
        (await JudgeAsync(null)).ShouldBeOfType<Authenticity.Refused>();
        login.Fetches.ShouldBe(0);

        (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => JudgeAsync(new())))).ShouldAllBe(verdict => verdict is Authenticity.Known);
        login.Fetches.ShouldBe(1);

        time.Advance(TimeSpan.FromHours(24.5));
        (await JudgeAsync(new())).ShouldBeOfType<Authenticity.Known>();
        login.Fetches.ShouldBe(2);
    }

    [Fact]
    public async Task A_key_added_later_is_found_but_invented_ones_are_asked_for_only_every_five_minutes()
    {
        (await JudgeAsync(new())).ShouldBeOfType<Authenticity.Known>();
        login.AddKey("new");

        for (var i = 0; i < 50; i++)
            (await JudgeAsync(new() { Kid = $"invented-{i}" })).ShouldBeOfType<Authenticity.Refused>();
        login.Fetches.ShouldBe(1);

        time.Advance(TimeSpan.FromMinutes(5));
        (await JudgeAsync(new() { Kid = "new", SignedBy = "new" })).ShouldBeOfType<Authenticity.Known>();
        for (var i = 0; i < 50; i++)
            (await JudgeAsync(new() { Kid = $"invented-{i}" })).ShouldBeOfType<Authenticity.Refused>();
        login.Fetches.ShouldBe(2);
    }

    [Fact]
    public async Task Old_keys_serve_while_new_ones_cannot_be_had()
    {
        (await JudgeAsync(new())).ShouldBeOfType<Authenticity.Known>();
        down = true;
        time.Advance(TimeSpan.FromDays(3));

        (await JudgeAsync(new())).ShouldBeOfType<Authenticity.Known>();
    }

    [Fact]
    public async Task Without_any_keys_nothing_is_decided_until_they_can_be_fetched()
    {
        down = true;
        (await JudgeAsync(new())).ShouldBeOfType<Authenticity.Undecided>();

        down = false;
        (await JudgeAsync(new())).ShouldBeOfType<Authenticity.Undecided>();
        time.Advance(TimeSpan.FromSeconds(10));
        (await JudgeAsync(new())).ShouldBeOfType<Authenticity.Known>();
    }

    [Theory]
    [InlineData("http://login.example/openid")]
    [InlineData("ftp://127.0.0.1/openid")]
    public async Task Keys_are_not_believed_from_an_open_line(string metadata)
    {
        using var open = Authentication(new Uri(metadata));

        (await open.JudgeAsync("Bearer " + login.Token(new TokenDraft(), time.GetUtcNow()), remote: null, default)).ShouldBeOfType<Authenticity.Undecided>();
    }

    private BotAuthentication Authentication(Uri metadata) => new(
        new BotTrust(LoginService.AppId, new TokenIssuer(metadata, ["https://api.botframework.com"])),
        new OpenIdDocuments(() => down ? throw new HttpRequestException("down") : new HttpClient(), TimeSpan.FromSeconds(20), time),
        time);

    private Task<Authenticity> JudgeAsync(TokenDraft? draft) =>
        authentication.JudgeAsync(draft is null ? null : "Bearer " + login.Token(draft, time.GetUtcNow()), remote: null, default);
}
