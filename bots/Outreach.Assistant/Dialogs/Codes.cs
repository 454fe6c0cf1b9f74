using System.Text.RegularExpressions;
using Outreach.Language;

namespace Outreach.Assistant.Dialogs;

/// <summary>
/// Codes in a message. A code is an exact name: known, it is answered; unknown, it is refused, never replaced by something similar.
/// </summary>
internal static partial class Codes
{
    /// <summary>The common question about following a dossier, after which a code is expected.</summary>
    public const string LookUpFaq = "tra-cuu-ho-so";

    private const string NationalFeedback = "PAKN.";

    public static AssistantReply? Reply(Exchange exchange)
    {
        var replies = exchange.Replies;
        foreach (var token in exchange.Question.Tokens)
        {
            if (token.Kind is TokenKind.ProcedureCode or TokenKind.BareCode && exchange.Knowledge.Procedure(token.Text) is { } procedure)
                return replies.About(procedure, exchange.Question.Aspect, 1);
            if (token.Kind == TokenKind.ProcedureCode)
                return replies.UnknownCode(token.Text);
            if (token.Kind == TokenKind.DossierCode)
                return token.Text.StartsWith(NationalFeedback, StringComparison.Ordinal) ? replies.FeedbackCode(token.Text) : replies.LookUp(token.Text);
        }

        if (OwnFeedback().Match(exchange.Text) is { Success: true } own)
            return replies.FeedbackCode(own.Value.ToUpperInvariant());
        return IsBrokenDossierCode(exchange) ? replies.BadDossierCode() : null;
    }

    /// <summary>Says "mã hồ sơ" with something that has digits and is no code; or answers so when asked for one.</summary>
    private static bool IsBrokenDossierCode(Exchange exchange)
    {
        var plain = VietnameseMarks.Strip(exchange.Text).ToLowerInvariant();
        return Announced().IsMatch(plain) || (exchange.State.AwaitsDossierCode && Bare().IsMatch(plain));
    }

    // As the feedback store gives them out.
    [GeneratedRegex(@"\bGY-\d{6}-[0-9A-Z]{4,6}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OwnFeedback();

    [GeneratedRegex(@"\b(?:ma|so) (?:ho so|hs)\b(?: cua (?:toi|em|minh))?(?: la| so)?\s*:?\s*(?=[a-z.\-/]*\d)[a-z0-9.\-/]{4,}", RegexOptions.CultureInvariant)]
    private static partial Regex Announced();

    [GeneratedRegex(@"^\W*(?=[a-z.\-/ ]*\d)[a-z0-9.\-/ ]{4,40}\W*$", RegexOptions.CultureInvariant)]
    private static partial Regex Bare();
}
