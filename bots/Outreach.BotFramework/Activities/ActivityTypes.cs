namespace Outreach.BotFramework.Activities;

/// <summary>Values of <see cref="Activity.Type"/> this program acts on; others are passed over.</summary>
public static class ActivityTypes
{
    public const string Message = "message";
    public const string ConversationUpdate = "conversationUpdate";
    public const string ContactRelationUpdate = "contactRelationUpdate";
    public const string InstallationUpdate = "installationUpdate";
    public const string DeleteUserData = "deleteUserData";
    public const string Typing = "typing";
    public const string Event = "event";
    public const string Invoke = "invoke";
    public const string EndOfConversation = "endOfConversation";
}

/// <summary>Values of <see cref="Activity.DeliveryMode"/> this program acts on; in any other the replies follow by the connector.</summary>
public static class DeliveryModes
{
    public const string ExpectReplies = "expectReplies";
}

/// <summary>
/// Values of <see cref="Activity.InputHint"/> as Microsoft's programs write them. The schema document spells them without
/// "Input" (<c>expecting</c>); both are taken, these are written.
/// </summary>
public static class InputHints
{
    public const string Accepting = "acceptingInput";
    public const string Expecting = "expectingInput";
}

/// <summary>Values of <see cref="CardAction.Type"/> this program writes.</summary>
public static class ActionTypes
{
    /// <summary>Posts the value as the user's words. The schema says the title is posted, Web Chat posts the value.</summary>
    public const string ImBack = "imBack";

    public const string OpenUrl = "openUrl";

    public const string Call = "call";
}

/// <summary>Values of <see cref="Activity.Name"/> of the handoff protocol of the Bot Framework.</summary>
public static class HandoffEvents
{
    /// <summary>From the bot: a person should take over; with the transcript as attachment.</summary>
    public const string Initiate = "handoff.initiate";

    /// <summary>From the other side: <c>value.state</c> is accepted, failed or completed.</summary>
    public const string Status = "handoff.status";
}
