using Microsoft.Data.Sqlite;
using Outreach.Storage;

namespace Outreach.Tests.Storage;

/// <summary>What is so on SQLite only: one writer, whose queue is committed in groups.</summary>
public sealed class SqliteDatabaseTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("outreach-test-").FullName;

    private SqliteDatabase Database { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Database = new SqliteDatabase(Path.Combine(folder, "outreach.db"));
        await Database.MigrateAsync(default);
    }

    public async Task DisposeAsync()
    {
        await Database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Readers_do_not_wait_for_a_commit_because_the_file_is_in_wal_mode() =>
        (await Database.ReadAsync(session => session.FirstAsync<string>("PRAGMA journal_mode", null, default), default)).ShouldBe("wal");

    [Fact]
    public async Task A_process_killed_while_it_migrates_does_not_keep_the_next_from_starting()
    {
        // What EF Core writes before it migrates and removes after.
        await Database.WriteAsync(
            session => session.ExecuteAsync("INSERT INTO __EFMigrationsLock (Id, Timestamp) VALUES (1, '2026-01-01 00:00:00.0000000+00:00')", null, default), default);

        await Database.MigrateAsync(default).WaitAsync(TimeSpan.FromMinutes(1));

        (await Database.ReadAsync(session => session.FirstAsync<long>("SELECT COUNT(*) FROM __EFMigrationsLock", null, default), default)).ShouldBe(0);
    }

    [Fact]
    public async Task Those_who_start_at_once_migrate_one_after_the_other()
    {
        await using var other = new SqliteDatabase(Database.File);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => (i % 2 == 0 ? Database : other).MigrateAsync(default))).WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Reading_cannot_write() =>
        await Should.ThrowAsync<SqliteException>(() => Database.ReadAsync(session => AddAsync(session, "một"), default));

    [Fact]
    public async Task What_was_written_is_there_for_every_reader_when_the_write_returns()
    {
        await AddAsync("một");

        await using var elsewhere = new SqliteConnection($"Data Source={Database.File};Mode=ReadOnly;Pooling=False");
        await elsewhere.OpenAsync();
        await using var command = elsewhere.CreateCommand();
        command.CommandText = "SELECT id FROM web_conversations";
        (await command.ExecuteScalarAsync()).ShouldBe("một");
    }

    [Fact]
    public async Task A_failing_unit_undoes_itself_and_not_its_neighbours()
    {
        var gate = await HoldWriterAsync();
        var before = AddAsync("trước");
        var failing = Database.WriteAsync(
            async session =>
            {
                await AddAsync(session, "hỏng");
                throw new InvalidOperationException("thrown by the unit");
            },
            default);
        var after = AddAsync("sau");
        gate.SetResult();

        await before;
        (await Should.ThrowAsync<InvalidOperationException>(failing)).Message.ShouldBe("thrown by the unit");
        await after;
        (await IdsAsync()).ShouldBe(["sau", "trước"]);
    }

    [Fact]
    public async Task When_the_database_itself_rolls_back_everyone_of_the_group_learns_it_and_the_next_are_served()
    {
        await AddAsync("có sẵn");
        var gate = await HoldWriterAsync();
        var neighbour = AddAsync("láng giềng");
        // As SQLite does by itself when the disk is full.
        var culprit = Database.WriteAsync(session => session.ExecuteAsync("INSERT OR ROLLBACK INTO web_conversations (id, last_sequence) VALUES ('có sẵn', 0)", null, default), default);
        var next = AddAsync("tiếp");
        gate.SetResult();

        await Should.ThrowAsync<SqliteException>(culprit);
        await Should.ThrowAsync<Exception>(neighbour);
        await next;
        (await IdsAsync()).ShouldBe(["có sẵn", "tiếp"]);
    }

    [Fact]
    public async Task What_ran_beside_a_failing_unit_is_stored_once()
    {
        var gate = await HoldWriterAsync();
        var neighbours = Enumerable.Range(0, 20).Select(i => AddAsync($"{i:D2}")).ToList();
        var failing = Enumerable.Range(0, 3).Select(_ => Database.WriteAsync(session => AddAsync(session, "05"), default)).ToList();
        neighbours.AddRange(Enumerable.Range(20, 20).Select(i => AddAsync($"{i:D2}")));
        gate.SetResult();

        (await Task.WhenAll(neighbours)).ShouldAllBe(rows => rows == 1);
        foreach (var unit in failing)
            (await Should.ThrowAsync<SqliteException>(unit)).Message.ShouldContain("UNIQUE");
        (await IdsAsync()).ShouldBe(Enumerable.Range(0, 40).Select(i => $"{i:D2}"));
    }

    [Fact]
    public async Task Values_are_stored_as_by_a_command_of_the_provider()
    {
        var values = new
        {
            nothing = (string?)null,
            empty = "",
            brief = "Đặt lịch\0",
            lengthy = new string('ữ', 300),
            id = Guid.Parse("0193f2ab-0000-7000-8000-00000000cafe"),
            moment = DateTimeOffset.FromUnixTimeMilliseconds(1735689600123),
            never = (DateTimeOffset?)null,
            truth = true,
            whole = -5L,
            kind = DayOfWeek.Friday,
            fraction = 0.25,
        };
        const string Insert = "INSERT INTO kept VALUES (@nothing, @empty, @brief, @lengthy, @id, @moment, @never, @truth, @whole, @kind, @fraction)";
        await Database.WriteAsync(session => session.ExecuteAsync("CREATE TABLE kept (a, b, c, d, e, f, g, h, i, j, k)", null, default), default);
        await Database.WriteAsync(session => session.ExecuteAsync(Insert, values, default), default);

        await using var elsewhere = new SqliteConnection($"Data Source={Database.File};Pooling=False");
        await elsewhere.OpenAsync();
        await using var command = elsewhere.CreateCommand();
        command.CommandText = Insert;
        object[] given = [DBNull.Value, values.empty, values.brief, values.lengthy, values.id, 1735689600123, DBNull.Value, values.truth, values.whole, (int)values.kind, values.fraction];
        foreach (var (property, value) in values.GetType().GetProperties().Zip(given))
            command.Parameters.AddWithValue("@" + property.Name, value);
        await command.ExecuteNonQueryAsync();

        var rows = await Database.ReadAsync(
            session => session.QueryAsync<string>(
                "SELECT " + string.Join(" || '|' || ", "abcdefghijk".Select(column => $"typeof({column}) || quote({column}) || hex({column})")) + " FROM kept", null, default),
            default);
        rows.Count.ShouldBe(2);
        rows[0].ShouldBe(rows[1]);
        rows[0].ShouldContain("'0193F2AB-0000-7000-8000-00000000CAFE'");
    }

    [Fact]
    public async Task A_value_that_is_missing_is_a_mistake_and_not_a_null() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => Database.WriteAsync(
            session => session.ExecuteAsync("INSERT INTO web_conversations (id, last_sequence) VALUES (@id, @last)", new { id = "một" }, default), default))).Message.ShouldContain("@last");

    [Fact]
    public async Task Several_statements_in_one_text_are_all_run()
    {
        await Database.WriteAsync(
            session => session.ExecuteAsync(
                "INSERT INTO web_conversations (id, last_sequence) VALUES (@id, 0); UPDATE web_conversations SET last_sequence = 7 WHERE id = @id", new { id = "một" }, default), default);

        (await Database.ReadAsync(session => session.FirstAsync<long>("SELECT last_sequence FROM web_conversations", null, default), default)).ShouldBe(7);
    }

    [Fact]
    public async Task A_unit_cancelled_in_the_queue_is_not_run()
    {
        var gate = await HoldWriterAsync();
        using var cancelled = new CancellationTokenSource();
        var ran = false;
        var queued = Database.WriteAsync(
            session =>
            {
                ran = true;
                return Task.CompletedTask;
            },
            cancelled.Token);
        await cancelled.CancelAsync();
        gate.SetResult();

        await Should.ThrowAsync<OperationCanceledException>(queued);
        ran.ShouldBeFalse();
    }

    [Fact]
    public async Task Disposing_finishes_what_is_queued_and_refuses_what_comes_after()
    {
        var gate = await HoldWriterAsync();
        var queued = AddAsync("đã xếp hàng");
        var disposing = Database.DisposeAsync();
        gate.SetResult();
        await disposing;
        await queued;

        await Should.ThrowAsync<ObjectDisposedException>(() => AddAsync("muộn"));
        (await IdsAsync()).ShouldBe(["đã xếp hàng"]);
    }

    [Fact]
    public async Task Where_the_file_cannot_be_opened_the_writer_is_told_and_not_left_waiting()
    {
        await using var nowhere = new SqliteDatabase(Path.Combine(folder, "missing", "outreach.db"));

        await Should.ThrowAsync<SqliteException>(() => nowhere.WriteAsync(session => Task.CompletedTask, default));
        await Should.ThrowAsync<SqliteException>(() => nowhere.WriteAsync(session => Task.CompletedTask, default));
    }

    /// <summary>Keeps the writer busy, so that what is written meanwhile queues up and shares one commit.</summary>
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
