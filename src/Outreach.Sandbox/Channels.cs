namespace Outreach.Sandbox;

/// <summary>The channels the sandbox plays the provider of, by their names in the control API.</summary>
internal static class Channels
{
    public const string Zalo = "zalo";
    public const string Telegram = "telegram";
    public const string Sms = "sms";
    public const string Messenger = "messenger";

    /// <summary>Posts on a page; nobody writes from there.</summary>
    public const string Facebook = "facebook";

    /// <summary>Zalo's templates by telephone number; they arrive in the same app.</summary>
    public const string Zns = "zns";

    public static readonly string[] All = [Zalo, Telegram, Sms, Zns, Messenger, Facebook];
}
