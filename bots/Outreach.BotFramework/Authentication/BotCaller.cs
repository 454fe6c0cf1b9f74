using Outreach.BotFramework.Activities;

namespace Outreach.BotFramework.Authentication;

/// <summary>Who holds a valid token, and what they may say with it. A closed set.</summary>
public abstract record BotCaller
{
    /// <summary>The only channel that may be claimed by who does not come through the Bot Connector.</summary>
    private const string EmulatorChannel = "emulator";

    private BotCaller()
    {
    }

    /// <summary>Why this activity is not theirs to send; null when it is.</summary>
    public abstract string? ObjectionTo(Activity activity);

    /// <param name="ServiceUrl">Where this channel takes answers, signed.</param>
    /// <param name="Endorsements">Channels for which the signing key may be used.</param>
    public sealed record Connector(string ServiceUrl, IReadOnlyList<string> Endorsements) : BotCaller
    {
        public override string? ObjectionTo(Activity activity) => activity switch
        {
            _ when !string.Equals(activity.ServiceUrl, ServiceUrl, StringComparison.OrdinalIgnoreCase) => "serviceUrl is not the token's",
            _ when !Endorsements.Contains(activity.ChannelId, StringComparer.Ordinal) => "the key is not endorsed for this channel",
            _ => null,
        };
    }

    /// <summary>Holds our own secret. Their tokens name neither channel nor service, so they may not speak for a real channel's citizens.</summary>
    public sealed record Emulator : BotCaller
    {
        public override string? ObjectionTo(Activity activity) => OnlyEmulator(activity);
    }

    /// <summary>A program on this machine. No address of theirs is ever called.</summary>
    public sealed record Anonymous : BotCaller
    {
        public override string? ObjectionTo(Activity activity) => OnlyEmulator(activity);
    }

    private static string? OnlyEmulator(Activity activity) => activity.ChannelId == EmulatorChannel ? null : "only the channel \"emulator\" is open to them";
}

/// <summary>What a token is worth. A closed set.</summary>
public abstract record Authenticity
{
    private Authenticity()
    {
    }

    public sealed record Known(BotCaller Caller) : Authenticity;

    public sealed record Refused(string Reason) : Authenticity;

    /// <summary>The keys could not be fetched, so nobody can say: the caller may come again.</summary>
    public sealed record Undecided(string Reason) : Authenticity;
}
