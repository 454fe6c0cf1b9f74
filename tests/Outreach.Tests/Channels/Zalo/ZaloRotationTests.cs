using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Outreach.Channels.Zalo;
using Outreach.Delivery;

namespace Outreach.Tests.Channels.Zalo;

/// <summary>Several nodes on one database, and one refresh token that dies when it is used.</summary>
[Trait("Database", "Both")]
public sealed class ZaloRotationTests : ZaloNodes
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_nodes_renew_once(bool hadOne)
    {
        if (hadOne)
            await StoreAsync("old", "refresh-1", version: 4);
        var (asked, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        provider.Answers(Token, async context =>
        {
            asked.SetResult();
            await release.Task;
            await context.Response.WriteAsync(Grant("fresh", "refresh-2"));
        });

        var first = Node().CurrentAsync(default);
        await asked.Task;
        var second = Node().CurrentAsync(default);
        release.SetResult();

        Access(await first).ShouldBe("fresh");
        Access(await WhileTimePassesAsync(second)).ShouldBe("fresh");
        (await StoredAsync())!.Version.ShouldBe(hadOne ? 5 : 1);
    }

    [Fact]
    public async Task A_node_that_dies_before_it_stores_the_answer_is_followed_by_one_that_asks_once_more()
    {
        await StoreAsync("old", "refresh-1", version: 4);
        await DieAfterTheAnswerAsync();
        provider.Answers(Token, Grant("rescued", "refresh-3"));

        var next = Node().CurrentAsync(default);

        Access(await WhileTimePassesAsync(next)).ShouldBe("rescued");
        provider.Received[^1].Body.ShouldStartWith("refresh_token=refresh-1&");
        (await StoredAsync())!.Version.ShouldBe(5);
    }

    [Fact]
    public async Task The_lease_of_a_dead_node_is_kept_until_it_is_over()
    {
        await StoreAsync("old", "refresh-1", version: 4);
        await DieAfterTheAnswerAsync();
        var begun = time.GetUtcNow();
        provider.Answers(Token, context => context.Response.WriteAsync(Grant((time.GetUtcNow() - begun).TotalSeconds.ToString("F0", System.Globalization.CultureInfo.InvariantCulture), "r")));

        var answer = Access(await WhileTimePassesAsync(Node().CurrentAsync(default)));

        double.Parse(answer, System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(90);
    }

    [Fact]
    public async Task Where_the_token_was_used_up_by_the_dead_node_the_configured_one_takes_over()
    {
        await StoreAsync("old", "refresh-1", version: 4);
        await DieAfterTheAnswerAsync();
        provider.Answers(Token, Refused);
        provider.Answers(Token, Grant("consented", "refresh-9"));

        Access(await WhileTimePassesAsync(Node().CurrentAsync(default))).ShouldBe("consented");
        provider.Received[^1].Body.ShouldStartWith("refresh_token=configured&");
    }

    [Fact]
    public async Task Where_nothing_is_left_an_administrator_is_told_what_happened_and_what_to_do()
    {
        await StoreAsync("old", "refresh-1", version: 4);
        await DieAfterTheAnswerAsync();
        provider.Answers(Token, Refused);
        provider.Answers(Token, Refused);

        var denied = (await WhileTimePassesAsync(Node().CurrentAsync(default))).ShouldBeOfType<ZaloAccess.Denied>();

        var reason = denied.Outcome.ShouldBeOfType<SendOutcome.Misconfigured>().Reason;
        reason.ShouldContain("an earlier renewal was lost", Case.Insensitive);
        reason.ShouldContain("Channels:Zalo:RefreshToken");
        reason.ShouldNotContain("refresh-1");
    }

    [Fact]
    public async Task A_pair_that_could_not_be_stored_is_kept_and_stored_before_anything_is_asked_again()
    {
        await StoreAsync("old", "refresh-1", version: 4);
        provider.Answers(Token, Grant("fresh", "refresh-2"));
        var mend = await database.FailWhenAsync("provider_tokens", "UPDATE", "NEW.version = 5");
        var node = Node();

        (await node.CurrentAsync(default)).ShouldBeOfType<ZaloAccess.Denied>().Outcome.ShouldBeOfType<SendOutcome.Postponed>();
        await mend();

        Access(await node.CurrentAsync(default)).ShouldBe("fresh");
        (await StoredAsync())!.RefreshToken.ShouldBe("refresh-2");
    }

    [Fact]
    public async Task A_passing_failure_gives_the_turn_back()
    {
        provider.Answers(Token, "<html>", 502);
        provider.Answers(Token, Grant("fresh", "refresh-2"));

        (await Node().CurrentAsync(default)).ShouldBeOfType<ZaloAccess.Denied>();

        Access(await Node().CurrentAsync(default)).ShouldBe("fresh");
    }

    /// <summary>Zalo has answered, and the process is gone before the new pair is in the database; its lease stays.</summary>
    private async Task DieAfterTheAnswerAsync()
    {
        provider.Answers(Token, Grant("lost", "lost"));
        var mend = await database.FailWhenAsync("provider_tokens", "UPDATE", "NEW.version = 5");
        (await Node().CurrentAsync(default)).ShouldBeOfType<ZaloAccess.Denied>();
        await mend();
    }

    /// <summary>Lets the clock run as long as somebody waits for it, so that a wait of minutes takes none.</summary>
    private async Task<ZaloAccess> WhileTimePassesAsync(Task<ZaloAccess> waiting)
    {
        for (var i = 0; i < 2000 && !waiting.IsCompleted; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.WhenAny(waiting, Task.Delay(2));
        }

        return await waiting;
    }

    private ZaloToken Node() => NewNode().GetRequiredService<ZaloToken>();

    /// <summary>A pair whose access token has expired.</summary>
    private async Task StoreAsync(string access, string refresh, int version) =>
        (await Store.ReplaceAsync("zalo", "default", new(access, refresh, time.GetUtcNow(), version), CancellationToken.None)).ShouldBeTrue();

    private static string Access(ZaloAccess access) => access.ShouldBeOfType<ZaloAccess.Granted>().Pair.AccessToken;

    private static string Grant(string access, string refresh) =>
        $$"""{"access_token":"{{access}}","refresh_token":"{{refresh}}","expires_in":"90000"}""";
}
