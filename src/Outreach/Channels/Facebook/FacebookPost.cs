using Outreach.Delivery;

namespace Outreach.Channels.Facebook;

/// <summary>What stands on the page. Pure.</summary>
internal static class FacebookPost
{
    public static PagePost Compose(MessageContent content, IReadOnlyList<string> pictures) => new(
        WordsOf(content), LinkOf(content)?.AbsoluteUri, pictures.Count == 0 ? null : [.. pictures.Select(id => new AttachedPicture(id))]);

    public static IReadOnlyList<MessageImage> PicturesOf(MessageContent content) =>
        [.. content.Image is { } image ? new[] { image } : [], .. content.Album ?? []];

    /// <summary>The title, the text, and what a post has no button for.</summary>
    public static string WordsOf(MessageContent content)
    {
        var words = content.Subject is { Length: > 0 } subject && !content.Text.StartsWith(subject, StringComparison.Ordinal)
            ? $"{subject}\n\n{content.Text}"
            : content.Text;
        return content.Buttons is [var button] && LinkOf(content) is null
            ? $"{words}\n{(button.Url is { } url ? $"{button.Title}: {(url.Scheme == "tel" ? url.AbsolutePath : url.AbsoluteUri)}" : $"- {button.Says ?? button.Title}")}"
            : words;
    }

    /// <summary>A preview and pictures exclude each other.</summary>
    private static Uri? LinkOf(MessageContent content) =>
        content.Buttons is [{ Url: { Scheme: "https" or "http" } url }] && PicturesOf(content).Count == 0 ? url : null;
}
