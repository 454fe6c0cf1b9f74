using System.Text.RegularExpressions;
using Outreach.EndToEnd.Support;

namespace Outreach.EndToEnd;

/// <summary>Microsoft's own Direct Line client (<c>botframework-directlinejs</c>), unmodified, against the running service.</summary>
public sealed class DirectLineClientTests : IDisposable
{
    private const string Client = "directline";

    private readonly DataFolder data = new();
    private readonly string url = OutreachProcess.FreeUrl();

    public void Dispose() => data.Dispose();

    [Theory]
    [InlineData("websocket")]
    [InlineData("polling")]
    public async Task A_conversation_goes_on_after_the_service_was_killed(string transport)
    {
        await using var before = await ServeAsync();
        await using var program = NodeProgram.Start(Client, "conversation.mjs", Settings(transport));
        await ProgressAsync(program, "Restart now");

        await before.KillAsync();
        await using var after = await ServeAsync();

        await ProgressAsync(program, "Done");
    }

    [Theory]
    [InlineData("websocket")]
    [InlineData("polling")]
    public async Task An_expired_token_is_understood_as_one(string transport)
    {
        await using var service = await ServeAsync(("OUTREACH__Channels__Web__TokenLifetime", "00:00:04"));

        await NodeProgram.RunAsync(Client, "expired.mjs", Settings(transport), Eventually.Patience);
    }

    private Dictionary<string, string> Settings(string transport) => new() { ["SERVICE"] = url, ["TRANSPORT"] = transport };

    private Task<OutreachProcess> ServeAsync(params (string Key, string Value)[] settings) =>
        OutreachProcess.ServeAsync(settings.ToDictionary(each => each.Key, each => each.Value), "serve", "--data", data.Path, "--urls", url);

    /// <summary>Waits for a line; a program that ends without it has failed, and says why.</summary>
    private static Task<string> ProgressAsync(NodeProgram program, string line) => Eventually.FindsAsync(line, () =>
    {
        var said = Regex.IsMatch(program.Output, $"^{line}$", RegexOptions.Multiline);
        return said || !program.HasExited
            ? Task.FromResult(said ? line : null)
            : throw new InvalidOperationException($"The client ended before \"{line}\":\n{program.Output}");
    });
}
