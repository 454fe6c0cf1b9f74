using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Outreach.Delivery;

namespace Outreach.Channels.Zalo;

/// <summary>
/// Shows an article to followers (<c>POST /v2.0/oa/message</c> with a target): one message of ours is one post, whoever sees it.
/// The address is <c>followers</c>, or who of them: <c>cities=4;ages=0,1</c>. The content's template names an article that is there
/// already; otherwise one is made of title, words and picture. Each step is written down before it is taken: after a kill the next
/// attempt goes on where the last one ended, and where followers may have been told nothing is repeated.
/// </summary>
internal sealed class ZaloBroadcast(ZaloClient zalo, ZaloArticles articles, ProviderMediaStore notes, IOptions<ZaloOptions> options, TimeProvider time) : IChannel, IMessageLookup
{
    public const string ChannelName = "zalo-broadcast";

    /// <summary>Everybody who follows the account.</summary>
    public const string Followers = "followers";

    /// <summary>Longer than any campaign.</summary>
    private static readonly TimeSpan NoteLife = TimeSpan.FromDays(30);

    private static readonly string[] Traits = ["ages", "gender", "locations", "cities", "platform"];

    private readonly ZaloOptions settings = options.Value;

    public string Name => ChannelName;

    public string Account => settings.Account;

    public bool Enabled => settings.Enabled;

    /// <summary>Zalo reports delivery per person, and this row stands for none. Zalo names no length of an article; this one is ours.</summary>
    public ChannelLimits Limits { get; } =
        new(TextLength: 10_000, CaptionLength: 10_000, Buttons: 0, MessagesPerSecond: 1, Concurrency: 1, ReportsDelivery: false) { Templates = true };

    /// <summary>It is our own note that is asked.</summary>
    public TimeSpan TrustedAfter => TimeSpan.Zero;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (!settings.Enabled)
            return new SendOutcome.Misconfigured($"{ZaloOptions.Section}:{nameof(ZaloOptions.AppId)} is not set.");
        if (message.Content.Misfit(Limits) is { Code: not "empty" } misfit)
            return misfit;
        if (Target(message.Address) is not { } target)
            return new SendOutcome.Rejected("bad_target", $"the address is \"{Followers}\" or like \"cities=4;ages=0,1\" of {string.Join(", ", Traits)}");

        var article = message.Content.Template is { Id.Length: > 0 } given ? new SendOutcome.Accepted(given.Id) : await ArticleAsync(message, ct);
        return article is SendOutcome.Accepted { ProviderId: var id } ? await ShowAsync(message, target, id, ct) : article;
    }

    /// <summary>Zalo cannot be asked, but our note tells whether anybody may have been told.</summary>
    public async Task<LookupResult> LookUpAsync(DoubtfulMessage message, CancellationToken ct) =>
        await StageAsync(message.Message, ct) is ArticleStage.Making or ArticleStage.Showing ? new LookupResult.Unknowable() : new LookupResult.NotFound();

    /// <summary>The article's id: of an attempt before, or of one made now.</summary>
    private async Task<SendOutcome> ArticleAsync(OutgoingMessage message, CancellationToken ct)
    {
        var stage = await StageAsync(message, ct);
        if (stage is ArticleStage.Ready { Id: var ready })
            return new SendOutcome.Accepted(ready);
        if (stage is ArticleStage.Showing { Id: var shown })
            return new SendOutcome.Accepted(shown);
        if (stage is not ArticleStage.Made { Token: var token })
        {
            if (articles.Flaw(message.Content) is { } flaw)
                return flaw;
            await NoteAsync(message, new ArticleStage.Making(), ct);
            var made = await articles.CreateAsync(message.Content, ct);
            if (made is not SendOutcome.Accepted { ProviderId: var given })
            {
                if (made is not SendOutcome.Unconfirmed)
                    await ForgetAsync(message, ct);
                return made;
            }

            await NoteAsync(message, new ArticleStage.Made(token = given), ct);
        }

        var verified = await articles.VerifyAsync(token, ct);
        if (verified is SendOutcome.Accepted { ProviderId: var id })
            await NoteAsync(message, new ArticleStage.Ready(id), ct);
        else if (verified is SendOutcome.Rejected)
            await ForgetAsync(message, ct);
        return verified;
    }

    private async Task<SendOutcome> ShowAsync(OutgoingMessage message, JsonObject target, string article, CancellationToken ct)
    {
        await NoteAsync(message, new ArticleStage.Showing(article), ct);
        var body = new ZaloSend(new(Target: target), new(null, new("template", new("media", [new("article", article)]))));
        var outcome = await zalo.PostAsync(
            Name,
            ProviderOptions.Below(settings.BaseUrl, "/v2.0/oa/message"),
            () => ProviderHttp.Json(body, ZaloJson.Default.ZaloSend),
            answered => ZaloErrors.Read(answered, data => data.MessageId, time.GetUtcNow()),
            ct);
        if (outcome is not (SendOutcome.Accepted or SendOutcome.Unconfirmed))
            await NoteAsync(message, new ArticleStage.Ready(article), ct);
        return outcome;
    }

    /// <summary>Past what this node remembers: another may have gone on with it.</summary>
    private async Task<ArticleStage?> StageAsync(OutgoingMessage message, CancellationToken ct) =>
        ArticleStage.Parse(await notes.ReadAsync(Name, message.Account, NoteOf(message), ct));

    private Task NoteAsync(OutgoingMessage message, ArticleStage stage, CancellationToken ct) =>
        notes.SaveAsync(Name, message.Account, NoteOf(message), stage.ToString(), NoteLife, ct);

    private Task ForgetAsync(OutgoingMessage message, CancellationToken ct) => notes.ForgetAsync(Name, message.Account, NoteOf(message), ct);

    private static string NoteOf(OutgoingMessage message) => $"article:{message.Id:N}";

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
