using Microsoft.EntityFrameworkCore;
using Outreach.Storage;
using Outreach.Tests.Support;

namespace Outreach.Tests.Storage;

[Trait("Database", "Both")]
public sealed class DatabaseTests : IAsyncLifetime
{
    private TestDatabase test = null!;

    private Database Database => test.Database;

    public async Task InitializeAsync() => test = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await test.DisposeAsync();

    [Fact]
    public async Task A_failing_unit_undoes_itself()
    {
        var failing = Database.WriteAsync(
            async session =>
            {
                await AddAsync(session, "hỏng");
                throw new InvalidOperationException("thrown by the unit");
            },
            default);

        (await Should.ThrowAsync<InvalidOperationException>(failing)).Message.ShouldBe("thrown by the unit");
        (await IdsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_writers_at_once_all_get_their_own_result()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 1000).Select(n => Database.WriteAsync(
            async session =>
            {
                await AddAsync(session, $"{n:D4}");
                return n;
            },
            default)));

        results.ShouldBe(Enumerable.Range(0, 1000));
        (await test.CountAsync("web_conversations")).ShouldBe(1000);
    }

    [Fact]
    public async Task Readers_do_not_see_what_is_not_committed_and_do_not_wait_for_it()
    {
        var gate = await HoldWriterAsync("chưa ghi xong");

        (await IdsAsync()).ShouldBeEmpty();

        gate.SetResult();
        await AddAsync("rồi");
        (await IdsAsync()).ShouldBe(["chưa ghi xong", "rồi"]);
    }

    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        await AddAsync("giữ");

        await Database.MigrateAsync(default);

        (await IdsAsync()).ShouldBe(["giữ"]);
    }

    [Fact]
    public async Task The_migrations_make_the_whole_model() =>
        (await Database.ReadAsync(session => Task.FromResult(session.Context.Database.HasPendingModelChanges()), default)).ShouldBeFalse();

    [Fact]
    public async Task Many_rows_are_written_at_once_and_counted()
    {
        var changed = await Database.WriteAsync(
            session => session.ExecuteManyAsync(
                "INSERT INTO web_conversations (id, last_sequence) VALUES (@id, @n)",
                Enumerable.Range(0, 2500).Select(n => new { id = $"{n:D4}", n = (long)n }),
                default),
            default);

        changed.ShouldBe(2500);
        (await test.CountAsync("web_conversations")).ShouldBe(2500);
        (await Database.WriteAsync(session => session.ExecuteManyAsync("DELETE FROM web_conversations WHERE id = @id", [], default), default)).ShouldBe(0);
    }

    [Fact]
    public async Task What_a_null_stands_for_is_known_wherever_it_is_used()
    {
        await AddAsync("một");
        DateTimeOffset? none = null;
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);

        await SetAsync(at);
        await SetAsync(none);

        (await Database.ReadAsync(session => session.FirstAsync<DateTimeOffset?>("SELECT last_timestamp FROM web_conversations", null, default), default)).ShouldBe(at);

        Task<int> SetAsync(DateTimeOffset? value) => Database.WriteAsync(
            session => session.ExecuteAsync("UPDATE web_conversations SET last_timestamp = COALESCE(@value, last_timestamp) WHERE @value IS NULL OR last_timestamp IS NULL", new { value }, default),
            default);
    }

    [Fact]
    public async Task A_statement_takes_parameters_of_another_type()
    {
        const string Insert = "INSERT INTO web_conversations (id, last_sequence) VALUES (@id, @n)";
        await Database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(Insert, new { id = "một", n = 1L }, default);
                await session.ExecuteAsync(Insert, new { n = 2, id = "hai" }, default);
            },
            default);

        (await IdsAsync()).ShouldBe(["hai", "một"]);
    }

    [Fact]
    public async Task Units_that_look_and_then_add_do_not_stumble_over_each_other()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Database.WriteAsync(
            async session => await session.FirstAsync<long>("SELECT count(*) FROM web_conversations", null, default) == 0 && await AddAsync(session, "một") == 1,
            default)));

        added.Count(first => first).ShouldBe(1);
    }

    [Fact]
    public async Task Units_that_change_rows_in_opposite_order_all_come_through()
    {
        await AddAsync("a");
        await AddAsync("b");

        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Database.WriteAsync(
            async session =>
            {
                foreach (var id in n % 2 == 0 ? ["a", "b"] : (string[])["b", "a"])
                    await session.ExecuteAsync("UPDATE web_conversations SET last_sequence = last_sequence + 1 WHERE id = @id", new { id }, default);
            },
            default)));

        (await Database.ReadAsync(session => session.FirstAsync<long>("SELECT SUM(last_sequence) FROM web_conversations", null, default), default)).ShouldBe(12);
    }

    /// <summary>Begins a unit and keeps it from ending.</summary>
    private async Task<TaskCompletionSource> HoldWriterAsync(string? id = null)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = Database.WriteAsync(
            async session =>
            {
                if (id is not null)
                    await AddAsync(session, id);
                held.TrySetResult();
                await gate.Task;
            },
            default);
        await held.Task;
        return gate;
    }

    private Task<int> AddAsync(string id) => Database.WriteAsync(session => AddAsync(session, id), default);

    private static Task<int> AddAsync(DbSession session, string id) =>
        session.ExecuteAsync("INSERT INTO web_conversations (id, last_sequence) VALUES (@id, 0)", new { id }, default);

    private Task<IReadOnlyList<string>> IdsAsync() =>
        Database.ReadAsync(session => session.QueryAsync<string>("SELECT id FROM web_conversations ORDER BY id", null, default), default);
}
