namespace Outreach.BotFramework.DirectLine;

/// <summary>What a file is by its first bytes; what a sender calls it decides nothing where the bytes can tell.</summary>
internal static class FileKind
{
    /// <summary>The types recognised here.</summary>
    public static readonly IReadOnlyCollection<string> Known = ["image/jpeg", "image/png", "image/gif", "image/webp", "application/pdf"];

    /// <summary>The type to keep a file under; null when it is none of the allowed, or not what it is said to be.</summary>
    public static string? Of(ReadOnlySpan<byte> content, string said, IReadOnlyCollection<string> allowed)
    {
        var type = Recognise(content) ?? (Known.Contains(said) ? null : said);
        return type is not null && allowed.Contains(type) ? type : null;
    }

    /// <summary>Pictures are shown in place; everything else is only ever saved.</summary>
    public static bool IsPicture(string type) => type.StartsWith("image/", StringComparison.Ordinal) && Known.Contains(type);

    private static string? Recognise(ReadOnlySpan<byte> content) =>
        content is [0xFF, 0xD8, 0xFF, ..] ? "image/jpeg"
        : content is [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..] ? "image/png"
        : content.StartsWith("GIF8"u8) ? "image/gif"
        : content.Length >= 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8) ? "image/webp"
        : content.StartsWith("%PDF-"u8) ? "application/pdf"
        : null;
}
