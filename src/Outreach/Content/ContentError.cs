namespace Outreach.Content;

/// <summary>One thing to mend in a content folder.</summary>
/// <param name="File">Path below the content folder, with forward slashes.</param>
/// <param name="Line">First line is 1; also 1 when the error is about the file as a whole.</param>
public sealed record ContentError(string File, int Line, string Message)
{
    /// <summary>The form editors make clickable: <c>faq/nop-ho-so.yaml:4: message</c>.</summary>
    public override string ToString() => $"{File}:{Line}: {Message}";
}

/// <summary>An error before it is known in which file.</summary>
internal readonly record struct Finding(int Line, string Message)
{
    public ContentError In(string file) => new(file, Line, Message);
}
