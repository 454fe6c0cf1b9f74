using System.Text.Json;
using System.Text.Json.Serialization;
using Outreach.Assistant.Dialogs;
using Outreach.BotFramework.Activities;

namespace Outreach.Assistant.Activities;

/// <summary>A reply as a Bot Framework message: with a hero card where the client draws cards, with suggested actions elsewhere.</summary>
public static class ReplyActivity
{
    public const string HeroCard = "application/vnd.microsoft.card.hero";

    private static readonly string[] DrawsCards = ["webchat", "directline", "emulator"];

    /// <param name="to">The activity that is answered: conversation, accounts and channel are taken from it.</param>
    public static Activity From(AssistantReply reply, Activity to)
    {
        ArgumentNullException.ThrowIfNull(reply);
        ArgumentNullException.ThrowIfNull(to);
        var card = reply.Card is not null && DrawsCards.Contains(to.ChannelId);
        return new Activity
        {
            Type = ActivityTypes.Message,
            ChannelId = to.ChannelId,
            ServiceUrl = to.ServiceUrl,
            Conversation = to.Conversation,
            From = to.Recipient,
            Recipient = to.From,
            ReplyToId = to.Id,
            Locale = to.Locale,
            Text = reply.Text,
            TextFormat = "plain",
            InputHint = reply.Decision == Decision.Clarify ? "expectingInput" : "acceptingInput",
            Attachments = card ? [Hero(reply.Card!, reply.SuggestedReplies)] : null,
            SuggestedActions = card || reply.SuggestedReplies.Count == 0 ? null : new SuggestedActions
            {
                To = to.From?.Id is { } user ? [user] : [],
                Actions = [.. reply.SuggestedReplies.Select(Action)],
            },
        };
    }

    /// <summary>The text stays in the message, where screen readers and clients without cards find it; the card has title and buttons.</summary>
    private static Attachment Hero(ReplyCard card, IReadOnlyList<SuggestedReply> buttons) => new()
    {
        ContentType = HeroCard,
        Content = JsonSerializer.SerializeToElement(
            new HeroContent(card.Title, card.Subtitle, [.. buttons.Select(Action)], new CardAction("openUrl", card.Title, card.Link.ToString())),
            HeroJson.Default.HeroContent),
    };

    private static CardAction Action(SuggestedReply button) => button.Url is { } url
        ? new("openUrl", button.Title, url.ToString())
        : new("imBack", button.Title, button.Value);
}

/// <summary>Content of a hero card (Bot Framework card schema): what is shown, its buttons, and what a tap on it opens.</summary>
internal sealed record HeroContent(string Title, string Subtitle, IReadOnlyList<CardAction> Buttons, CardAction Tap);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HeroContent))]
internal sealed partial class HeroJson : JsonSerializerContext;
