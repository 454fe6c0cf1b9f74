using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Outreach.Language;

namespace Outreach.People.Import;

/// <summary>What a column of a contact file can hold.</summary>
public enum ContactField
{
    Name,
    Phone,

    /// <summary>A telephone number that may be written to on Zalo by approved templates.</summary>
    Zns,
    Zalo,
    Telegram,
    Email,

    /// <summary>Of <see cref="Address"/>: the name of a channel, for places and for channels without a column of their own.</summary>
    Channel,
    Address,
    Unit,
    Consent,
}

/// <summary>Which column holds what. Headings are compared without case, marks and punctuation.</summary>
internal sealed partial class ContactColumns
{
    private static readonly Dictionary<ContactField, string[]> KnownHeadings = new()
    {
        [ContactField.Name] = ["họ và tên", "họ tên", "tên", "name", "full name"],
        [ContactField.Phone] = ["số điện thoại", "điện thoại", "điện thoại di động", "số di động", "di động", "sđt", "số đt", "đt", "phone", "phone number", "mobile"],
        [ContactField.Zns] = ["zns", "số zalo", "sđt zalo", "số điện thoại zalo"],
        [ContactField.Zalo] = ["zalo", "zalo id", "mã zalo"],
        [ContactField.Telegram] = ["telegram", "telegram id", "mã telegram"],
        [ContactField.Email] = ["email", "thư điện tử", "e mail"],
        [ContactField.Channel] = ["kênh", "channel"],
        [ContactField.Address] = ["địa chỉ kênh", "địa chỉ trên kênh", "channel address"],
        [ContactField.Unit] = ["xã phường", "phường xã", "xã", "phường", "đơn vị", "unit"],
        [ContactField.Consent] = ["đồng ý", "đồng ý nhận tin", "consent"],
    };

    private static readonly Dictionary<string, ContactField> FieldOfHeading =
        KnownHeadings.SelectMany(pair => pair.Value.Select(heading => (Key(heading), pair.Key))).ToDictionary();

    private readonly Dictionary<ContactField, int> places;
    private readonly IReadOnlyList<string> headings;

    private ContactColumns(IReadOnlyList<string> headings, Dictionary<ContactField, int> places)
    {
        this.headings = headings;
        this.places = places;
    }

    public int Count => headings.Count;

    public IReadOnlyList<string> Ignored =>
        [.. headings.Where((heading, place) => heading.Length > 0 && !places.ContainsValue(place))];

    /// <summary>The heading of a field's column as the file writes it.</summary>
    public string Heading(ContactField field) => places.TryGetValue(field, out var place) ? headings[place] : "";

    /// <summary>The trimmed cell of a field; empty when the row or the file has none.</summary>
    public string Cell(SheetRow row, ContactField field) =>
        places.TryGetValue(field, out var place) && place < row.Cells.Count ? row.Cells[place].Trim() : "";

    /// <summary>Reads a heading row.</summary>
    /// <param name="problem">What was found and what was expected, when the row is no heading of a contact file.</param>
    public static bool TryRead(
        IReadOnlyList<string> cells,
        IReadOnlyDictionary<ContactField, string> map,
        [NotNullWhen(true)] out ContactColumns? columns,
        [NotNullWhen(false)] out string? problem)
    {
        var headings = cells.Select(cell => cell.Trim()).ToList();
        columns = null;
        var places = new Dictionary<ContactField, int>();
        foreach (var (field, heading) in map)
        {
            var place = headings.FindIndex(candidate => Key(candidate) == Key(heading));
            if (place < 0)
            {
                problem = $"không có cột “{heading}” cho trường {FieldName(field)}; tìm thấy: {Found(headings)}";
                return false;
            }

            places[field] = place;
        }

        for (var place = 0; place < headings.Count; place++)
        {
            if (!FieldOfHeading.TryGetValue(Key(headings[place]), out var field) || map.ContainsKey(field) || places.ContainsValue(place))
                continue;
            if (!places.TryAdd(field, place))
            {
                problem = $"hai cột cùng là {FieldName(field)}: “{headings[places[field]]}” và “{headings[place]}”; hãy chỉ rõ {FieldName(field)}=CỘT";
                return false;
            }
        }

        problem = places.ContainsKey(ContactField.Name) && HasAddress(places)
            ? null
            : $"không nhận ra các cột; tìm thấy: {Found(headings)}; cần {Expected(ContactField.Name)} và ít nhất một trong "
                + $"{Expected(ContactField.Phone)}, {Expected(ContactField.Zns)}, {Expected(ContactField.Zalo)}, {Expected(ContactField.Telegram)}, {Expected(ContactField.Email)}, {Expected(ContactField.Address)}; "
                + $"có thể thêm {Expected(ContactField.Unit)}, {Expected(ContactField.Consent)}";
        columns = problem is null ? new ContactColumns(headings, places) : null;
        return columns is not null;
    }

    /// <summary>Without case, marks, punctuation and doubled spaces.</summary>
    internal static string Key(string heading) =>
        NotLetters().Replace(VietnameseMarks.Strip(heading).ToLowerInvariant(), " ").Trim();

    internal static string FieldName(ContactField field) => field.ToString().ToLowerInvariant();

    private static bool HasAddress(Dictionary<ContactField, int> places) =>
        new[] { ContactField.Phone, ContactField.Zns, ContactField.Zalo, ContactField.Telegram, ContactField.Email, ContactField.Address }.Any(places.ContainsKey);

    private static string Found(IEnumerable<string> headings) => string.Join(", ", headings.Where(heading => heading.Length > 0).Select(heading => $"“{Short(heading)}”"));

    // The row may be anything, even a citizen's: no more of it than is needed to recognise it.
    private static string Short(string heading) => heading.Any(char.IsDigit) ? PhoneNumber.Mask(heading) : heading.Length <= 30 ? heading : heading[..30] + "…";

    private static string Expected(ContactField field) => $"{FieldName(field)} (“{KnownHeadings[field][0]}”)";

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotLetters();
}
