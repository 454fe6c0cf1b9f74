using Microsoft.Extensions.Options;
using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Channels.Facebook;

/// <summary>
/// Posts on a Facebook page (<c>/{page}/feed</c>). Pictures are uploaded first, without being published
/// (<c>/{page}/photos</c>), so that only the post itself can be in doubt; then the page's list of posts is asked.
/// </summary>
internal sealed class FacebookChannel : IChannel, IMessageLookup
{
    internal const string ChannelName = "facebook";

    private readonly GraphClient graph;
    private readonly MediaStore media;
    private readonly FacebookOptions settings;
    private readonly FacebookLookup lookup;
    private readonly TimeProvider time;

    public FacebookChannel(GraphClient graph, MediaStore media, IOptions<FacebookOptions> options, TimeProvider time)
    {
        (this.graph, this.media, this.time, settings) = (graph, media, time, options.Value);
        lookup = new FacebookLookup(graph, settings);

        // Meta documents no length of a post; this is under the 63 206 characters that the page's own form takes (unverified).
        Limits = new(TextLength: 60_000, CaptionLength: 60_000, Buttons: 1, settings.PostsPerSecond, Concurrency: 1, settings.Price, ReportsDelivery: false)
        {
            Pictures = 10,
        };
    }

    public string Name => ChannelName;

    public string Account => settings.Account;

    public bool Enabled => settings.Enabled;

    public ChannelLimits Limits { get; }

    public TimeSpan TrustedAfter => TimeSpan.FromSeconds(settings.LookupAfterSeconds);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (graph.Refusal(graph.PostUsage) is { } refusal)
            return refusal;
        if (message.Content.Misfit(Limits) is { } misfit)
            return misfit;
        if (message.Address != settings.PageId)
            return new SendOutcome.Rejected("page", "the address is not the configured page's id");

        var (pictures, failure) = await UploadAsync(message.Content, ct);
        if (failure is not null)
            return failure;

        var post = FacebookPost.Compose(message.Content, pictures);
        var exchange = await graph.PostAsync("/feed", ProviderHttp.Json(post, GraphJson.Default.PagePost), graph.PostUsage, ct);
        var outcome = exchange.Outcome(answered => GraphErrors.Outcome(answered, answer => answer.PostId ?? answer.Id));
        return outcome is SendOutcome.Rejected { Code: GraphErrors.Duplicate } ? await VerifyAsync(message, outcome, ct) : outcome;
    }

    public async Task<LookupResult> LookUpAsync(DoubtfulMessage message, CancellationToken ct) =>
        settings.Enabled
            ? await lookup.FindAsync(FacebookPost.WordsOf(message.Message.Content), message.Since, ct)
            : new LookupResult.Unavailable($"{FacebookOptions.Section}:{nameof(FacebookOptions.PageAccessToken)} is not set.");

    /// <summary>Meta says that these words are on the page already: then that is our post, if it is there and of today.</summary>
    private async Task<SendOutcome> VerifyAsync(OutgoingMessage message, SendOutcome refusal, CancellationToken ct) =>
        await lookup.FindAsync(FacebookPost.WordsOf(message.Content), time.GetUtcNow().AddDays(-1), ct) is LookupResult.Found found
            ? new SendOutcome.Accepted(found.ProviderId)
            : refusal;

    /// <summary>The pictures' ids, or how the message ends without one of them. Nothing is seen of a picture before the post.</summary>
    private async Task<(IReadOnlyList<string> Pictures, SendOutcome? Failure)> UploadAsync(MessageContent content, CancellationToken ct)
    {
        var ids = new List<string>();
        foreach (var image in FacebookPost.PicturesOf(content))
        {
            if (media.PathOf(image.MediaId) is null)
                return (ids, new SendOutcome.Rejected("no_picture", $"picture {image.MediaId} is not in the media store"));
            using var body = new MultipartFormDataContent
            {
                { new StringContent("false"), "\"published\"" },
                ProviderHttp.Picture("source", image.MediaId, await media.ReadAsync(image.MediaId, ct)),
            };
            var exchange = await graph.PostAsync("/photos", body, graph.PostUsage, ct);
            switch (exchange.Outcome(answered => GraphErrors.Outcome(answered, answer => answer.Id)))
            {
                case SendOutcome.Accepted uploaded:
                    ids.Add(uploaded.ProviderId);
                    break;
                case SendOutcome.Unconfirmed lost:
                    return (ids, new SendOutcome.Postponed("Picture upload: " + lost.Reason));
                case var other:
                    return (ids, other);
            }
        }

        return (ids, null);
    }
}
