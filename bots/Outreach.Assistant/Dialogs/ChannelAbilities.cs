namespace Outreach.Assistant.Dialogs;

/// <summary>What a channel can show; replies are rendered by it.</summary>
/// <param name="Buttons">Most buttons under a message; 0: choices are written as numbers.</param>
/// <param name="Cards">Whether a card with a title and a link can be drawn.</param>
/// <param name="TextLength">Most UTF-16 units in one message.</param>
/// <param name="Segments">Most SMS segments a reply may take; what is longer is given on request. 0 where segments are not counted.</param>
public sealed record ChannelAbilities(int Buttons, bool Cards, int TextLength, int Segments = 0)
{
    /// <summary>Buttons and cards, as in the web chat.</summary>
    public static ChannelAbilities Rich { get; } = new(10, Cards: true, 8000);

    /// <summary>Numbers only, at most three segments.</summary>
    public static ChannelAbilities Sms { get; } = new(0, Cards: false, 1600, Segments: 3);
}
