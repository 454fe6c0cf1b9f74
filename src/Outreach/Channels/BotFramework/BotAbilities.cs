using Outreach.Delivery;

namespace Outreach.Channels.BotFramework;

/// <summary>What the channels behind the Bot Framework draw. The others get the same in words.</summary>
internal static class BotAbilities
{
    private static readonly HashSet<string> DrawsCards = new(StringComparer.Ordinal) { "msteams", "webchat", "directline", "emulator" };

    /// <param name="limits">Of the richest channel.</param>
    public static ChannelLimits On(this ChannelLimits limits, string channelId) =>
        DrawsCards.Contains(channelId) ? limits : limits with { Buttons = 0, Cards = 0, AsksForContact = false };
}
