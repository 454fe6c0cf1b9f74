namespace Outreach.Channels.Zalo;

/// <summary>
/// How far one broadcast has come; written down before each request that may be seen by somebody, so that whoever goes on after
/// a kill knows what may have happened. A closed set.
/// </summary>
internal abstract record ArticleStage
{
    private ArticleStage()
    {
    }

    /// <summary>The article was being sent to Zalo: it may be in the account's list.</summary>
    public sealed record Making : ArticleStage;

    /// <summary>Zalo has it and works on it.</summary>
    public sealed record Made(string Token) : ArticleStage;

    /// <summary>It is there, and nobody was told.</summary>
    public sealed record Ready(string Id) : ArticleStage;

    /// <summary>Followers were being told.</summary>
    public sealed record Showing(string Id) : ArticleStage;

    /// <summary>As it is kept. Sealed, or each of the records would have a form of its own.</summary>
    public sealed override string ToString() => this switch
    {
        Made made => "made:" + made.Token,
        Ready ready => "ready:" + ready.Id,
        Showing showing => "showing:" + showing.Id,
        _ => "making:",
    };

    /// <summary>As <see cref="ToString"/> wrote it; null where nothing was written.</summary>
    public static ArticleStage? Parse(string? note) => note?.Split(':', 2) switch
    {
        ["made", var token] => new Made(token),
        ["ready", var id] => new Ready(id),
        ["showing", var id] => new Showing(id),
        ["making", _] => new Making(),
        _ => null,
    };
}
