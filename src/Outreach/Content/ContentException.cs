namespace Outreach.Content;

/// <summary>A content folder cannot be read into records; <see cref="Errors"/> lists every reason, not just the first.</summary>
public sealed class ContentException(string path, IReadOnlyList<ContentError> errors)
    : Exception($"The content folder '{path}' cannot be loaded:{Environment.NewLine}{string.Join(Environment.NewLine, errors)}")
{
    public IReadOnlyList<ContentError> Errors { get; } = errors;
}
