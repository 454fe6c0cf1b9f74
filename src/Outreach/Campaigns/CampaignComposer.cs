using Outreach.Content;
using Outreach.Content.Infographics;
using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Campaigns;

/// <summary>Makes a campaign from a ready message: its words and picture are copied now, so that later edits cannot change what is approved.</summary>
public sealed class CampaignComposer(
    ContentLibrary content,
    InfographicPublisher pictures,
    CampaignStore campaigns,
    IEnumerable<IChannel> channels,
    TimeProvider time)
{
    public async Task<CampaignChange> CreateAsync(NewCampaign request, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Name))
            return new CampaignChange.Refused("A campaign needs a name.");
        if (request.Channels.Count == 0 || request.Channels.Distinct().Count() != request.Channels.Count)
            return new CampaignChange.Refused("A campaign needs one channel or more, each named once.");
        if (content.Messages.FirstOrDefault(message => message.Id == request.MessageId) is not { } message)
            return new CampaignChange.Refused($"There is no ready message “{request.MessageId}”.");
        if (!message.IsValidOn(time.Today))
            return new CampaignChange.Refused($"“{message.Title}” may not be sent today: it is valid from {message.ValidFrom:dd/MM/yyyy} to {message.ValidTo:dd/MM/yyyy}.");

        var renditions = new Dictionary<string, MessageContent>();
        foreach (var name in request.Channels)
        {
            if (channels.FirstOrDefault(channel => channel.Name == name) is not { } channel || WordsFor(message, name) is not { } words)
                return new CampaignChange.Refused($"Channel “{name}” cannot carry campaigns here.");
            if (!channel.Enabled)
                return new CampaignChange.Refused($"Channel “{name}” is not configured; its messages would wait for ever.");
            renditions[name] = await RenderAsync(message, words, channel.Limits, ct);
        }

        return await campaigns.CreateAsync(request, renditions, ct);
    }

    private async Task<MessageContent> RenderAsync(ReadyMessage message, string words, ChannelLimits limits, CancellationToken ct)
    {
        var text = words.Trim();
        if (message.Infographic is null || text.Length > limits.CaptionLength)
            return new MessageContent(text);

        var picture = await pictures.PublishAsync(message.Infographic, ct);
        return new MessageContent(text, picture is null ? null : new MessageImage(picture.MediaId, picture.Alt));
    }

    // Unaccented SMS by default: one part instead of two or three, a third of the price.
    private static string? WordsFor(ReadyMessage message, string channel) => channel switch
    {
        "zalo" => message.Variants.Zalo,
        "telegram" => message.Variants.Telegram,
        "sms" => message.Variants.SmsPlain,
        _ => null,
    };
}
