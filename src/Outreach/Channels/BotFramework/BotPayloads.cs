using System.Text.Json.Serialization;

namespace Outreach.Channels.BotFramework;

/// <summary>Value of <c>handoff.initiate</c>: what the other side may route by.</summary>
internal sealed record HandoffContext(string Reason);

/// <summary>Answer to an invoke <c>adaptiveCard/action</c> that was taken and leaves the card as it is.</summary>
internal sealed record CardActionAnswer(string Value)
{
    public int StatusCode { get; } = 200;

    public string Type { get; } = "application/vnd.microsoft.activity.message";
}

/// <summary>A refusal, in the connector's own form.</summary>
internal sealed record BotProblem(BotProblemDetail Error)
{
    public BotProblem(string code, string message)
        : this(new BotProblemDetail(code, message))
    {
    }
}

internal sealed record BotProblemDetail(string Code, string Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HandoffContext))]
[JsonSerializable(typeof(CardActionAnswer))]
[JsonSerializable(typeof(BotProblem))]
internal sealed partial class BotJson : JsonSerializerContext;
