using System.Globalization;
using System.Text.Json;

namespace Outreach.Channels.Zalo;

/// <summary>Reads what Zalo writes now as a string, now as a number, and sometimes not at all.</summary>
internal static class ZaloValues
{
    extension(JsonElement element)
    {
        /// <summary>A member, or nothing where there is none.</summary>
        public JsonElement Member(string name) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

        /// <summary>The words of a string or number; null for anything else and for blanks.</summary>
        public string? Words()
        {
            // Half a surrogate pair is legal JSON and no text.
            try
            {
                var words = element.ValueKind is JsonValueKind.String or JsonValueKind.Number ? element.ToString().Trim() : "";
                return words.Length == 0 ? null : words;
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }

        public long? Number() => long.TryParse(element.Words(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

        /// <summary>Unix milliseconds as a moment; null when it is none.</summary>
        public DateTimeOffset? Moment() => Moment(element.Words());
    }

    /// <summary>Unix milliseconds as a moment; null when it is none.</summary>
    public static DateTimeOffset? Moment(string? milliseconds) =>
        long.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(number)
            : null;
}
