using Microsoft.Extensions.Logging.Abstractions;
using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Delivery;

[Trait("Database", "Both")]
public sealed class ProviderQuotasTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private TestDatabase database = null!;

    public async Task InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task A_thousand_notes_are_one_write()
    {
        using var quotas = New();
        for (var i = 1000; i > 0; i--)
            quotas.Note("zalo", "default", "reply", i, 1000);
        (await database.CountAsync("provider_quotas")).ShouldBe(0);

        await quotas.FlushAsync(default);

        (await OnlyAsync(quotas)).ShouldBe((1, 1000));
    }

    [Fact]
    public async Task What_a_later_note_leaves_out_stays()
    {
        using var quotas = New();
        quotas.Note("zalo", "default", "reply", 7, 8);
        await quotas.FlushAsync(default);
        quotas.Note("zalo", "default", "reply", remaining: null, total: 500);
        quotas.Note("zalo", "default", "reply", remaining: null, total: null);
        await quotas.FlushAsync(default);

        (await OnlyAsync(quotas)).ShouldBe((7, 500));
    }

    [Fact]
    public async Task Of_two_nodes_the_later_note_stands()
    {
        using var slow = New();
        using var fast = New();
        slow.Note("zalo", "default", "reply", 9, 10);
        time.Advance(TimeSpan.FromSeconds(1));
        fast.Note("zalo", "default", "reply", 3, 10);
        await fast.FlushAsync(default);
        await slow.FlushAsync(default);

        (await OnlyAsync(fast)).ShouldBe((3, 10));
    }

    [Fact]
    public async Task What_could_not_be_written_is_written_the_next_time()
    {
        using var quotas = New();
        var mend = await database.FailWhenFullAsync("provider_quotas", 0);
        quotas.Note("zalo", "default", "reply", 5, 8);
        await Should.ThrowAsync<System.Data.Common.DbException>(() => quotas.FlushAsync(default));
        await mend();

        await quotas.FlushAsync(default);

        (await OnlyAsync(quotas)).ShouldBe((5, 8));
    }

    [Fact]
    public async Task The_last_note_is_written_when_the_service_stops()
    {
        using var quotas = New();
        await quotas.StartAsync(default);
        quotas.Note("zalo", "default", "reply", 2, 8);

        await quotas.StopAsync(default);

        (await OnlyAsync(quotas)).ShouldBe((2, 8));
    }

    private ProviderQuotas New() => new(database.Database, time, NullLogger<ProviderQuotas>.Instance);

    private static async Task<(long?, long?)> OnlyAsync(ProviderQuotas quotas)
    {
        var quota = (await quotas.ReadAsync("zalo", "default", default)).ShouldHaveSingleItem();
        return (quota.Remaining, quota.Total);
    }
}
