using System.Net;
using Microsoft.Extensions.Options;
using Outreach.BotFramework.Activities;
using Outreach.BotFramework.Connector;
using Outreach.Delivery;

namespace Outreach.Channels.BotFramework;

/// <summary>
/// Sends messages into conversations of the Azure Bot Service: Teams, Web Chat, Direct Line and whatever else the bot is
/// connected to. A citizen can be written to once they have written; there are no receipts.
/// </summary>
internal sealed class BotFrameworkChannel(
    IHttpClientFactory clients, BotConversations conversations, BotToken tokens, BotRendering rendering, IOptions<BotFrameworkOptions> options, TimeProvider time)
    : IChannel
{
    internal const string ChannelName = "botframework";

    private readonly BotFrameworkOptions settings = options.Value;

    public string Name => ChannelName;

    public string Account => settings.Account;

    public bool Enabled => settings.Enabled;

    public ChannelLimits Limits => rendering.Limits;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (!settings.Enabled)
            return new SendOutcome.Misconfigured($"{BotFrameworkOptions.Section}:{nameof(BotFrameworkOptions.AppId)} is not set.");
        if (message.Content.Misfit(Limits) is { } misfit)
            return misfit;
        if (await conversations.FindAsync(message.Address, ct) is not { } to)
            return new SendOutcome.Rejected("unknown_conversation", "nothing was ever heard from this conversation");

        SendOutcome outcome = new SendOutcome.Rejected("empty", "nothing to send");
        foreach (var activity in await rendering.RenderAsync(message.Content, to, message.Account, ct))
        {
            outcome = await SendAsync(to, activity, ct);

            // Not every channel knows events, and the words are what the citizen waits for; only a pause holds them back.
            if (outcome is SendOutcome.Postponed or SendOutcome.Misconfigured or SendOutcome.OptedOut)
                return outcome;
        }

        return outcome;
    }

    /// <summary>A token that is refused although it should hold is renewed once.</summary>
    private async Task<SendOutcome> SendAsync(ConversationReference to, Activity activity, CancellationToken ct)
    {
        string? refused = null;
        while (true)
        {
            var (token, problem) = await tokens.GetAsync(refused, ct);
            if (problem is not null)
                return problem;
            using var request = ConnectorRequests.Send(to, activity, token!);
            using var http = clients.CreateClient(Name);
            var exchange = await http.ExchangeAsync(request, ConnectorJson.Default.ConnectorAnswer, settings.Timeout, time, ct);
            if (exchange is not Exchange<ConnectorAnswer>.Answered { Status: HttpStatusCode.Unauthorized } || refused is not null)
                return exchange.Outcome(ConnectorErrors.Outcome);
            refused = token;
        }
    }
}
