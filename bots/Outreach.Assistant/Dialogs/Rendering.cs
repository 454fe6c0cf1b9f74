using Outreach.Assistant.Answers;
using Outreach.Language;

namespace Outreach.Assistant.Dialogs;

/// <summary>
/// Fits a reply to its channel: as many buttons as it shows, or numbered choices; on SMS no more than its segments, the rest on
/// request, and without marks for those who write without (then more than twice as much fits).
/// </summary>
internal static class Rendering
{
    public static AssistantReply Fit(AssistantReply reply, ChannelAbilities channel, Texts say)
    {
        reply = channel.Cards ? reply : reply with { Card = null };
        if (channel.Buttons > 0)
            return reply with { SuggestedReplies = [.. reply.SuggestedReplies.Take(channel.Buttons)] };
        var choices = reply.SuggestedReplies.Where(button => button.Url is null).Take(9).ToList();
        if (channel.Segments == 0)
            return Numbered(reply, reply.Text, choices, rest: null, say);
        var plain = reply.State.Unmarked;
        var body = plain ? SmsSize.Plain(reply.Text) : reply.Text;
        return Paged(reply, body, choices, channel.Segments, say, plain);
    }

    private static AssistantReply Paged(AssistantReply reply, string body, List<SuggestedReply> choices, int segments, Texts say, bool plain)
    {
        var whole = Numbered(reply, body, choices, null, say, plain);
        if (SmsSize.Segments(whole.Text) <= segments)
            return whole;
        // Last, so that the other numbers mean the same on every page.
        List<SuggestedReply> withMore = [.. choices.Take(4), new(say.More, say.MoreAsked)];
        var menu = Menu(withMore, say, plain);
        var source = reply.ShortSource is { } named ? "\n" + (plain ? SmsSize.Plain(named) : named) : "";
        var room = SmsSize.Room(segments, SmsSize.IsPlain(body + menu)) - menu.Length - source.Length - 1;
        var cut = CutBefore(body, room);
        return Numbered(reply, body[..cut].TrimEnd() + source, withMore, body[cut..].TrimStart(), say, plain);
    }

    private static AssistantReply Numbered(AssistantReply reply, string body, IReadOnlyList<SuggestedReply> choices, string? rest, Texts say, bool plain = false)
    {
        var menu = Menu(choices, say, plain);
        return reply with
        {
            Text = menu.Length == 0 || body.Length == 0 ? body : $"{body}\n{menu}",
            SuggestedReplies = [],
            State = reply.State with { Options = choices, Rest = rest },
        };
    }

    /// <summary>"Trả lời số: 1 Giấy tờ, 2 Lệ phí." Those the text itself has numbered are not repeated.</summary>
    private static string Menu(IReadOnlyList<SuggestedReply> choices, Texts say, bool plain)
    {
        var listed = choices.Select((choice, i) => (choice, Number: i + 1)).Where(one => !IsNumber(one.choice))
            .Select(one => $"{one.Number} {one.choice.Title}").ToList();
        var menu = listed.Count == 0 ? "" : Texts.Format(say.Numbers, string.Join(", ", listed));
        return plain ? SmsSize.Plain(menu) : menu;
    }

    /// <summary>A reading to choose: the text has it under that number.</summary>
    private static bool IsNumber(SuggestedReply choice) => choice.Value is [>= '1' and <= '9'];

    private static int CutBefore(string text, int room)
    {
        foreach (var seam in (string[])["\n\n", "\n", ". ", "; ", " "])
            if (text.LastIndexOf(seam, room - 1, room / 2, StringComparison.Ordinal) is > 0 and var at)
                return at + seam.TrimEnd().Length;
        return char.IsHighSurrogate(text[room - 1]) ? room - 1 : room;
    }
}
