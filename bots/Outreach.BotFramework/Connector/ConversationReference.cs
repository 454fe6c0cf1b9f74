using System.Text.Json.Serialization;
using Outreach.BotFramework.Activities;
using Outreach.BotFramework.Authentication;

namespace Outreach.BotFramework.Connector;

/// <summary>Where a conversation goes on: enough to say something in it now or in a month.</summary>
/// <param name="ServiceUrl">Changes with the channel's servers; the last one heard is the right one.</param>
public sealed record ConversationReference(
    Uri ServiceUrl, string ChannelId, ConversationAccount Conversation, ChannelAccount? Bot = null, ChannelAccount? User = null, string? Locale = null)
{
    /// <summary>Null when the activity lacks what an answer needs, or names a service to which no secret may travel.</summary>
    public static ConversationReference? Of(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity is { ChannelId.Length: > 0, Conversation.Id.Length: > 0 }
            && Uri.TryCreate(activity.ServiceUrl, UriKind.Absolute, out var service)
            && SafeAddress.Is(service)
            ? new(service, activity.ChannelId, activity.Conversation, activity.Recipient, activity.From, activity.Locale)
            : null;
    }

    /// <summary>The activity, addressed: said by the bot, to the citizen, in this conversation.</summary>
    public Activity Address(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity with
        {
            ChannelId = ChannelId,
            ServiceUrl = ServiceUrl.OriginalString,
            Conversation = Conversation,
            From = Bot,
            Recipient = User,
            Locale = Locale,
        };
    }
}

/// <summary>Wire records of the connector and the login service.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConversationReference))]
[JsonSerializable(typeof(ConnectorAnswer))]
[JsonSerializable(typeof(TokenAnswer))]
public sealed partial class ConnectorJson : JsonSerializerContext;
