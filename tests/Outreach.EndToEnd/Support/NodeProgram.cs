using System.Diagnostics;
using System.Reflection;

namespace Outreach.EndToEnd.Support;

/// <summary>A script of <c>Clients/</c> in Node, which drives somebody else's client against the running service.</summary>
public sealed class NodeProgram : IAsyncDisposable
{
    private static readonly string Clients =
        typeof(NodeProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == "Clients").Value!;

    private readonly Process process;
    private readonly ProcessOutput output = new();

    private NodeProgram(string client, string script, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("node", [script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.Combine(Clients, client),
        };
        foreach (var (key, value) in environment)
            start.Environment[key] = value;

        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => output.Add(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Everything it wrote so far, both streams.</summary>
    public string Output => output.ToString();

    public bool HasExited => process.HasExited;

    /// <summary>Starts it and does not wait for anything.</summary>
    public static NodeProgram Start(string client, string script, IReadOnlyDictionary<string, string> environment) => new(client, script, environment);

    /// <summary>Runs it to its end and returns what it wrote; any status but 0 fails the test.</summary>
    public static async Task<string> RunAsync(string client, string script, IReadOnlyDictionary<string, string> environment, TimeSpan within)
    {
        await using var program = Start(client, script, environment);
        using var deadline = new CancellationTokenSource(within);
        try
        {
            await program.process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{client}/{script} did not end within {within.TotalSeconds} s:\n{program.Output}");
        }

        program.process.ExitCode.ShouldBe(0, program.Output);
        return program.Output;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }
}
