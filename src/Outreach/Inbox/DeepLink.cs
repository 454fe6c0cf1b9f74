using System.Text.RegularExpressions;

namespace Outreach.Inbox;

/// <summary>
/// The code behind a link that opens a chat, as posters and QR codes carry it: <c>tt-1_001193</c> is procedure 1.001193 (thủ tục).
/// A dot becomes <c>_</c>, because links hold letters, digits, <c>_</c> and <c>-</c> alone, 64 of them (Telegram: t.me/bot?start=CODE).
/// </summary>
public static partial class DeepLink
{
    private const string Procedure = "tt-";

    /// <summary>What a poster prints for a procedure; null for a code that such a link cannot carry.</summary>
    /// <param name="procedure">Like <c>1.001193</c>.</param>
    public static string? For(string procedure)
    {
        var code = Procedure + procedure.Replace('.', '_');
        return ProcedureOf(code) == procedure ? code : null;
    }

    /// <summary>The procedure a code names, whether or not there is one; null for codes of another kind.</summary>
    public static string? ProcedureOf(string? code) =>
        code is { Length: <= 64 } && Form().IsMatch(code) ? code[Procedure.Length..].Replace('_', '.') : null;

    [GeneratedRegex(@"\Att-[0-9](_[0-9A-Za-z]+)+\z")]
    private static partial Regex Form();
}
