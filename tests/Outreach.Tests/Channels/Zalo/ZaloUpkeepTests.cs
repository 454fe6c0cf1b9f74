using Microsoft.Extensions.DependencyInjection;
using Outreach.Channels.Zalo;
using Outreach.Delivery;

namespace Outreach.Tests.Channels.Zalo;

/// <summary>Tokens of an account that nobody uses: a refresh token is good for three months.</summary>
[Trait("Database", "Both")]
public sealed class ZaloUpkeepTests : ZaloNodes
{
    [Fact]
    public async Task What_nobody_used_for_thirty_days_is_renewed_and_again_thirty_days_later()
    {
        await StoreAsync("refresh-1");
        time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        await SweepAsync();
        provider.Received.ShouldBeEmpty();

        provider.Answers(Token, Grant("refresh-2"));
        time.Advance(TimeSpan.FromMinutes(1));
        await SweepAsync();
        await SweepAsync();
        provider.Answers(Token, Grant("refresh-3"));
        time.Advance(TimeSpan.FromDays(30));
        await SweepAsync();

        provider.Received.Select(request => request.Body.Split('&')[0]).ShouldBe(["refresh_token=refresh-1", "refresh_token=refresh-2"]);
        (await StoredAsync())!.RefreshToken.ShouldBe("refresh-3");
        (await NoticesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_days_can_be_set()
    {
        await StoreAsync("refresh-1");
        time.Advance(TimeSpan.FromDays(5));
        provider.Answers(Token, Grant("refresh-2"));

        await SweepAsync(NewNode(("RenewUnusedAfterDays", "5")));

        (await StoredAsync())!.RefreshToken.ShouldBe("refresh-2");
    }

    [Fact]
    public async Task A_configured_token_that_was_never_used_is_exchanged_at_once_because_its_age_is_unknown()
    {
        provider.Answers(Token, Grant("refresh-1"));

        await SweepAsync();

        provider.Received.ShouldHaveSingleItem().Body.ShouldStartWith("refresh_token=configured&");
        (await StoredAsync())!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task An_account_without_credentials_is_left_alone()
    {
        await SweepAsync(NewNode(("AppId", null), ("AppSecret", null), ("OaSecret", null), ("RefreshToken", null)));

        provider.Received.ShouldBeEmpty();
        (await StoredAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_node_that_sends_and_one_that_sweeps_renew_once()
    {
        await StoreAsync("refresh-1");
        time.Advance(TimeSpan.FromDays(40));
        var (asked, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        provider.Answers(Token, async context =>
        {
            asked.SetResult();
            await release.Task;
            await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Grant("refresh-2")));
        });

        var sending = NewNode().GetRequiredService<ZaloToken>().CurrentAsync(default);
        await asked.Task;
        var sweeping = SweepAsync();
        release.SetResult();
        await sending;
        for (var i = 0; i < 2000 && !sweeping.IsCompleted; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.WhenAny(sweeping, Task.Delay(2));
        }

        await sweeping;
        provider.Received.ShouldHaveSingleItem();
        (await NoticesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_passing_failure_is_told_only_when_little_time_is_left()
    {
        await StoreAsync("refresh-1");
        time.Advance(TimeSpan.FromDays(89 - 14));
        provider.Answers(Token, "<html>", 502);
        (await Should.ThrowAsync<InvalidOperationException>(() => SweepAsync())).Message.ShouldContain("HTTP 502");
        (await NoticesAsync()).ShouldBeEmpty("there are fourteen days left");

        time.Advance(TimeSpan.FromMinutes(1));
        provider.Answers(Token, "<html>", 502);
        await SweepAsync();

        var notice = (await NoticesAsync()).ShouldHaveSingleItem();
        (notice.Kind, notice.Subject).ShouldBe((NoticeKind.AccessEnds, "zalo:default"));
        notice.Text.ShouldContain("HTTP 502");
        notice.Text.ShouldContain("04/04/2026");
    }

    [Fact]
    public async Task Before_the_first_exchange_a_passing_failure_is_the_sweep_s_alone()
    {
        provider.Answers(Token, "<html>", 502);

        await Should.ThrowAsync<InvalidOperationException>(() => SweepAsync());

        (await NoticesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_is_told_at_once_and_again_a_day_after_it_was_seen_but_not_before()
    {
        await StoreAsync("refresh-1");
        time.Advance(TimeSpan.FromDays(30));
        await RefuseAsync();
        var notice = (await NoticesAsync()).ShouldHaveSingleItem();
        notice.Text.ShouldContain("Channels:Zalo:RefreshToken");
        notice.Text.ShouldNotContain("refresh-1");

        time.Advance(TimeSpan.FromDays(2));
        await RefuseAsync();
        (await NoticesAsync()).Count.ShouldBe(1, "nobody has seen it yet");

        await NewNode().GetRequiredService<Notices>().SeeAsync(notice.Id, "lan", default);
        await RefuseAsync();
        (await NoticesAsync()).Count.ShouldBe(2);
        await NewNode().GetRequiredService<Notices>().SeeAsync((await NoticesAsync())[0].Id, "lan", default);
        time.Advance(TimeSpan.FromHours(6));
        await RefuseAsync();
        (await NoticesAsync()).Count.ShouldBe(2, "not twice in a day");
    }

    /// <summary>Both tokens are refused: the stored one and the configured one.</summary>
    private async Task RefuseAsync()
    {
        provider.Answers(Token, Refused);
        provider.Answers(Token, Refused);
        await SweepAsync();
    }

    /// <summary>On a node of its own unless told: what it remembers of a refusal does not matter here.</summary>
    private Task SweepAsync(IServiceProvider? node = null) => (node ?? NewNode()).GetRequiredService<ZaloUpkeep>().RunAsync(default);

    private async Task<IReadOnlyList<Notice>> NoticesAsync() => await NewNode().GetRequiredService<Notices>().LatestAsync(default);

    /// <summary>A pair that Zalo has just given.</summary>
    private async Task StoreAsync(string refresh) =>
        (await Store.ReplaceAsync("zalo", "default", new("access", refresh, time.GetUtcNow().AddHours(20), 1), CancellationToken.None)).ShouldBeTrue();

    private static string Grant(string refresh) => $$"""{"access_token":"a","refresh_token":"{{refresh}}","expires_in":"90000"}""";
}
