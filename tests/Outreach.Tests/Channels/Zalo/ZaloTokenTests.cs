using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Zalo;

[Trait("Database", "Both")]
public sealed class ZaloTokenTests : IAsyncLifetime
{
    private const string Send = "/v3.0/oa/message/cs";
    private const string Token = "/v4/oa/access_token";
    private const string Sent = """{"data":{"message_id":"1"},"error":0}""";
    private const string Refused = """{"error":-14014,"error_name":"Invalid refresh token.","error_description":"used before"}""";

    private FakeProvider provider = null!;
    private ChannelStand stand = null!;

    public async Task InitializeAsync()
    {
        provider = await FakeProvider.StartAsync();
        stand = await ZaloStand.CreateAsync(provider.Url);
    }

    public async Task DisposeAsync()
    {
        await stand.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task Twenty_senders_at_once_renew_once_and_the_new_pair_is_kept()
    {
        provider.Answers(Token, Grant("first", "refresh-1"));
        foreach (var _ in Enumerable.Range(0, 20))
            provider.Answers(Send, Sent);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync()));

        outcomes.ShouldAllBe(outcome => outcome is SendOutcome.Accepted);
        var request = provider.Received[0];
        request.Headers["secret_key"].ShouldBe("test_app_secret");
        request.Body.ShouldBe("refresh_token=configured&app_id=360846524940903967&grant_type=refresh_token");
        (await StoredAsync()).ShouldBe(new TokenPair("first", "refresh-1", stand.Time.GetUtcNow() + TimeSpan.FromSeconds(72000), 1));
    }

    [Fact]
    public async Task A_token_is_renewed_at_four_fifths_of_its_life()
    {
        await StoreAsync("first", "refresh-1", TimeSpan.FromSeconds(72000), 1);
        provider.Answers(Send, Sent);
        provider.Answers(Token, Grant("second", "refresh-2"));
        provider.Answers(Send, Sent);

        await SendAsync();
        stand.Time.Advance(TimeSpan.FromSeconds(72000));
        await SendAsync();

        provider.Received.Select(request => request.Path).ShouldBe([Send, Token, Send]);
        provider.Received[1].Body.ShouldStartWith("refresh_token=refresh-1&");
        provider.Received[2].Headers["access_token"].ShouldBe("second");
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_again_with_the_same_token()
    {
        provider.BreaksOffAt(Token);
        provider.Answers(Token, Grant("first", "refresh-1"));
        provider.Answers(Send, Sent);

        (await SendAsync()).ShouldBeOfType<SendOutcome.Accepted>();
        provider.Received[1].Body.ShouldBe(provider.Received[0].Body);
    }

    [Theory]
    [InlineData(200, """{"error":-32,"message":"limit"}""")]
    [InlineData(502, "<html>")]
    public async Task A_passing_failure_postpones(int status, string answer)
    {
        provider.Answers(Token, answer, status);

        (await SendAsync()).ShouldBeOfType<SendOutcome.Postponed>();
    }

    [Fact]
    public async Task A_dead_refresh_token_is_reported_and_not_tried_again_at_once()
    {
        provider.Answers(Token, Refused);

        (await SendAsync()).ShouldBeOfType<SendOutcome.Misconfigured>().Reason.ShouldContain("Channels:Zalo:RefreshToken");
        (await SendAsync()).ShouldBeOfType<SendOutcome.Misconfigured>();
    }

    [Fact]
    public async Task A_newly_configured_token_takes_over_from_a_dead_stored_one()
    {
        await StoreAsync("old", "dead", TimeSpan.Zero, 7);
        provider.Answers(Token, Refused);
        provider.Answers(Token, Grant("fresh", "refresh-8"));
        provider.Answers(Send, Sent);

        (await SendAsync()).ShouldBeOfType<SendOutcome.Accepted>();
        provider.Received[1].Body.ShouldStartWith("refresh_token=configured&");
        (await StoredAsync())!.Version.ShouldBe(8);
    }

    [Fact]
    public async Task A_cancelled_sender_does_not_stop_the_renewal_for_the_others()
    {
        var release = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        provider.Answers(Token, async context =>
        {
            asked.SetResult();
            await release.Task;
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, Grant("first", "refresh-1"));
        });
        provider.Answers(Send, Sent);
        using var cancel = new CancellationTokenSource();

        var cancelled = stand.Channel.SendAsync(stand.Message("246", new("Xin chào")), cancel.Token);
        await asked.Task;
        await cancel.CancelAsync();
        await cancelled.ShouldThrowAsync<OperationCanceledException>();
        var other = SendAsync();
        release.SetResult();

        (await other).ShouldBeOfType<SendOutcome.Accepted>();
    }

    private Task<SendOutcome> SendAsync() => stand.SendAsync("246", new("Xin chào"));

    private Task<TokenPair?> StoredAsync() => stand.Tokens.FindAsync("zalo", "default", CancellationToken.None);

    private async Task StoreAsync(string access, string refresh, TimeSpan life, int version) =>
        (await stand.Tokens.ReplaceAsync("zalo", "default", new(access, refresh, stand.Time.GetUtcNow() + life, version), CancellationToken.None)).ShouldBeTrue();

    private static string Grant(string access, string refresh) =>
        $$"""{"access_token":"{{access}}","refresh_token":"{{refresh}}","expires_in":"90000"}""";
}
