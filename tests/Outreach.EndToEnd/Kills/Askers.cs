using Outreach.Delivery;
using Outreach.EndToEnd.Support;

namespace Outreach.EndToEnd.Kills;

/// <summary>Citizens of no campaign, each of whom asks the assistant one question, whatever state the program is in.</summary>
internal static class Askers
{
    private const string Question = "Đăng ký khai sinh cho con cần giấy tờ gì?";
    private const string InItsAnswer = "1.001193";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);
    private static readonly string[] Channels = ["sms", "zalo", "telegram"];

    public static async Task AskAsync(string sandboxUrl, CancellationToken ct)
    {
        using var sandbox = new SandboxControl(sandboxUrl);
        for (var number = 0; !ct.IsCancellationRequested; number++)
        {
            var channel = Channels[number % Channels.Length];
            try
            {
                await sandbox.WriteAsync(channel, AddressOf(channel, number), Question);
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // Killed, or not up yet. Whether it was heard all the same, the journal tells.
            }

            await Task.Delay(Pause, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Holds what was asked against what was answered.</summary>
    /// <param name="written">By the service's own table.</param>
    public static AskedFigures Count(DataFolder data, IReadOnlyList<Reply> written)
    {
        var states = written.ToLookup(reply => (reply.Channel, reply.Address));
        var replies = SandboxJournal.Messages(data).ToLookup(message => (message.Channel, message.To), message => message.Text);
        var asked = SandboxJournal.Events(data)
            .Where(citizen => citizen.Kind == "Message" && IsAsker(citizen.From))
            .Select(citizen => (citizen.Channel, citizen.From))
            .ToList();
        var without = asked.Where(asker => !replies[asker].Any(text => text.Contains(InItsAnswer, StringComparison.Ordinal))).ToList();
        var lost = without.Where(asker => asker.Channel == "sms" || states[asker].All(reply => reply.State != MessageState.Unknown)).ToList();
        return new AskedFigures(
            Asked: asked.Count,
            Answered: asked.Count - without.Count,
            InDoubt: without.Count - lost.Count,
            Twice: asked.Count(asker => replies[asker].Count() > 1),
            Lost: lost.ConvertAll(asker => $"{asker.Channel} {asker.From}: {string.Join(", ", states[asker].Select(reply => $"{reply.State} {reply.Reason}"))}"));
    }

    // Blocks in which no synthetic contact lies.
    private static string AddressOf(string channel, int number) => channel switch
    {
        "sms" => $"+8498{number:D7}",
        "zalo" => $"98{number:D16}",
        _ => $"98{number:D8}",
    };

    private static bool IsAsker(string address) => address.TrimStart('+').StartsWith(address[0] == '+' ? "8498" : "98", StringComparison.Ordinal);
}

/// <summary>Asked = answered + in doubt, unless one was lost. In doubt there is none on SMS, whose provider can be asked.</summary>
/// <param name="Lost">Who has no answer, and what the service wrote for them.</param>
internal sealed record AskedFigures(int Asked, int Answered, int InDoubt, int Twice, IReadOnlyList<string> Lost);
