using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Outreach.EndToEnd.Support;

/// <summary>The program in a process of its own, started as a person starts it and, where a test wants that, killed.</summary>
public sealed partial class OutreachProcess : IAsyncDisposable
{
    private const int FirstPort = 10_000;
    private const int Ports = 10_000;

    private static int portsGiven = Random.Shared.Next(Ports / 2) * 2;

    private readonly Process process;
    private readonly ProcessOutput output = new();

    private OutreachProcess(IReadOnlyDictionary<string, string>? environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "outreach.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
            start.Environment[key] = value;

        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => output.Add(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where the service and the sandbox's phones are; known once <see cref="ReadyAsync"/> has returned.</summary>
    public string ServiceUrl { get; private set; } = "";

    public string SandboxUrl { get; private set; } = "";

    public bool HasExited => process.HasExited;

    /// <summary>Everything the program wrote so far, both streams.</summary>
    public string Output => output.ToString();

    /// <summary>Starts it and does not wait for anything.</summary>
    public static OutreachProcess Start(IReadOnlyDictionary<string, string>? environment, params string[] arguments) => new(environment, arguments);

    /// <summary>Starts it and waits until it serves.</summary>
    public static async Task<OutreachProcess> ServeAsync(IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var started = Start(environment, arguments);
        await started.ReadyAsync();
        return started;
    }

    /// <summary>Runs a verb to its end and returns what it printed; any status but 0 fails the test.</summary>
    public static Task<string> RunAsync(params string[] arguments) => RunAsync(null, arguments);

    /// <inheritdoc cref="RunAsync(string[])"/>
    public static async Task<string> RunAsync(IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        await using var run = Start(environment, arguments);
        (await run.ExitAsync()).ShouldBe(0, run.Output);
        return run.Output.Trim();
    }

    /// <summary>
    /// An address whose port and the one after it, the sandbox's, were free a moment ago. None is given twice, and none is of
    /// those that the system gives to outgoing connections: while a killed program is down, somebody's connection could take it.
    /// </summary>
    public static string FreeUrl()
    {
        while (true)
        {
            var port = FirstPort + (Interlocked.Add(ref portsGiven, 2) % Ports);
            if (IsFree(port) && IsFree(port + 1))
                return string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Waits until it serves and its sandbox does.</summary>
    public async Task ReadyAsync()
    {
        SandboxUrl = (await LineAsync(SandboxLine())).Groups[1].Value;
        await ServingAsync();
    }

    /// <summary>Waits until it serves, with or without a sandbox of its own.</summary>
    public async Task ServingAsync()
    {
        ServiceUrl = (await LineAsync(ServiceLine())).Groups[1].Value;
        using var http = new HttpClient();
        await Eventually.FindsAsync("/health/ready", async () =>
        {
            using var answer = await http.GetAsync(ServiceUrl + "/health/ready");
            return answer.IsSuccessStatusCode ? answer.StatusCode.ToString() : null;
        });
    }

    /// <summary>Waits until the program has printed what the pattern describes.</summary>
    public async Task<Match> LineAsync(Regex pattern)
    {
        try
        {
            return await Eventually.FindsAsync($"output like {pattern}", () =>
            {
                if (process.HasExited && !pattern.IsMatch(Output))
                    throw new InvalidOperationException($"The program ended with status {process.ExitCode}:\n{Output}");
                return Task.FromResult(pattern.Match(Output) is { Success: true } match ? match : null);
            });
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}. The program printed:\n{Output}", e);
        }
    }

    /// <summary>Waits for it to stop by itself.</summary>
    public async Task<int> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            await process.WaitForExitAsync(deadline.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"The program does not stop. It printed:\n{Output}", e);
        }
    }

    /// <summary>SIGKILL: nothing of the program runs any more, as after a power cut.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    [GeneratedRegex(@"^(?:Service   |Outreach: )(http\S+)\n", RegexOptions.Multiline)]
    private static partial Regex ServiceLine();

    [GeneratedRegex(@"^(?:Phones    |No provider.* at )(http\S+)\n", RegexOptions.Multiline)]
    private static partial Regex SandboxLine();
}
