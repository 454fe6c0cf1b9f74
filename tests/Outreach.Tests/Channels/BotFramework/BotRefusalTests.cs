using System.Net;
using System.Security.Cryptography;
using Outreach.Tests.BotFramework.Authentication;

namespace Outreach.Tests.Channels.BotFramework;

/// <summary>A way to be wrong.</summary>
internal sealed record WrongCase(string Label, Func<BotStand, string?> Authorization)
{
    public string Activity { get; init; } = BotRefusalTests.Activity();

    public override string ToString() => Label;
}

/// <summary>Every way to be wrong is refused, and leaves nothing behind.</summary>
[Trait("Database", "Both")]
public sealed class BotRefusalTests : IAsyncLifetime
{
    private const string Service = "https://smba.example/apac/";

    private BotStand stand = null!;

    public static TheoryData<object> Wrong =>
    [
        new WrongCase("No header", _ => null),
        new WrongCase("An empty header", _ => ""),
        new WrongCase("Another scheme", _ => "Basic dXNlcjpwYXNz"),
        new WrongCase("A scheme alone", _ => "Bearer"),
        new WrongCase("No token at all", _ => "Bearer undefined"),
        new WrongCase("Three dots of nothing", _ => "Bearer a.b.c"),
        new WrongCase("An encrypted token's five parts", _ => "Bearer a.b.c.d.e"),
        Draft("alg none", new() { Algorithm = "none" }),
        Draft("alg none without a key's name", new() { Algorithm = "none", Kid = null }),
        Draft("alg HS256 with the public key as secret", new() { Algorithm = "HS256" }),
        Draft("alg PS256", new() { Algorithm = "PS256" }),
        Draft("alg in another case", new() { Algorithm = "rs256" }),
        Draft("Another issuer", new() { Issuer = "https://api.botframework.org" }),
        Draft("The issuer of the government's cloud", new() { Issuer = "https://api.botframework.us" }),
        Draft("The issuer with a slash", new() { Issuer = "https://api.botframework.com/" }),
        Draft("No issuer", new() { Issuer = null }),
        Draft("Another bot's audience", new() { Audience = "00000000-0000-0000-0000-000000000000" }),
        Draft("No audience", new() { Audience = null }),
        Draft("Expired six minutes ago", new() { From = TimeSpan.FromHours(-1), Until = TimeSpan.FromMinutes(-6) }),
        Draft("Not valid for another six minutes", new() { From = TimeSpan.FromMinutes(6) }),
        Draft("Valid for ever", new() { Until = null }),
        Draft("No serviceurl", new() { ServiceUrl = null }),
        Draft("An empty serviceurl", new() { ServiceUrl = "" }),
        Draft("Another serviceurl", new() { ServiceUrl = "https://smba.example/emea/" }),
        Draft("An unknown key", new() { Kid = "nobody's" }),
        Draft("No key's name", new() { Kid = null }),
        Draft("The name of another key", new() { Kid = LoginService.Unendorsed }),
        Draft("A key without endorsements", new() { Kid = LoginService.Unendorsed, SignedBy = LoginService.Unendorsed }),
        Draft("A channel the key is not endorsed for", new()) with { Activity = Activity(channel: "facebook") },
        Draft("A channel in another case", new()) with { Activity = Activity(channel: "MSTeams") },
        Draft("An activity without a service", new()) with { Activity = Activity(service: null) },
        Draft("An activity of another service", new()) with { Activity = Activity(service: "https://attacker.example/") },
        new WrongCase("A changed payload", stand => "Bearer " + Tampered(stand)),
        new WrongCase("A cut signature", stand => "Bearer " + Token(stand, new())[..^8]),
        new WrongCase("No signature", stand => "Bearer " + Token(stand, new())[..Token(stand, new()).LastIndexOf('.')] + "."),
        new WrongCase("Signed by a stranger under a known name", stand => "Bearer " + Strangers(stand)),
        Draft("An emulator's token while it is off", Emulators()) with { Activity = Activity(channel: "emulator") },
        Draft("An emulator's token for a real channel", Emulators()),
        Draft("Another bot's token (skill)", Emulators() with { Claims = Claims("azp", "3f0b0000-0000-0000-0000-000000000000") }),
    ];

    public async Task InitializeAsync() => stand = await BotStand.StartAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_refused_and_has_no_effect(object row)
    {
        var wrong = (WrongCase)row;

        var (status, body) = await stand.PostAsync(wrong.Activity, wrong.Authorization(stand));

        (status, body).ShouldBe((HttpStatusCode.Unauthorized, ""));
        (await stand.RowsAsync()).ShouldBe(0);
        stand.Login.Given.ShouldBe(0);
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    public async Task What_is_right_is_taken(string algorithm)
    {
        (await stand.PostAsync(Activity(), "Bearer " + Token(stand, new() { Algorithm = algorithm }))).Status.ShouldBe(HttpStatusCode.OK);

        (await stand.InboxAsync()).ShouldHaveSingleItem().Text.ShouldBe("xin chào");
    }

    [Theory]
    [InlineData(-4, 60)]
    [InlineData(4, 60)]
    [InlineData(-60, -4)]
    public async Task Clocks_may_differ_by_five_minutes(int from, int until) =>
        (await stand.PostAsync(Activity(), "Bearer " + Token(stand, new() { From = TimeSpan.FromMinutes(from), Until = TimeSpan.FromMinutes(until) })))
            .Status.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task A_service_is_the_same_in_any_case() =>
        (await stand.PostAsync(Activity(service: Service.ToUpperInvariant()))).Status.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task Nothing_is_there_without_an_App_ID()
    {
        await using var off = await BotStand.StartAsync(("BotFramework:AppId", ""), ("BotFramework:AppSecret", ""));

        (await off.PostAsync(Activity())).Status.ShouldBe(HttpStatusCode.NotFound);
        (await off.RowsAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("emulator", null, "appid", "1.0", HttpStatusCode.OK)]
    [InlineData("emulator", null, "azp", "2.0", HttpStatusCode.OK)]
    [InlineData("emulator", null, "appid", "2.0", HttpStatusCode.Unauthorized)]
    [InlineData("emulator", null, "azp", "3.0", HttpStatusCode.Unauthorized)]
    [InlineData("msteams", null, "azp", "2.0", HttpStatusCode.Unauthorized)]
    [InlineData("emulator", "3f0b0000-0000-0000-0000-000000000000", "azp", "2.0", HttpStatusCode.Unauthorized)]
    public async Task An_emulator_speaks_only_where_it_may_and_as_ourselves(string channel, string? app, string claim, string version, HttpStatusCode expected)
    {
        await using var open = await BotStand.StartAsync(("BotFramework:AllowEmulator", "true"), ("BotFramework:EmulatorOpenIdMetadata", Metadata(stand)));
        var token = Token(stand, Emulators() with { Claims = new Dictionary<string, string>(Claims(claim, app ?? LoginService.AppId)) { ["ver"] = version } });

        (await open.PostAsync(Activity(channel, "http://127.0.0.1:9/"), "Bearer " + token)).Status.ShouldBe(expected);
    }

    [Fact]
    public async Task A_single_tenants_own_directory_may_issue_for_its_emulator()
    {
        await using var open = await BotStand.StartAsync(
            ("BotFramework:AllowEmulator", "true"), ("BotFramework:EmulatorOpenIdMetadata", Metadata(stand)), ("BotFramework:TenantId", "11112222-3333-4444-5555-666677778888"));
        var token = Token(stand, Emulators() with { Issuer = "https://sts.windows.net/11112222-3333-4444-5555-666677778888/" });

        (await open.PostAsync(Activity("emulator", "http://localhost:9/"), "Bearer " + token)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_governments_cloud_has_its_own_issuer()
    {
        await using var government = await BotStand.StartAsync(("BotFramework:Government", "true"));

        (await government.PostAsync(Activity())).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await government.PostAsync(Activity(), "Bearer " + Token(government, new() { Issuer = "https://api.botframework.us" }))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("emulator", "", HttpStatusCode.OK)]
    [InlineData("msteams", "", HttpStatusCode.Unauthorized)]
    [InlineData("emulator", "203.0.113.7", HttpStatusCode.Unauthorized)]
    public async Task Without_a_token_this_machine_alone_may_speak_and_only_as_the_emulator(string channel, string forwarded, HttpStatusCode expected)
    {
        await using var open = await BotStand.StartAsync(("BotFramework:AllowAnonymous", "true"));

        var (status, body) = await open.PostAsync(Activity(channel, "https://attacker.example/"), null, forwarded.Length == 0 ? [] : [("X-Forwarded-For", forwarded)]);

        status.ShouldBe(expected);
        body.Contains("\"activities\":[{", StringComparison.Ordinal).ShouldBe(expected == HttpStatusCode.OK);
        (await open.Test.CountAsync("bot_conversations")).ShouldBe(0);
    }

    [Fact]
    public async Task When_the_keys_cannot_be_fetched_the_channel_may_come_again()
    {
        await using var deaf = await BotStand.StartAsync(("BotFramework:OpenIdMetadata", Outreach.Tests.Support.FakeProvider.Down().AbsoluteUri));

        (await deaf.PostAsync(Activity())).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await deaf.RowsAsync()).ShouldBe(0);
    }

    internal static string Activity(string channel = "msteams", string? service = Service) =>
        $$"""
        {"type":"message","id":"1","channelId":"{{channel}}",{{(service is null ? "" : $"\"serviceUrl\":\"{service}\",")}}"from":{"id":"u1"},"recipient":{"id":"b1"},
         "conversation":{"id":"c1"},"text":"xin chào"}
        """;

    private static string Metadata(BotStand stand) => new Uri(stand.Login.Url, "openid").AbsoluteUri;

    private static WrongCase Draft(string label, TokenDraft draft) => new(label, stand => "Bearer " + Token(stand, draft));

    private static string Token(BotStand stand, TokenDraft draft) => stand.Login.Token(draft, stand.Time.GetUtcNow());

    private static TokenDraft Emulators() => new()
    {
        Issuer = "https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0",
        ServiceUrl = null,
        Kid = LoginService.Unendorsed,
        SignedBy = LoginService.Unendorsed,
        Claims = Claims("azp", LoginService.AppId),
    };

    private static Dictionary<string, string> Claims(string claim, string app) => new() { ["ver"] = claim == "azp" ? "2.0" : "1.0", [claim] = app };

    private static string Tampered(BotStand stand)
    {
        var own = Token(stand, new()).Split('.');
        return $"{own[0]}.{Token(stand, new() { ServiceUrl = "https://attacker.example/" }).Split('.')[1]}.{own[2]}";
    }

    private static string Strangers(BotStand stand)
    {
        using var key = RSA.Create(2048);
        return LoginService.Sign(new TokenDraft(), key, stand.Time.GetUtcNow());
    }
}
