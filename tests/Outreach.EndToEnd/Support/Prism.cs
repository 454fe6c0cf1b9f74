using System.Globalization;
using System.Text.RegularExpressions;

namespace Outreach.EndToEnd.Support;

/// <summary>
/// Prism in a process of its own, which judges requests by a provider's published description (<c>Clients/prism</c>);
/// <c>validate.mjs</c> there notes what it says to each.
/// </summary>
public sealed partial class Prism : IAsyncDisposable
{
    private readonly NodeProgram program;

    private Prism(NodeProgram program, string url) => (this.program, Url) = (program, url);

    public string Url { get; }

    /// <summary>Requests and answers that are not as described, with its words.</summary>
    public IReadOnlyList<string> Complaints => [.. Noted.Where(request => request.Contains(" COMPLAINT ", StringComparison.Ordinal))];

    /// <summary>Each request with the status of its answer, like <c>GET /path 200</c>.</summary>
    public IReadOnlyList<string> Noted => [.. Line().Matches(program.Output).Select(line => line.Groups[1].Value)];

    /// <summary>A mock made from the description: it takes what is as described, and answers by the description's examples.</summary>
    public static Task<Prism> MockAsync(string description, bool losesAnswers = false) =>
        StartAsync(description, losesAnswers ? ("LOSE_ANSWERS", "1") : null);

    /// <summary>A proxy before a server: what is asked of it and what it answers are both to be as described.</summary>
    public static Task<Prism> ProxyAsync(string description, string upstream) => StartAsync(description, ("UPSTREAM", upstream));

    public Task<IReadOnlyList<string>> RequestsAsync(int least) => Eventually.FindsAsync($"{least} requests, Prism wrote:\n{program.Output}", () =>
    {
        var noted = Noted;
        return Task.FromResult(noted.Count >= least ? noted : null);
    });

    public ValueTask DisposeAsync() => program.DisposeAsync();

    private static async Task<Prism> StartAsync(string description, (string Key, string Value)? setting)
    {
        var url = OutreachProcess.FreeUrl();
        var environment = new Dictionary<string, string>
        {
            ["PORT"] = new Uri(url).Port.ToString(CultureInfo.InvariantCulture),
            ["SPEC"] = description,
        };
        if (setting is { } more)
            environment[more.Key] = more.Value;
        var prism = new Prism(NodeProgram.Start("prism", "validate.mjs", environment), url);
        await Eventually.FindsAsync("Prism", () => Task.FromResult(prism.program.Output.Contains("READY", StringComparison.Ordinal) ? prism : null));
        return prism;
    }

    [GeneratedRegex(@"^PRISM (.*)$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
