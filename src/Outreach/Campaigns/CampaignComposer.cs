using Outreach.Content;
using Outreach.Content.Infographics;
using Outreach.Content.Zns;
using Outreach.Delivery;
using Outreach.Delivery.Rules;
using Outreach.Storage;

namespace Outreach.Campaigns;

/// <summary>
/// Makes a campaign from a ready message: its words and picture are copied now, so that later edits cannot change what is
/// approved. What the sending rules ask of the text is put there or demanded here, so that it too is under the approval.
/// </summary>
public sealed class CampaignComposer(
    ContentLibrary content,
    InfographicPublisher pictures,
    CampaignStore campaigns,
    IEnumerable<IChannel> channels,
    ChannelWords words,
    SendingRules rules,
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

        var kind = request.Class ?? message.Class;
        if (ClassFlaw(message, kind, request.ClassReason) is { } flaw)
            return new CampaignChange.Refused(flaw);

        return await ComposeAsync(request with { Class = kind }, message, kind, ct);
    }

    private async Task<CampaignChange> ComposeAsync(NewCampaign request, ReadyMessage message, MessageClass kind, CancellationToken ct)
    {
        var carriers = new List<IChannel>();
        var renditions = new Dictionary<string, MessageContent>();
        foreach (var name in request.Channels)
        {
            if (channels.FirstOrDefault(channel => channel.Name == name) is not { } channel || words.For(message, name) is not { } said)
                return new CampaignChange.Refused(ChannelWords.WhyNot(message, name));
            if (!channel.Enabled)
                return new CampaignChange.Refused($"Channel “{name}” is not configured; its messages would wait for ever.");

            var asked = rules.For(kind, name, time.GetUtcNow());

            // What Zalo approved is sent as it is: a template that should bear a label bears it already.
            var text = name == ZnsMessage.Channel ? said : SendingText.WithLabel(said, asked.Label);
            if (Misfit(text, channel, asked) is { } reason)
                return new CampaignChange.Refused($"“{message.Title}” on {name}: {reason}.");
            var (rendition, flaw) = await RenderAsync(message, text, channel, ct);
            if (rendition is null)
                return new CampaignChange.Refused(flaw!);
            carriers.Add(channel);
            renditions[name] = rendition;
        }

        // OrderBy is stable: channels of one price stay in the order given.
        var order = request.KeepOrder ? carriers : [.. carriers.OrderBy(channel => channel.Limits.Price)];
        var resolved = request with
        {
            Channels = order.ConvertAll(channel => channel.Name),
            ClassReason = string.IsNullOrWhiteSpace(request.ClassReason) ? null : request.ClassReason.Trim(),
            Unit = request.Unit.Trim(),
        };
        return await campaigns.CreateAsync(resolved, renditions, ct);
    }

    // Another class can lift hours, caps and label, so somebody answers for it by name.
    private static string? ClassFlaw(ReadyMessage message, MessageClass kind, string? reason)
    {
        if (!Enum.IsDefined(kind))
            return $"There is no message class {kind}.";
        var unusual = kind != message.Class || kind is MessageClass.SocialPolicy or MessageClass.Emergency;
        return unusual && string.IsNullOrWhiteSpace(reason)
            ? $"“{message.Title}” is {message.Class}; sending it as {kind} needs a reason."
            : null;
    }

    /// <summary>Continues a sentence about the text of one channel; null when it can leave.</summary>
    private static string? Misfit(string text, IChannel channel, ChannelRules asked)
    {
        if (asked.FlawOf(text) is { } flaw)
            return $"the text {flaw.Words} (rule {flaw.RuleId})";
        var counted = asked.Label is { } label ? $" with the label {label}" : "";
        if (channel.Name == "sms" && SmsLength.Measure(text) is { Parts: > SmsLength.MostParts } length)
            return $"{length.Units} {(length.Encoding == SmsEncoding.Gsm7 ? "septets" : "UTF-16 units")}{counted} make {length.Parts} parts, at most {SmsLength.MostParts}";
        return text.Length > channel.Limits.TextLength ? $"{text.Length} characters{counted}, at most {channel.Limits.TextLength} fit" : null;
    }

    /// <summary>The content, or a sentence on what keeps it from being sent.</summary>
    private async Task<(MessageContent? Rendition, string? Flaw)> RenderAsync(ReadyMessage message, string text, IChannel channel, CancellationToken ct)
    {
        var plain = new MessageContent(text) { Subject = message.Title };
        if (channel.Name == PublicPlaces.Loudspeaker)
            return (plain, null);
        if (channel.Name == PublicPlaces.Print)
            return (await pictures.PublishSheetAsync(message, ct) is { } sheet ? plain with { File = new(sheet.MediaId, sheet.Name, "application/pdf") } : plain, null);
        if (channel.Name == ZnsMessage.Channel)
        {
            var (template, wrong) = TemplateRendition.Of(message.Zns!, ZnsFacts.Of(message, content));
            return template is null ? (null, $"“{message.Title}” on {channel.Name}: {wrong}.") : (plain with { Template = template }, null);
        }

        var picture = message.Infographic is null || text.Length > channel.Limits.CaptionLength ? null : await pictures.PublishAsync(message.Infographic, ct);
        var rendition = picture is null ? plain : plain with { Image = new MessageImage(picture.MediaId, picture.Alt) };
        return channel.Name == PublicPlaces.ZaloBroadcast && ArticleFlaw(message, picture) is { } flaw ? (null, flaw) : (rendition, null);
    }

    private static string? ArticleFlaw(ReadyMessage message, PublishedInfographic? cover) => message switch
    {
        { Title.Length: > ArticleText.LongestTitle } => $"Bài viết Zalo có tiêu đề tối đa {ArticleText.LongestTitle} ký tự; tiêu đề “{message.Title}” dài {message.Title.Length}.",
        { Infographic: null } => $"Bài viết Zalo cần ảnh bìa, mà tin “{message.Title}” chưa có đồ họa. Hãy thêm “infographic” vào messages/{message.Id}.yaml.",
        _ when cover is null => $"Bài viết Zalo cần ảnh bìa, mà máy chủ này không vẽ được đồ họa “{message.Infographic}”: {SvgRasterizer.UnavailableReason}",
        _ => null,
    };
}
