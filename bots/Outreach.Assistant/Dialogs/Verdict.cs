namespace Outreach.Assistant.Dialogs;

/// <summary>What should be done with what was found.</summary>
/// <param name="Ids">The procedure or common question to answer with, or the two or three to choose from.</param>
/// <param name="Confidence">How sure, 0..1.</param>
internal sealed record Verdict(VerdictKind Kind, IReadOnlyList<string> Ids, double Confidence);

internal enum VerdictKind
{
    /// <summary>One procedure answers.</summary>
    Procedure,

    /// <summary>One common question answers.</summary>
    Faq,

    /// <summary>Several fit; the citizen chooses.</summary>
    Choice,

    /// <summary>Something is asked, but about no matter ("lệ phí bao nhiêu?").</summary>
    NoMatter,

    /// <summary>Nothing known fits.</summary>
    OutOfScope,
}
