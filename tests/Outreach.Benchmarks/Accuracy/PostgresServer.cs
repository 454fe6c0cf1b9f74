using System.Diagnostics;

namespace Outreach.Benchmarks.Accuracy;

/// <summary>The server named by the environment as for the tests, or one of its own, started and stopped by <c>infra/postgres</c>.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Variable = "OUTREACH_TEST_POSTGRES";
    private const string Script = "infra/postgres";

    private readonly Process? own;

    private PostgresServer(string connectionString, Process? own = null) => (ConnectionString, this.own) = (connectionString, own);

    public string ConnectionString { get; }

    /// <summary>Null when none is named and none can be started.</summary>
    public static async Task<PostgresServer?> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            return new PostgresServer(given);
        if (!File.Exists(Script))
            return null;

        // Runs until its standard input ends, so the server does not outlive this process.
        const string Run = $". {Script}; start_postgres >&2 || exit 1; trap stop_postgres EXIT; echo \"$postgres\"; cat >/dev/null";
        var process = Process.Start(new ProcessStartInfo("bash", ["-c", Run]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        if (await process.StandardOutput.ReadLineAsync() is { } own)
            return new PostgresServer(own, process);
        process.Dispose();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        if (own is null)
            return;
        own.StandardInput.Close();
        await own.WaitForExitAsync();
        own.Dispose();
    }
}
