using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Page;

/// <summary>A page of the list of phones.</summary>
/// <param name="Counts">Messages received so far, by channel.</param>
internal sealed record PhoneList(long Seq, int Total, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<PhoneLine> Phones);

internal sealed record PhoneLine(int Id, string Name, IReadOnlyList<string> Channels, Bubble? Last);

/// <summary>One phone.</summary>
/// <param name="Left">Channels whose sender the citizen blocked or left.</param>
internal sealed record PhoneScreen(
    int Id, string Name, IReadOnlyDictionary<string, string> Addresses, IReadOnlyList<string> Left, IReadOnlyList<Bubble> Bubbles);

/// <param name="Mine">Written by the citizen.</param>
/// <param name="Kind">Lower-case name of a <see cref="PhoneEventKind"/>.</param>
/// <param name="From">The sender's name or number, where the channel shows one.</param>
internal sealed record Bubble(
    long Seq,
    string Channel,
    bool Mine,
    string Kind,
    string Text,
    DateTimeOffset At,
    bool Seen,
    string? From = null,
    string? ImageUrl = null,
    IReadOnlyList<PhoneButton>? Buttons = null,
    string? FileUrl = null,
    string? FileName = null,
    bool AsksForContact = false);
