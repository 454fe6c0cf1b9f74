using System.Net.Mail;

namespace Outreach.People;

/// <summary>Addresses as the REST interface and lists give them, in the form in which channels and tables store them.</summary>
internal static class ChannelAddress
{
    private const int LongestAddress = 128;

    private static readonly string[] Channels =
        ["sms", "zns", "zalo", "telegram", "messenger", "email", "botframework", "facebook", "zalo-group", "zalo-broadcast", "print", "loudspeaker", "webhook"];

    /// <summary>Null when it can be looked up; else the reason, without the address itself.</summary>
    /// <param name="value">The form of <see cref="NewAddress.Value"/>.</param>
    public static string? ReasonAgainst(string? channel, string? address, out string value)
    {
        value = address?.Trim().Normalize() ?? "";
        if (ReasonAgainst(channel) is { } reason)
            return reason;
        if (value.Length is 0 or > LongestAddress)
            return $"“address” must have 1 to {LongestAddress} characters.";
        if (value.Any(char.IsControl))
            return "“address” has a control character.";
        return channel switch
        {
            "sms" or "zns" => AsPhone(ref value),
            "email" => AsEmail(ref value),
            _ => null,
        };
    }

    public static string? ReasonAgainst(string? channel) =>
        Channels.Contains(channel) ? null : $"“channel” must be one of {string.Join(", ", Channels)}.";

    private static string? AsPhone(ref string value)
    {
        if (!PhoneNumber.TryParse(value, out var number, out var wrong))
            return $"“address” is no Vietnamese mobile number: {wrong}.";
        value = number.Value;
        return null;
    }

    /// <summary>The part before the @ may tell capitals apart by the standard, and no mail server does: one person, one address.</summary>
    private static string? AsEmail(ref string value)
    {
        if (!MailAddress.TryCreate(value, out var mail) || mail.Address != value)
            return "“address” is no e-mail address.";
        value = value.ToLowerInvariant();
        return null;
    }
}
