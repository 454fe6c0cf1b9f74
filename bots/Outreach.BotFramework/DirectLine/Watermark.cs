using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Outreach.BotFramework.DirectLine;

/// <summary>
/// How far a client has read: the sequence number of the last activity it has, in decimal. Missing or empty means nothing yet;
/// DirectLineJS sends <c>watermark=</c> before its first answer.
/// </summary>
internal static class Watermark
{
    public static bool TryParse(HttpRequest request, out long sequence)
    {
        var text = request.Query["watermark"].ToString();
        sequence = 0;
        return text.Length == 0 || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out sequence);
    }

    public static IResult Invalid() => DirectLineError.Malformed("The watermark is none that this server gave.");

    public static string Write(long sequence) => sequence.ToString(CultureInfo.InvariantCulture);
}
