using Microsoft.Extensions.Options;
using Outreach.Delivery;
using Outreach.People;

namespace Outreach.Channels.Zalo;

/// <summary>
/// Sends approved templates to telephone numbers (ZNS, <c>POST /message/template</c>), also to people who never used the
/// account. Zalo echoes our id in the receipt, which settles a message whose answer was lost; it cannot be asked for one, since
/// its look-up wants the id that came with that answer.
/// </summary>
internal sealed class ZnsChannel(ZaloClient zalo, IOptions<ZaloOptions> options, TimeProvider time) : IChannel
{
    public const string ChannelName = "zns";

    /// <summary>Our name for the quota of the day, which ZNS gives none.</summary>
    public const string DailyQuota = "daily";

    private readonly ZaloOptions settings = options.Value;

    public string Name => ChannelName;

    public string Account => settings.Account;

    public bool Enabled => settings is { Enabled: true, ZnsEnabled: true };

    /// <summary>The template says the text; ours is only what the officer reads. A template has up to four blocks of 400 characters.</summary>
    public ChannelLimits Limits { get; } =
        new(TextLength: 1600, CaptionLength: 0, Buttons: 0, options.Value.MessagesPerSecond, options.Value.Concurrency, options.Value.ZnsPrice) { Templates = true };

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (!Enabled)
            return new SendOutcome.Misconfigured($"{ZaloOptions.Section}:{(settings.Enabled ? nameof(ZaloOptions.ZnsEnabled) : nameof(ZaloOptions.AppId))} is not set.");
        if (message.Content.Misfit(Limits) is { Code: not "empty" } misfit)
            return misfit;
        if (message.Content.Template is not { } template)
            return new SendOutcome.Rejected("no_template", "ZNS sends approved templates only");
        if (!PhoneNumber.TryParse(message.Address, out var phone, out var reason))
            return new SendOutcome.Rejected("bad_number", reason);

        // 32 characters of the 48 it may have. It reconciles; it does not keep Zalo from sending twice.
        var body = new ZnsSend(phone.Value[1..], template.Id, template.Values, message.RequestId.ToString("N"), settings.ZnsDevelopment ? "development" : null);
        return await zalo.PostAsync(
            Name,
            ProviderOptions.Below(settings.ZnsUrl, "/message/template"),
            () => ProviderHttp.Json(body, ZaloJson.Default.ZnsSend),
            answered => ZaloErrors.Read(answered, data => data.MsgId, ZnsErrors.Outcome, time.GetUtcNow()),
            ct);
    }
}
