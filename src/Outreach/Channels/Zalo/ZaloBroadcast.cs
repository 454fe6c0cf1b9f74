using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Outreach.Delivery;

namespace Outreach.Channels.Zalo;

/// <summary>
/// Shows an article to followers (<c>POST /v2.0/oa/message</c> with a target): one message of ours is one post, whoever sees it.
/// The address is <c>followers</c>, or who of them: <c>cities=4;ages=0,1</c>. The content's template names the article; a
/// broadcast has no words of its own.
/// </summary>
internal sealed class ZaloBroadcast(ZaloClient zalo, IOptions<ZaloOptions> options, TimeProvider time) : IChannel
{
    public const string ChannelName = "zalo-broadcast";

    /// <summary>Everybody who follows the account.</summary>
    public const string Followers = "followers";

    private static readonly string[] Traits = ["ages", "gender", "locations", "cities", "platform"];

    private readonly ZaloOptions settings = options.Value;

    public string Name => ChannelName;

    public string Account => settings.Account;

    public bool Enabled => settings.Enabled;

    /// <summary>Zalo reports delivery per person, and this row stands for none.</summary>
    public ChannelLimits Limits { get; } =
        new(TextLength: 2000, CaptionLength: 0, Buttons: 0, MessagesPerSecond: 1, Concurrency: 1, ReportsDelivery: false) { Templates = true };

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (!settings.Enabled)
            return new SendOutcome.Misconfigured($"{ZaloOptions.Section}:{nameof(ZaloOptions.AppId)} is not set.");
        if (message.Content.Misfit(Limits) is { Code: not "empty" } misfit)
            return misfit;
        if (message.Content.Template is not { Id.Length: > 0 } article)
            return new SendOutcome.Rejected("no_article", "a broadcast needs the id of an article as its template");
        if (Target(message.Address) is not { } target)
            return new SendOutcome.Rejected("bad_target", $"the address is \"{Followers}\" or like \"cities=4;ages=0,1\" of {string.Join(", ", Traits)}");

        var body = new ZaloSend(new(Target: target), new(null, new("template", new("media", [new("article", article.Id)]))));
        return await zalo.PostAsync(
            Name,
            ProviderOptions.Below(settings.BaseUrl, "/v2.0/oa/message"),
            () => ProviderHttp.Json(body, ZaloJson.Default.ZaloSend),
            answered => ZaloErrors.Read(answered, data => data.MessageId, time.GetUtcNow()),
            ct);
    }

    /// <summary>Numbers, separated by commas, by trait; a trait that is not named does not matter. Null when it is not of that form.</summary>
    private static JsonObject? Target(string address)
    {
        var target = new JsonObject();
        if (address == Followers)
            return target;
        foreach (var trait in address.Split(';', StringSplitOptions.TrimEntries))
        {
            if (trait.Split('=', 2, StringSplitOptions.TrimEntries) is not [var name, { Length: > 0 } values] || !Traits.Contains(name) || target.ContainsKey(name)
                || values.Any(c => !char.IsAsciiDigit(c) && c != ','))
                return null;
            target[name] = values;
        }

        return target;
    }
}
