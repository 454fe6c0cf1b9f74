using System.Text.Json.Serialization;
using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Dialogs;

/// <summary>The answer to one turn.</summary>
public sealed record AssistantReply
{
    public required string Text { get; init; }

    /// <summary>Buttons, most useful first.</summary>
    public IReadOnlyList<SuggestedReply> SuggestedReplies { get; init; } = [];

    public required Decision Decision { get; init; }

    /// <summary>How sure the reply is right, 0..1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Codes, best first, at most 10, whatever the decision.</summary>
    public IReadOnlyList<string> Procedures { get; init; } = [];

    /// <summary>Ids of common questions, best first, at most 10, whatever the decision.</summary>
    public IReadOnlyList<string> Faqs { get; init; } = [];

    public Aspect? Aspect { get; init; }

    /// <summary>What officers must look at, noticed while answering.</summary>
    public IReadOnlyList<Alarm> Alarms { get; init; } = [];

    /// <summary>A dossier to be looked up; null when none is asked for.</summary>
    public DossierRequest? Dossier { get; init; }

    /// <summary>A confirmed feedback to be stored; null when there is none.</summary>
    public FeedbackReport? Feedback { get; init; }

    /// <summary>What a channel with cards puts over the text; null when there is nothing to open.</summary>
    public ReplyCard? Card { get; init; }

    /// <summary>The source in a few signs, for pages that end before the whole of it: "Mã 1.001193".</summary>
    [JsonIgnore]
    internal string? ShortSource { get; init; }

    /// <summary>To be given back with the next turn.</summary>
    public required ConversationState State { get; init; }

    /// <summary>A person should take over the conversation.</summary>
    public bool Handoff => Decision == Decision.Handoff;
}

/// <summary>A button: posts <paramref name="Value"/> as the citizen's words, or opens <paramref name="Url"/>.</summary>
public sealed record SuggestedReply(string Title, string Value, Uri? Url = null);

/// <summary>What a card shows: the matter, and where it is filed or read.</summary>
public sealed record ReplyCard(string Title, string Subtitle, Uri Link);

/// <summary>What the assistant decided to do. The JSON names are part of the program's output.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Decision>))]
public enum Decision
{
    [JsonStringEnumMemberName("answer")] Answer = 1,

    /// <summary>Offers two or three readings of the question.</summary>
    [JsonStringEnumMemberName("clarify")] Clarify,

    [JsonStringEnumMemberName("smalltalk")] SmallTalk,

    [JsonStringEnumMemberName("handoff")] Handoff,

    [JsonStringEnumMemberName("out_of_scope")] OutOfScope,
}
