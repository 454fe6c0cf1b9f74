namespace Outreach.Console.Public;

/// <summary>What the public page shows, as the host's own features give it.</summary>
public sealed record PublicPageModel
{
    /// <summary>Whose page it is, with its rank: "Thành phố Huế".</summary>
    public required string Province { get; init; }

    /// <summary>What the service is called, shown under the province and in the browser's title.</summary>
    public required string Service { get; init; }

    /// <summary>A number citizens can call, as people write it; null when there is none to give.</summary>
    public string? Hotline { get; init; }

    /// <summary>What the visitor searched for; null or blank when they did not.</summary>
    public string? Query { get; init; }

    /// <summary>Best first; read only when there is a <see cref="Query"/>.</summary>
    public IReadOnlyList<GuidanceResult> Results { get; init; } = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PublishedMessage> Messages { get; init; } = [];
}

/// <summary>A message that was approved and published.</summary>
/// <param name="Id">Makes its anchor on the page, so letters, digits and hyphens.</param>
/// <param name="Text">Plain text; line breaks are kept.</param>
/// <param name="Date">Day of publication where people live.</param>
/// <param name="Procedures">Codes of the procedures it is about.</param>
public sealed record PublishedMessage(
    string Id,
    string Title,
    string Text,
    DateOnly Date,
    PublishedPicture? Picture,
    IReadOnlyList<string> Procedures);

/// <param name="Alt">The picture's content in words, for those who cannot see it.</param>
/// <param name="Width">In pixels, with <paramref name="Height"/>: keeps the page from jumping while pictures load.</param>
public sealed record PublishedPicture(string Url, string Alt, int Width = 1080, int Height = 1350);

/// <param name="Url">A page or an anchor with the whole guidance.</param>
/// <param name="Excerpt">A sentence or two, plain text.</param>
public sealed record GuidanceResult(string Title, string Url, string Excerpt);
