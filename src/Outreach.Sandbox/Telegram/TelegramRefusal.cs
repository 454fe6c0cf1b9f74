namespace Outreach.Sandbox.Telegram;

/// <summary>An error envelope: the HTTP status is the error code, the words start with what the status means.</summary>
internal sealed class TelegramRefusal(int code, string description, int? retryAfter = null, long? migratedTo = null) : Exception(description)
{
    public int Code { get; } = code;

    /// <summary>Seconds.</summary>
    public int? RetryAfter { get; } = retryAfter;

    /// <summary>The supergroup that the chat has become.</summary>
    public long? MigratedTo { get; } = migratedTo;

    public static TelegramRefusal Migrated(long to) => new(400, "Bad Request: group chat was upgraded to a supergroup chat", migratedTo: to);

    public static TelegramRefusal BadRequest(string reason) => new(400, "Bad Request: " + reason);

    public static TelegramRefusal TooMany(TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        return new TelegramRefusal(429, $"Too Many Requests: retry after {seconds}", seconds);
    }
}
