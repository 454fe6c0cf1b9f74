using System.Globalization;
using Microsoft.Extensions.Options;
using Outreach.Delivery;

namespace Outreach.Channels.Zalo;

/// <summary>
/// Sends consultation messages of a Zalo Official Account (<c>/v3.0/oa/message/cs</c>) to people who have used the account in
/// the last seven days. Text up to 2000 characters, one picture, five buttons, a list of five, a file, the form that asks for
/// name and number.
/// </summary>
internal sealed class ZaloChannel(ZaloClient zalo, ZaloUploads uploads, ProviderMediaStore notes, IOptions<ZaloOptions> options, TimeProvider time) : IChannel
{
    public const string ChannelName = "zalo";

    /// <summary>Longer than a reply or a campaign waits for its next attempt.</summary>
    private static readonly TimeSpan NoteLife = TimeSpan.FromDays(30);

    private readonly ZaloOptions settings = options.Value;

    public string Name => ChannelName;

    public string Account => settings.Account;

    public bool Enabled => settings.Enabled;

    public UnknownPolicy WhenUnknown => settings.WhenUnknown;

    public ChannelLimits Limits { get; } =
        new(TextLength: 2000, CaptionLength: 2000, Buttons: 5, options.Value.MessagesPerSecond, options.Value.Concurrency, options.Value.Price)
        {
            Cards = options.Value.SendsLists ? 5 : 0,
            Files = true,
            AsksForContact = true,
        };

    /// <summary>Zalo counts requests.</summary>
    public double CostOf(MessageContent content) => Math.Max(1, ZaloParts.Of(content).Count);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (!settings.Enabled)
            return new SendOutcome.Misconfigured($"{ZaloOptions.Section}:{nameof(ZaloOptions.AppId)} is not set.");
        var parts = ZaloParts.Of(message.Content);
        if (message.Content.Misfit(Limits) is { } misfit && (misfit.Code != "empty" || parts.Count == 0))
            return misfit;
        return parts.Count == 1 ? await SendAsync(message, parts[0], ct) : await SendAsync(message, parts, ct);
    }

    /// <summary>
    /// Several requests, one row: how many have arrived is written down when one does not, so that another attempt goes on where
    /// this one ended. The last part's id is the message's: when it is reported, all is there.
    /// </summary>
    private async Task<SendOutcome> SendAsync(OutgoingMessage message, IReadOnlyList<ZaloPart> parts, CancellationToken ct)
    {
        var note = $"arrived:{message.Id:N}";
        var before = await notes.ReadAsync(Name, message.Account, note, ct);
        for (var i = before is null ? 0 : int.Parse(before, CultureInfo.InvariantCulture); ; i++)
        {
            var outcome = await SendAsync(message, parts[i], ct);
            if (outcome is SendOutcome.Accepted && i < parts.Count - 1)
                continue;
            if (outcome is not SendOutcome.Accepted && i > 0)
                await notes.SaveAsync(Name, message.Account, note, i.ToString(CultureInfo.InvariantCulture), NoteLife, ct);
            return outcome is SendOutcome.Rejected refused && i > 0 ? refused with { Reason = $"{refused.Reason} (part {i} of {parts.Count} had arrived)" } : outcome;
        }
    }

    private async Task<SendOutcome> SendAsync(OutgoingMessage message, ZaloPart part, CancellationToken ct)
    {
        if (part.Upload is not { } upload)
            return await PostAsync(message, part.Compose(null), ct);

        var outcome = await SendUploadedAsync(message, part, upload, ct);
        if (outcome is not SendOutcome.Rejected { Code: ZaloErrors.UploadExpired })
            return outcome;
        await uploads.ForgetAsync(message.Account, upload, ct);
        return await SendUploadedAsync(message, part, upload, ct);
    }

    private async Task<SendOutcome> SendUploadedAsync(OutgoingMessage message, ZaloPart part, ZaloUpload upload, CancellationToken ct) =>
        await uploads.FindAsync(message.Account, upload, ct) is var found && found is SendOutcome.Accepted { ProviderId: var reference }
            ? await PostAsync(message, part.Compose(reference), ct)
            : found;

    private Task<SendOutcome> PostAsync(OutgoingMessage message, ZaloContent content, CancellationToken ct)
    {
        var visitor = ZaloVisitor.Parse(message.Address);
        var recipient = visitor is null ? new ZaloRecipient(message.Address) : new ZaloRecipient(AnonymousId: visitor.Id, ConversationId: visitor.Conversation);
        var path = visitor is null || content.Attachment?.Type == "file" ? "/v3.0/oa/message/cs" : "/v2.0/oa/message";
        var body = new ZaloSend(recipient, content);
        return zalo.PostAsync(
            Name,
            ProviderOptions.Below(settings.BaseUrl, path),
            () => ProviderHttp.Json(body, ZaloJson.Default.ZaloSend),
            answered => Read(answered, ofVisitor: visitor is not null),
            ct);
    }

    /// <summary>The old interface is closed for ordinary messages; should it be for visitors too, that is no fault of the account.</summary>
    private SendOutcome Read(Exchange<ZaloAnswer>.Answered answered, bool ofVisitor) =>
        ofVisitor && answered.Body?.Error == ZaloErrors.Closed
            ? new SendOutcome.Rejected("-240", answered.Body.Message ?? "no message")
            : ZaloErrors.Read(answered, data => data.MessageId, time.GetUtcNow());
}

/// <summary>Someone who writes without a Zalo account: known within one conversation, and there only.</summary>
internal sealed record ZaloVisitor(string Id, string Conversation)
{
    private const string Prefix = "anonymous/";

    public string Address => $"{Prefix}{Id}/{Conversation}";

    public static ZaloVisitor? Parse(string address) =>
        address.StartsWith(Prefix, StringComparison.Ordinal) && address[Prefix.Length..].Split('/', 2) is [var id, var conversation] ? new(id, conversation) : null;
}
