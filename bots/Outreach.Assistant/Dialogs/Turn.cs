namespace Outreach.Assistant.Dialogs;

/// <summary>One message of a citizen.</summary>
/// <param name="Today">The day in Vietnam; fees are quoted only while they hold.</param>
/// <param name="Buttons">Whether the channel can show buttons; without them the follow-ups stand in the text.</param>
/// <param name="Language">Language of the buttons, <c>vi</c> or <c>en</c>. Answers are in the language of their source, Vietnamese.</param>
public sealed record Turn(string Text, DateOnly Today, bool Buttons = true, string Language = "vi");
