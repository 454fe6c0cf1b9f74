using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Npgsql;
using Outreach.Assistant.Evaluation;

namespace Outreach.Benchmarks.Accuracy;

/// <summary>PostgreSQL full text, configuration "simple": any word of the question may match, ordered by ts_rank with the name above the rest.</summary>
[SuppressMessage("Security", "CA2100", Justification = "Names are made here")]
internal sealed class PostgresEngine(NpgsqlConnection connection) : IAsyncDisposable
{
    /// <summary>Weights of D, C, B, A: the body and the name.</summary>
    private const string Weights = "'{0.1, 0.2, 0.4, 1.0}'";

    /// <summary>
    /// Divides by the logarithm of the length. Over names, on the fold that is tuned on, the best of ts_rank and ts_rank_cd with
    /// each normalisation (portal questions R@1 0.62; ts_rank_cd at its best, divided by the length, 0.48).
    /// </summary>
    private const int Normalization = 1;

    /// <summary>Enough for the pages to be in memory.</summary>
    private const int WarmUps = 100;

    private readonly string schema = $"accuracy_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";

    public static async Task<EngineResult> RunAsync(string server, PlainCorpus corpus, IReadOnlyList<LabelledQuestion> questions)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var engine = new PostgresEngine(connection);
        await engine.RunAsync($"CREATE SCHEMA {engine.schema}; SET search_path TO {engine.schema}");
        var watch = Stopwatch.StartNew();
        await engine.LoadAsync("procedures", corpus.Procedures);
        await engine.LoadAsync("faqs", corpus.Faqs);
        var seconds = watch.Elapsed.TotalSeconds;

        await using var askProcedures = await engine.PrepareAsync("procedures");
        await using var askFaqs = await engine.PrepareAsync("faqs");
        foreach (var question in questions.Take(WarmUps))
            await AskAsync(question, askProcedures, askFaqs);
        var answers = new List<EngineAnswer>(questions.Count);
        foreach (var question in questions)
            answers.Add(await AskAsync(question, askProcedures, askFaqs));
        return new($"PostgreSQL, {corpus.Fields}", answers, seconds, await engine.SizeAsync(), "over loopback, one connection, statements prepared");
    }

    public async ValueTask DisposeAsync() => await RunAsync($"DROP SCHEMA IF EXISTS {schema} CASCADE");

    private static async Task<EngineAnswer> AskAsync(LabelledQuestion question, NpgsqlCommand procedures, NpgsqlCommand faqs)
    {
        var begun = Stopwatch.GetTimestamp();
        var any = string.Join(" | ", PlainRecord.Words(question.Question));
        var (foundProcedures, foundFaqs) = (await AskAsync(procedures, any), await AskAsync(faqs, any));
        return new(question, foundProcedures, foundFaqs, Stopwatch.GetElapsedTime(begun).TotalMicroseconds);
    }

    private static async Task<List<string>> AskAsync(NpgsqlCommand command, string any)
    {
        command.Parameters[0].Value = any;
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<string>(EngineAnswer.Most);
        while (await reader.ReadAsync())
            ids.Add(reader.GetString(0));
        return ids;
    }

    private async Task LoadAsync(string table, IReadOnlyList<PlainRecord> records)
    {
        await RunAsync($"""
            CREATE TABLE {table} (
                id text PRIMARY KEY, name text NOT NULL, body text NOT NULL,
                words tsvector GENERATED ALWAYS AS (setweight(to_tsvector('simple', name), 'A') || setweight(to_tsvector('simple', body), 'D')) STORED)
            """);
        await using (var copy = await connection.BeginBinaryImportAsync($"COPY {table} (id, name, body) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var record in records)
                await copy.WriteRowAsync(CancellationToken.None, record.Id, record.Name, record.Body);
            await copy.CompleteAsync();
        }

        await RunAsync($"CREATE INDEX ON {table} USING gin (words)");
        await RunAsync($"ANALYZE {table}");
    }

    private async Task<NpgsqlCommand> PrepareAsync(string table)
    {
        var command = new NpgsqlCommand(
            $"""
             SELECT id FROM {table}, to_tsquery('simple', $1) asked WHERE words @@ asked
             ORDER BY ts_rank({Weights}, words, asked, {Normalization}) DESC LIMIT {EngineAnswer.Most}
             """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<string> { Value = "" });
        await command.PrepareAsync();
        return command;
    }

    private async Task<string> SizeAsync()
    {
        await using var command = new NpgsqlCommand(
            "SELECT round((pg_total_relation_size('procedures') + pg_total_relation_size('faqs')) / 1048576.0)::int, pg_backend_pid()", connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var (size, backend) = (reader.GetInt32(0), reader.GetInt32(1));
        var held = ServerMemory.Of(backend);
        return $"{(held is null ? "server out of sight" : $"{held} MB server")}; tables and index {size} MB";
    }

    private async Task RunAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync();
    }
}
