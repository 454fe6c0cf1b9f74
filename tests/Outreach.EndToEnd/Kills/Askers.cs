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
    /// <param name="inDoubt">Addresses whose reply is unknown, by the service's own table.</param>
    public static AskedFigures Count(DataFolder data, IReadOnlySet<(string Channel, string Address)> inDoubt)
    {
        var replies = SandboxJournal.Messages(data).ToLookup(message => (message.Channel, message.To), message => message.Text);
        var asked = SandboxJournal.Events(data)
            .Where(citizen => citizen.Kind == "Message" && IsAsker(citizen.From))
            .Select(citizen => (citizen.Channel, citizen.From))
            .ToList();
        var without = asked.Where(asker => !replies[asker].Any(text => text.Contains(InItsAnswer, StringComparison.Ordinal))).ToList();
        return new AskedFigures(
            Asked: asked.Count,
            Answered: asked.Count - without.Count,
            InDoubt: without.Count(asker => asker.Channel != "sms" && inDoubt.Contains(asker)),
            Twice: asked.Count(asker => replies[asker].Count() > 1));
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

/// <summary>Asked = answered + in doubt, unless one was lost; in doubt there is none on SMS, whose provider can be asked.</summary>
internal sealed record AskedFigures(int Asked, int Answered, int InDoubt, int Twice);
