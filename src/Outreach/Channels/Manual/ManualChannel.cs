using System.Text;
using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Channels.Manual;

/// <summary>
/// A channel whose provider is a person: sending makes a task and the file it needs, and tells whoever looks after the place. What
/// the person confirms is the receipt.
/// </summary>
public sealed class ManualChannel(string name, ManualTasks tasks, MediaStore media) : IChannel
{
    public const string DefaultAccount = "default";

    public string Name => name;

    public string Account => DefaultAccount;

    public bool Enabled => true;

    /// <summary>Our own database is the only limit. A repeat of the same request makes no second task, so nothing is ever in doubt.</summary>
    public ChannelLimits Limits { get; } =
        new(TextLength: 20_000, CaptionLength: 20_000, Buttons: 0, MessagesPerSecond: 200, Concurrency: 4) { Pictures = 10, Files = true };

    public UnknownPolicy WhenUnknown => UnknownPolicy.Resend;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (message.Content.Misfit(Limits) is { } misfit)
            return misfit;

        // What is read out is kept as a file as well: stations play it from a stick, or have it read by a machine.
        var file = name == ManualFeature.Loudspeaker
            ? await media.SaveAsync(Encoding.UTF8.GetBytes(message.Content.Text), "txt", ct)
            : message.Content.File?.MediaId ?? message.Content.Image?.MediaId;
        await tasks.AddAsync(name, message, file, ct);
        return new SendOutcome.Accepted(message.RequestId.ToString());
    }
}
