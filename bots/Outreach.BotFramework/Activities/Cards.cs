using System.Text.Json;
using System.Text.Json.Serialization;

namespace Outreach.BotFramework.Activities;

/// <summary>Content of a hero card: title, words, a picture, buttons, and what a tap opens. Source: Bot Framework card schema.</summary>
public sealed record HeroCard(
    string Title,
    string? Subtitle = null,
    string? Text = null,
    IReadOnlyList<CardImage>? Images = null,
    IReadOnlyList<CardAction>? Buttons = null,
    CardAction? Tap = null)
{
    private const string ContentType = "application/vnd.microsoft.card.hero";

    public Attachment ToAttachment() =>
        new() { ContentType = ContentType, Content = JsonSerializer.SerializeToElement(this, ActivityJson.Default.HeroCard) };
}

public sealed record CardImage(string Url, string? Alt = null);

/// <summary>
/// A form as an Adaptive Card: words, fields, one button that sends them back as <see cref="Activity.Value"/> of a message
/// without text. Version 1.5, which Web Chat 4.18 draws (schema up to 1.6).
/// </summary>
public sealed record AdaptiveCard(string FallbackText, IReadOnlyList<AdaptiveElement> Body, IReadOnlyList<AdaptiveSubmit> Actions)
{
    private const string ContentType = "application/vnd.microsoft.card.adaptive";

    public string Type { get; } = "AdaptiveCard";

    [JsonPropertyName("$schema")]
    public string Schema { get; } = "http://adaptivecards.io/schemas/adaptive-card.json";

    public string Version { get; } = "1.5";

    public Attachment ToAttachment() =>
        new() { ContentType = ContentType, Content = JsonSerializer.SerializeToElement(this, ActivityJson.Default.AdaptiveCard) };
}

/// <summary>A line of an Adaptive Card's body; which members count depends on <see cref="Type"/>.</summary>
public sealed record AdaptiveElement(string Type)
{
    /// <summary>Of a <c>TextBlock</c>.</summary>
    public string? Text { get; init; }

    public string? Weight { get; init; }

    public bool? Wrap { get; init; }

    /// <summary>Of an <c>Image</c>.</summary>
    public string? Url { get; init; }

    /// <summary>Of an <c>Input.Text</c>: the member of the value it comes back as.</summary>
    public string? Id { get; init; }

    public string? Label { get; init; }

    /// <summary><c>tel</c>, <c>email</c>, <c>url</c> or absent.</summary>
    public string? Style { get; init; }

    public bool? IsRequired { get; init; }

    public string? ErrorMessage { get; init; }

    public int? MaxLength { get; init; }
}

/// <param name="Data">Comes back beside the fields.</param>
public sealed record AdaptiveSubmit(string Title, IReadOnlyDictionary<string, string> Data)
{
    public string Type { get; } = "Action.Submit";
}
