using System.Text.Json.Serialization;
using Outreach.Sandbox.Faults;
using Outreach.Sandbox.Journal;
using Outreach.Sandbox.Page;
using Outreach.Sandbox.Zalo;

namespace Outreach.Sandbox.Control;

/// <summary>A citizen does something: writes (the default), taps, looks, joins, leaves, or shares name and number.</summary>
/// <param name="Message">Sequence number of the message tapped or looked at.</param>
/// <param name="Button">Which of its buttons, from 0.</param>
/// <param name="MovedTo">A Telegram group becomes this supergroup.</param>
internal sealed record CitizenAction(
    string? Channel = null, string? From = null, string? Text = null, string? Event = null, long? Message = null, int? Button = null,
    long? MovedTo = null, string? Name = null, string? Phone = null);

internal sealed record CitizenActed(long Seq);

/// <summary>What a channel's recipients have got, without naming any of them.</summary>
/// <param name="Received">Messages.</param>
/// <param name="Recipients">Distinct addresses among them.</param>
/// <param name="Repeated">Addresses that got the same text more than once.</param>
/// <param name="Refused429">Requests over the rate limit since the sandbox started or its messages were deleted.</param>
internal sealed record ChannelSummary(int Received, int Recipients, int Repeated, long Refused429)
{
    public static ChannelSummary Of(IEnumerable<ReceivedMessage> messages, long refused)
    {
        var received = 0;
        var recipients = new HashSet<string>();
        var texts = new HashSet<(string To, string Text)>();
        var repeated = new HashSet<string>();
        foreach (var message in messages)
        {
            received++;
            recipients.Add(message.To);
            if (!texts.Add((message.To, message.Text)))
                repeated.Add(message.To);
        }

        return new ChannelSummary(received, recipients.Count, repeated.Count, refused);
    }
}

internal sealed record ControlProblem(string Title, int Status, string Detail);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(IReadOnlyList<ReceivedMessage>))]
[JsonSerializable(typeof(IReadOnlyList<FaultSettings>))]
[JsonSerializable(typeof(FaultSettings))]
[JsonSerializable(typeof(CitizenAction))]
[JsonSerializable(typeof(CitizenActed))]
[JsonSerializable(typeof(ControlProblem))]
[JsonSerializable(typeof(Dictionary<string, ChannelSummary>))]
[JsonSerializable(typeof(Person[]))]
[JsonSerializable(typeof(ApprovedTemplate[]))]
[JsonSerializable(typeof(PhoneList))]
[JsonSerializable(typeof(PhoneScreen))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ControlJson : JsonSerializerContext;
