namespace Outreach.People;

/// <summary>Addresses as the REST interface takes them, in the form in which channels and lists store them.</summary>
internal static class ChannelAddress
{
    private const int LongestAddress = 64;

    private static readonly string[] Channels = ["sms", "zalo", "telegram"];

    /// <summary>Null when it can be looked up; else the reason, without the address itself.</summary>
    /// <param name="value">The form of <see cref="NewAddress.Value"/>.</param>
    public static string? ReasonAgainst(string? channel, string? address, out string value)
    {
        value = address?.Trim() ?? "";
        if (ReasonAgainst(channel) is { } reason)
            return reason;
        if (value.Length is 0 or > LongestAddress)
            return $"“address” must have 1 to {LongestAddress} characters.";
        if (channel != "sms")
            return null;
        if (!PhoneNumber.TryParse(value, out var number, out var wrong))
            return $"“address” is no Vietnamese mobile number: {wrong}.";
        value = number.Value;
        return null;
    }

    public static string? ReasonAgainst(string? channel) =>
        Channels.Contains(channel) ? null : $"“channel” must be one of {string.Join(", ", Channels)}.";
}
