namespace Outreach.Language;

/// <summary>What a citizen should never send to a chat.</summary>
public enum SensitiveKind
{
    /// <summary>Number of a payment card.</summary>
    CardNumber = 1,

    /// <summary>CVV, CVC: the digits on the back of a card.</summary>
    CardSecurityCode,

    /// <summary>Month and year beside a card number.</summary>
    CardExpiry,

    /// <summary>OTP, PIN or another code that confirms who somebody is.</summary>
    OneTimeCode,

    /// <summary>Personal identification number, 12 digits, or the old identity card's 9.</summary>
    IdentityNumber,

    Password,

    BankAccount,
}

/// <summary>Where a secret stands in a text.</summary>
/// <param name="Start">Index of its first character.</param>
/// <param name="Length">In characters of the text as it came, hidden characters between the digits included.</param>
public readonly record struct SensitiveFinding(SensitiveKind Kind, int Start, int Length)
{
    public int End => Start + Length;
}
