using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Outreach.BotFramework.DirectLine;
using Outreach.Tests.Support;

namespace Outreach.Tests.BotFramework.DirectLine;

public sealed record ForgedCase(string Label, Func<string[], string> Forge)
{
    public override string ToString() => Label;
}

public sealed class DirectLineTokenTests
{
    private static readonly byte[] Key = Encoding.UTF8.GetBytes("a key of tests, longer than 32 bytes");
    private readonly ManualTime _time = new();

    public static TheoryData<ForgedCase> Forged =>
    [
        new("Empty", _ => ""),
        new("One part", parts => parts[0]),
        new("Two parts", parts => $"{parts[0]}.{parts[1]}"),
        new("Four parts", parts => string.Join('.', parts) + ".x"),
        new("No signature", parts => $"{parts[0]}.{parts[1]}."),
        new("Signature cut short", parts => $"{parts[0]}.{parts[1]}.{parts[2][..^4]}"),
        new("Signature made longer", parts => $"{parts[0]}.{parts[1]}.{parts[2]}AAAA"),
        new("Signature not base64", parts => $"{parts[0]}.{parts[1]}.!!!"),
        new("First letter of the signature changed", parts => $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}"),
        new("Another payload", parts => $"{parts[0]}.{Encode("""{"conv":"c2","user":"u","exp":9999999999}""")}.{parts[2]}"),
        new("Algorithm none", parts => $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}."),
        new("Signed with another key", parts => Sign(parts[0], parts[1], Encoding.UTF8.GetBytes("another key that has 32 bytes too"))),
        new("Another header, signed with our key", parts => Sign(Encode("""{"alg":"HS384","typ":"JWT"}"""), parts[1], Key)),
    ];

    [Theory]
    [MemberData(nameof(Forged))]
    public void A_forged_token_is_no_token(ForgedCase forged)
    {
        var tokens = Tokens();

        tokens.Read(forged.Forge(tokens.Issue("c1", "dl_1").Split('.'))).ShouldBeNull();
    }

    [Fact]
    public void A_token_says_conversation_user_expiry_and_origins()
    {
        var tokens = Tokens();

        var read = tokens.Read(tokens.Issue("c1", "dl_1", ["https://hue.example.vn"]));

        read.ShouldNotBeNull();
        read.ConversationId.ShouldBe("c1");
        read.UserId.ShouldBe("dl_1");
        read.ExpiresAt.ShouldBe(_time.GetUtcNow().AddMinutes(30));
        read.Origins.ShouldBe(["https://hue.example.vn"]);
    }

    [Fact]
    public void Web_Chat_finds_the_user_in_the_payload()
    {
        var payload = Tokens().Issue("c1", "dl_1").Split('.')[1].Replace('-', '+').Replace('_', '/');

        var json = Convert.FromBase64String(payload.PadRight((payload.Length + 3) / 4 * 4, '='));

        JsonSerializer.Deserialize<JsonElement>(json).GetProperty("user").GetString().ShouldBe("dl_1");
    }

    [Fact]
    public void A_token_lives_for_its_lifetime_and_not_a_second_longer()
    {
        var tokens = Tokens();
        var token = tokens.Issue("c1", "dl_1");

        _time.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        tokens.Read(token).ShouldNotBeNull();
        _time.Advance(TimeSpan.FromSeconds(1));
        tokens.Read(token).ShouldBeNull();
    }

    [Fact]
    public async Task An_expired_token_is_403_everywhere_so_clients_renew_it()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        await visitor.StartsAsync();
        host.Time.Advance(TimeSpan.FromMinutes(30));

        Answer[] answers =
        [
            await visitor.StartsAsync(),
            await visitor.ReadsAsync(),
            await visitor.SaysAsync("alo", "c1"),
            await host.SendAsync(HttpMethod.Get, visitor.Conversation, visitor.Token),
            await host.SendAsync(HttpMethod.Post, DirectLineHost.Base + "/tokens/refresh", visitor.Token),
        ];

        answers.ShouldAllBe(answer => answer.Status == 403 && answer.ErrorCode == "TokenExpired");
    }

    [Fact]
    public async Task A_refreshed_token_outlives_the_first_with_the_same_user()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        await visitor.SaysAsync("một", "1");
        host.Time.Advance(TimeSpan.FromMinutes(20));

        var refreshed = await host.SendAsync(HttpMethod.Post, DirectLineHost.Base + "/tokens/refresh", visitor.Token);
        host.Time.Advance(TimeSpan.FromMinutes(20));
        await (visitor with { Token = refreshed.Json.GetProperty("token").GetString()! }).SaysAsync("hai", "2");

        host.Bot.Taken.Select(each => each.Text).ShouldBe(["một", "hai"]);
        host.Bot.Taken.Select(each => each.From!.Id).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_token_for_certain_sites_is_refused_from_others()
    {
        await using var host = await DirectLineHost.StartAsync();
        var made = await host.SendAsync(
            HttpMethod.Post, DirectLineHost.Base + "/tokens/generate", DirectLineHost.Secret, """{"trustedOrigins":["https://hue.example.vn"]}""");
        var token = made.Json.GetProperty("token").GetString();

        (await host.SendAsync(HttpMethod.Post, DirectLineHost.Base + "/conversations", token, null, ("Origin", "https://hue.example.vn"))).Status.ShouldBe(201);
        (await host.SendAsync(HttpMethod.Post, DirectLineHost.Base + "/conversations", token, null, ("Origin", "https://evil.example"))).Status.ShouldBe(403);
    }

    private static string Sign(string header, string payload, byte[] key) =>
        $"{header}.{payload}.{Encode(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{header}.{payload}")))}";

    private static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private DirectLineTokens Tokens() => new(Options.Create(new DirectLineOptions { SigningKey = Key }), _time);
}
