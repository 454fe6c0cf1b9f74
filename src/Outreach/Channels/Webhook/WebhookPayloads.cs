using System.Text.Json.Serialization;

namespace Outreach.Channels.Webhook;

/// <summary>A message as it leaves; described for the other side in <c>content/schemas/webhook.schema.json</c>.</summary>
/// <param name="Id">Same for every attempt: what was received before is to be acknowledged and left aside.</param>
/// <param name="SentAt">Of this attempt.</param>
/// <param name="Endpoint">The name under which we know the receiving system.</param>
internal sealed record WebhookMessage(Guid Id, string Type, DateTimeOffset SentAt, string Account, string Endpoint, string? Recipient, string Text)
{
    public string? Subject { get; init; }

    public IReadOnlyList<WebhookPicture>? Pictures { get; init; }

    public IReadOnlyList<WebhookButton>? Buttons { get; init; }

    public IReadOnlyList<WebhookCard>? Cards { get; init; }

    public WebhookFile? File { get; init; }

    public IReadOnlyList<WebhookSpan>? Spans { get; init; }

    public WebhookContactRequest? AsksForContact { get; init; }

    public WebhookHandoff? Handoff { get; init; }
}

internal sealed record WebhookPicture(string Url, string Alt);

internal sealed record WebhookButton(string Title, string? Url, string? Says);

internal sealed record WebhookCard(string Title, string? Subtitle, string? Link, string? Picture, IReadOnlyList<WebhookButton>? Buttons);

internal sealed record WebhookFile(string Url, string Name, string ContentType);

/// <param name="Style">bold, italic, underline, strikethrough, code, quote or link.</param>
internal sealed record WebhookSpan(int Start, int Length, string Style, string? Link);

internal sealed record WebhookContactRequest(string Title, string Ask, string? Picture);

internal sealed record WebhookHandoff(string Reason);

/// <summary>What the other side may say when it refuses; nothing of a success is read.</summary>
internal sealed record WebhookAnswer(string? Error);

/// <summary>Our answer to an event.</summary>
/// <param name="Stored">False when the event was known already.</param>
internal sealed record WebhookTaken(string Id, bool Stored);

/// <summary>Our refusal of an event.</summary>
/// <param name="Field">The field of the body, or the header, that is wrong.</param>
internal sealed record WebhookProblem(string Field, string Error);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WebhookMessage))]
[JsonSerializable(typeof(WebhookAnswer))]
[JsonSerializable(typeof(WebhookTaken))]
[JsonSerializable(typeof(WebhookProblem))]
internal sealed partial class WebhookJson : JsonSerializerContext;
