using System.Collections.Frozen;

namespace Outreach.Content;

/// <summary>
/// Channels whose address is a place and not a person: a page, a group, a notice board, a loudspeaker station, a system. Nobody's
/// data is used and nobody is written to, so rules on consent and refusal that hold for every channel do not hold for them.
/// </summary>
public static class PublicPlaces
{
    public const string Facebook = "facebook";
    public const string ZaloGroup = "zalo-group";
    public const string Print = "print";
    public const string Loudspeaker = "loudspeaker";
    public const string Webhook = "webhook";

    /// <summary>An article to all followers of the account, who chose to follow and leave by unfollowing.</summary>
    public const string ZaloBroadcast = "zalo-broadcast";

    private static readonly FrozenSet<string> Names = [Facebook, ZaloGroup, Print, Loudspeaker, Webhook, ZaloBroadcast];

    public static bool Has(string channel) => Names.Contains(channel);
}
