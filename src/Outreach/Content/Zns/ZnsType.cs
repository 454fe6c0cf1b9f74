using System.Globalization;
using System.Text.RegularExpressions;

namespace Outreach.Content.Zns;

/// <summary>
/// What a parameter may hold. Zalo's "technical settings" with their lengths, after its page on the formats of template
/// parameters; where an approved template tells another length, the file says so (<see cref="ZnsParameter.MaxLength"/>).
/// </summary>
public enum ZnsType
{
    CustomerName,
    Phone,
    Address,
    Code,

    /// <summary>A label of one's own choice.</summary>
    Label,
    Status,
    Contact,

    /// <summary>How somebody is addressed: Ông, Bà.</summary>
    Title,
    Product,
    Number,
    Time,
    Money,

    /// <summary>Part of a button's address.</summary>
    Link,
}

/// <summary>What Zalo takes for each of them.</summary>
public static partial class ZnsTypes
{
    private static readonly string[] Times = ["HH:mm:ss", "HH:mm", "HH:mm:ss dd/MM/yyyy", "HH:mm dd/MM/yyyy", "dd/MM/yyyy", "MM/yyyy"];

    extension(ZnsType type)
    {
        /// <summary>Most characters. Those of <see cref="ZnsType.Money"/> and <see cref="ZnsType.Link"/> are known from other people's programs only.</summary>
        public int Longest => type switch
        {
            ZnsType.Title => 5,
            ZnsType.Money => 12,
            ZnsType.Phone => 15,
            ZnsType.Number or ZnsType.Time => 20,
            ZnsType.Contact => 50,
            ZnsType.Address => 80,
            ZnsType.Product => 100,
            ZnsType.Link => 200,
            _ => 30,
        };

        /// <summary>Whether a citizen's own data may stand there. A link with a name in it would be in the logs of whoever is behind it.</summary>
        public bool HoldsPersonal => type is ZnsType.CustomerName or ZnsType.Address or ZnsType.Label or ZnsType.Status or ZnsType.Contact or ZnsType.Product;

        /// <summary>As the content files write it.</summary>
        public string Word => char.ToLowerInvariant(type.ToString()[0]) + type.ToString()[1..];

        /// <summary>Why Zalo would refuse this value, continuing a sentence about it; null when it would not.</summary>
        public string? FlawOf(string value, int longest) => value switch
        {
            { Length: 0 } => "is empty",
            _ when value.Length > longest => $"has {value.Length} characters; {type.Word} takes at most {longest}",
            _ when value.Any(char.IsControl) => "has a line break or another control character",
            _ => type switch
            {
                ZnsType.Time when !Times.Any(form => DateTime.TryParseExact(value, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) =>
                    $"'{value}' is no time as Zalo reads it; write 30/11/2026, 08:00 30/11/2026, 11/2026 or 08:00",
                ZnsType.Number when !Numeral().IsMatch(value) => $"'{value}' is no number; write digits only, with a point before decimals",
                ZnsType.Money when !Digits().IsMatch(value) => $"'{value}' is no amount; write digits only",
                ZnsType.Link when !LinkPart().IsMatch(value) => $"'{value}' cannot stand in a link; write other characters percent-encoded",
                _ => null,
            },
        };
    }

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?\z")]
    private static partial Regex Numeral();

    [GeneratedRegex(@"^[0-9]+\z")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^(%[0-9A-Fa-f]{2}|[A-Za-z0-9\-._~:/?#@!$&'()*+,;=])+\z")]
    private static partial Regex LinkPart();
}
