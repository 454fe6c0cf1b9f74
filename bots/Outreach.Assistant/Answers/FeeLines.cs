using System.Globalization;
using System.Text.RegularExpressions;
using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Answers;

/// <summary>Fees in words. No amount is ever quoted outside its dates, and silence of the source is never "free".</summary>
internal static partial class FeeLines
{
    private const int LongestNote = 260;

    // Written out, so that the dot does not depend on which cultures the machine has.
    private static readonly NumberFormatInfo Dong = new() { NumberGroupSeparator = ".", NumberDecimalSeparator = "," };

    public static IReadOnlyList<string> Of(Procedure procedure, DateOnly today)
    {
        if (procedure.Fees.Count == 0)
            return [Texts.Vietnamese.FeeNotStated];
        var holding = procedure.Fees.Where(fee => fee.HoldsOn(today)).ToList();
        return holding.Count == 0 ? [Texts.Vietnamese.FeeOutside] : [.. holding.SelectMany(Lines).Select(line => "- " + line)];
    }

    /// <summary>Amounts are stated, and none of them holds on that day.</summary>
    public static bool HaveLapsed(Procedure procedure, DateOnly today) =>
        procedure.Fees.Any(fee => fee.Amount is not null) && procedure.Fees.All(fee => !fee.HoldsOn(today));

    /// <summary>A note that lists ways of filing is one line for each way of which something else is said.</summary>
    private static IEnumerable<string> Lines(Fee fee) => fee is { Amount: null, Case: null, Channel: null, Basis: null, From: null, Until: null, Note: { } note }
        ? ByChannel.Read(note).SelectMany(group => group.Values.Select(value => Noted(group.Ways, value)))
        : [Line(fee)];

    private static string Noted(string? ways, string value)
    {
        var text = TextCut.At(Truncated().Replace(value, "…").Trim('(', ' '), LongestNote);
        return ways is null ? Capital(text) : $"{ways}: {text}";
    }

    public static string Money(decimal amount) => amount.ToString("#,0", Dong) + " đ";

    private static string Line(Fee fee)
    {
        var circumstances = string.Join(", ", new[] { fee.Case, Channel(fee.Channel) }.Where(part => !string.IsNullOrWhiteSpace(part)));
        var amount = fee.Amount switch
        {
            null => fee.Note,
            0 => Texts.Vietnamese.FeeFree,
            { } value => Money(value) + (fee.Per is null ? "" : "/" + fee.Per),
        };
        var remarks = string.Join("; ", new[] { Period(fee), fee.Basis, fee.Amount is null ? null : fee.Note }.Where(part => !string.IsNullOrWhiteSpace(part)));
        var line = Capital(circumstances.Length == 0 ? amount ?? "" : $"{circumstances}: {amount}");
        return remarks.Length == 0 ? line : $"{line} ({remarks})";
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string? Channel(string? channel) => channel switch
    {
        "online" => Texts.Vietnamese.FeeOnline,
        "counter" => Texts.Vietnamese.FeeCounter,
        _ => channel,
    };

    private static string Period(Fee fee) => string.Join(" ", new[]
    {
        fee.From is { } from ? Texts.Format(Texts.Vietnamese.FeeFrom, Dates.Write(from)) : null,
        fee.Until is { } until ? Texts.Format(Texts.Vietnamese.FeeUntil, Dates.Write(until)) : null,
    }.Where(part => part is not null));

    // Where the export cut the source's text off.
    [GeneratedRegex(@"\s*\[…\]", RegexOptions.CultureInvariant)]
    private static partial Regex Truncated();
}
