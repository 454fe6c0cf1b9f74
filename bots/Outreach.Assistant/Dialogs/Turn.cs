namespace Outreach.Assistant.Dialogs;

/// <summary>One message of a citizen.</summary>
/// <param name="Today">The day in Vietnam; fees are quoted only while they hold.</param>
/// <param name="Channel">What the channel can show; null: everything.</param>
/// <param name="Language">
/// Language of menus and system sentences, <c>vi</c> or <c>en</c>, until the citizen asks for the other. Answers are in the language of
/// their source, Vietnamese.
/// </param>
public sealed record Turn(string Text, DateOnly Today, ChannelAbilities? Channel = null, string Language = "vi")
{
    public ChannelAbilities Abilities => Channel ?? ChannelAbilities.Rich;
}
