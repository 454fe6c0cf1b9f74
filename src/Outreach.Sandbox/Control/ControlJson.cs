using System.Text.Json.Serialization;
using Outreach.Sandbox.Faults;
using Outreach.Sandbox.Journal;
using Outreach.Sandbox.Page;

namespace Outreach.Sandbox.Control;

/// <summary>A citizen does something: writes (the default), taps, looks, joins or leaves.</summary>
/// <param name="Message">Sequence number of the message tapped or looked at.</param>
/// <param name="Button">Which of its buttons, from 0.</param>
internal sealed record CitizenAction(
    string? Channel = null, string? From = null, string? Text = null, string? Event = null, long? Message = null, int? Button = null);

internal sealed record CitizenActed(long Seq);

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
[JsonSerializable(typeof(Person[]))]
[JsonSerializable(typeof(PhoneList))]
[JsonSerializable(typeof(PhoneScreen))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ControlJson : JsonSerializerContext;
