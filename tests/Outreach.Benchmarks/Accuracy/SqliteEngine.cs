using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Outreach.Assistant.Evaluation;
using Outreach.Benchmarks.Measuring;

namespace Outreach.Benchmarks.Accuracy;

/// <summary>SQLite FTS5 in memory: any word of the question may match, ordered by bm25 with the name above the rest.</summary>
internal sealed class SqliteEngine : IDisposable
{
    /// <summary>Of name and body: of ten pairs tried, the best in most kinds on the fold that is tuned on.</summary>
    private const string Weights = "5, 1";

    private readonly SqliteConnection connection = new("Data Source=:memory:");

    private SqliteEngine() => connection.Open();

    public static EngineResult Run(PlainCorpus corpus, IReadOnlyList<LabelledQuestion> questions)
    {
        using var engine = new SqliteEngine();
        var watch = Stopwatch.StartNew();
        engine.Load("procedures", corpus.Procedures);
        engine.Load("faqs", corpus.Faqs);
        var seconds = watch.Elapsed.TotalSeconds;
        using var askProcedures = engine.Prepare("procedures");
        using var askFaqs = engine.Prepare("faqs");
        foreach (var question in questions)
            Ask(question, askProcedures, askFaqs);
        return new($"SQLite FTS5, {corpus.Fields}", [.. questions.Select(question => Ask(question, askProcedures, askFaqs))], seconds, engine.Size());
    }

    public void Dispose() => connection.Dispose();

    private static EngineAnswer Ask(LabelledQuestion question, SqliteCommand procedures, SqliteCommand faqs)
    {
        var begun = Stopwatch.GetTimestamp();
        var any = string.Join(" OR ", PlainRecord.Words(question.Question).Select(word => $"\"{word}\""));
        var (foundProcedures, foundFaqs) = (Ask(procedures, any), Ask(faqs, any));
        return new(question, foundProcedures, foundFaqs, Stopwatch.GetElapsedTime(begun).TotalMicroseconds);
    }

    private static List<string> Ask(SqliteCommand command, string any)
    {
        if (any.Length == 0)
            return [];
        command.Parameters[0].Value = any;
        using var reader = command.ExecuteReader();
        var ids = new List<string>(EngineAnswer.Most);
        while (reader.Read())
            ids.Add(reader.GetString(0));
        return ids;
    }

    private void Load(string table, IReadOnlyList<PlainRecord> records)
    {
        using (var create = new Statement(connection, $"CREATE VIRTUAL TABLE {table} USING fts5(id UNINDEXED, name, body)"))
            create.Run();
        using var transaction = connection.BeginTransaction();
        using (var insert = new Statement(connection, $"INSERT INTO {table} VALUES ($1, $2, $3)") { Transaction = transaction })
        {
            foreach (var record in records)
                insert.Run(record.Id, record.Name, record.Body);
        }

        transaction.Commit();
        using var optimize = new Statement(connection, $"INSERT INTO {table}({table}) VALUES ('optimize')");
        optimize.Run();
    }

    private SqliteCommand Prepare(string table)
    {
        var command = connection.CreateCommand();
        command.CommandText = $"SELECT id FROM {table} WHERE {table} MATCH $1 ORDER BY bm25({table}, 0, {Weights}) LIMIT {EngineAnswer.Most}";
        command.Parameters.Add(new SqliteParameter { ParameterName = "$1", Value = "" });
        command.Prepare();
        return command;
    }

    private string Size()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT page_count * page_size / 1048576.0 FROM pragma_page_count(), pragma_page_size()";
        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToDouble(command.ExecuteScalar(), CultureInfo.InvariantCulture):0} MB database in memory");
    }
}
