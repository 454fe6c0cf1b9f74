using System.Text;
using Outreach.Content;
using Outreach.Delivery;

namespace Outreach.Channels.SmsGateway;

/// <summary>A message's words and number as the gateway wants them. Pure.</summary>
internal sealed class SmsGatewayText(SmsGatewayOptions settings)
{
    /// <summary>The words that will be sent: composed, and without marks where the route is a plain one.</summary>
    public string Prepare(string text) => settings.StripMarks ? SmsText.Plain(text).Text : text.Normalize();

    /// <summary>With what the operator appends. Source of its length on advertising routes: 122, 268, 421 characters make 1, 2, 3 parts.</summary>
    public SmsLength Measure(string prepared) => SmsLength.Measure(prepared + new string('.', settings.FooterLength));

    /// <summary>Most characters that surely fit.</summary>
    public int Longest
    {
        get
        {
            var plain = settings.StripMarks || !settings.AllowUnicode;
            var all = (plain, settings.MaxParts) switch
            {
                (true, 1) => 160,
                (true, var parts) => 153 * parts,
                (false, 1) => 70,
                (false, var parts) => 67 * parts,
            };
            return all - settings.FooterLength;
        }
    }

    /// <summary>Why the route would not take it, or null.</summary>
    public SendOutcome.Rejected? Refusal(string prepared)
    {
        if (prepared.Length == 0)
            return new("empty", "nothing is left of the text without marks and pictures");
        if (prepared.FirstOrDefault(settings.Forbidden.Contains) is not '\0' and var forbidden)
            return new("forbidden_character", $"the route refuses “{forbidden}”");
        var length = Measure(prepared);
        if (length.Encoding == SmsEncoding.Ucs2 && !settings.AllowUnicode)
            return new("unicode", $"“{SmsLength.FirstOutsideGsm7(prepared)}” is outside the GSM alphabet, which is all the route carries");
        return length.Parts > settings.MaxParts ? new("too_long", $"{length.Parts} parts, at most {settings.MaxParts} fit") : null;
    }

    public string Encode(string prepared) => settings.TextEncoding switch
    {
        TextEncoding.Base64 => Convert.ToBase64String(Encoding.UTF8.GetBytes(prepared)),
        TextEncoding.HexUcs2 => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(prepared)),
        _ => prepared,
    };

    public string UnicodeFlag(string prepared) => SmsLength.FirstOutsideGsm7(prepared) is null ? settings.UnicodeOff : settings.UnicodeOn;

    /// <summary>Null for what is no Vietnamese mobile number in the form +84901234567: brand-name routes carry nothing else.</summary>
    public string? Number(string address)
    {
        if (address is not ['+', '8', '4', '3' or '5' or '7' or '8' or '9', ..] || address.Length != 12 || !address.AsSpan(1).ContainsOnlyDigits())
            return null;
        return settings.PhoneFormat switch
        {
            PhoneFormat.National => "0" + address[3..],
            PhoneFormat.Plus => address,
            _ => address[1..],
        };
    }
}

file static class Digits
{
    public static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
