using System.Globalization;
using Outreach.People;

namespace Outreach.Host.Demo;

/// <summary>
/// Citizens who do not exist, for the demo and for load: the same seed gives the same people. They live in the sandbox only;
/// Vietnam has no numbers set aside for fiction, so theirs all lie in one block of each prefix, 0PP 00x xxxx.
/// </summary>
public static class SyntheticContacts
{
    /// <summary>Room of the block: 100,000 numbers of each prefix.</summary>
    public const int Largest = 100_000 * 20;

    // In hundredths of all contacts.
    private const int WithPhone = 92;
    private const int WithZalo = 45;
    private const int WithTelegram = 25;
    private const int WithoutConsent = 8;
    private const int OnDoNotCallList = 3;

    private static readonly string[] Prefixes =
    [
        "032", "033", "034", "035", "036", "037", "038", "039", "070", "076", "077", "078", "079", "081", "082", "083", "085", "086", "090", "091",
    ];

    // Weights follow how common the names are, roughly: Nguyễn is about two in five.
    private static readonly (string Name, int Weight)[] Surnames =
    [
        ("Nguyễn", 38), ("Trần", 12), ("Lê", 10), ("Phạm", 7), ("Hoàng", 5), ("Phan", 5), ("Võ", 4), ("Đặng", 3), ("Bùi", 3), ("Đỗ", 2),
        ("Hồ", 2), ("Ngô", 2), ("Dương", 2), ("Lý", 1), ("Trương", 1), ("Đinh", 1), ("Huỳnh", 1), ("Tôn Thất", 1),
    ];

    private static readonly string[] MiddleNamesOfMen = ["Văn", "Đức", "Hữu", "Minh", "Quang", "Công", "Xuân", "Quốc", "Thanh", "Ngọc"];
    private static readonly string[] MiddleNamesOfWomen = ["Thị", "Thị", "Thị", "Ngọc", "Thanh", "Thu", "Kim", "Mỹ", "Hồng", "Diệu"];

    private static readonly string[] NamesOfMen =
    [
        "An", "Anh", "Bình", "Cường", "Dũng", "Đạt", "Hải", "Hiếu", "Hoàng", "Hùng", "Huy", "Khánh", "Long", "Nam", "Phúc", "Quân", "Sơn", "Thắng", "Tuấn", "Việt",
    ];

    private static readonly string[] NamesOfWomen =
    [
        "Anh", "Chi", "Dung", "Giang", "Hà", "Hạnh", "Hiền", "Hoa", "Hương", "Lan", "Linh", "Mai", "Nga", "Nhung", "Oanh", "Phương", "Quỳnh", "Thảo", "Thủy", "Yến",
    ];

    private static readonly string[] Units =
    [
        "Phường Bình Minh", "Phường Đông Hải", "Phường Hòa Bình", "Phường Tân Lập", "Phường Trung Thành", "Phường Vĩnh Phú",
        "Xã An Lộc", "Xã Đồng Tâm", "Xã Hương Sơn", "Xã Long Thạnh", "Xã Phú Cường", "Xã Quảng Lợi", "Xã Tân Tiến", "Xã Vĩnh An",
    ];

    /// <summary>Makes people and the part of their numbers that is on the do-not-call list.</summary>
    /// <param name="count">At most <see cref="Largest"/>.</param>
    public static SyntheticPopulation Make(int count, int seed = 2026)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Largest);
        var random = new Random(seed);
        var (contacts, doNotCall) = (new List<NewContact>(count), new List<string>());
        for (var i = 0; i < count; i++)
        {
            var contact = new NewContact(Name(random), Addresses(random, i), Pick(random, Units), Consent(random));
            contacts.Add(contact);
            if (Chance(random, OnDoNotCallList) && contact.Addresses.FirstOrDefault(address => address.Channel == "sms") is { } phone)
                doNotCall.Add(phone.Value);
        }

        return new SyntheticPopulation(contacts, doNotCall);
    }

    private static List<NewAddress> Addresses(Random random, int i)
    {
        var addresses = new List<NewAddress>(3);
        if (Chance(random, WithPhone))
            addresses.Add(new NewAddress("sms", PhoneOf(i)));
        if (Chance(random, WithZalo))
            addresses.Add(new NewAddress("zalo", (900_000_000_000_000_000 + i).ToString(CultureInfo.InvariantCulture)));
        if (Chance(random, WithTelegram))
            addresses.Add(new NewAddress("telegram", (9_000_000_000 + i).ToString(CultureInfo.InvariantCulture)));
        return addresses;
    }

    private static string PhoneOf(int i)
    {
        var national = string.Create(CultureInfo.InvariantCulture, $"{Prefixes[i % Prefixes.Length]}00{i / Prefixes.Length:D5}");
        return PhoneNumber.TryParse(national, out var number, out var reason) ? number.Value : throw new InvalidOperationException(reason);
    }

    private static string Name(Random random)
    {
        var surname = Surname(random);
        return Chance(random, 50)
            ? $"{surname} {Pick(random, MiddleNamesOfMen)} {Pick(random, NamesOfMen)}"
            : $"{surname} {Pick(random, MiddleNamesOfWomen)} {Pick(random, NamesOfWomen)}";
    }

    private static string Surname(Random random)
    {
        var ticket = random.Next(Surnames.Sum(surname => surname.Weight));
        foreach (var (name, weight) in Surnames)
        {
            if (ticket < weight)
                return name;
            ticket -= weight;
        }

        return Surnames[0].Name;
    }

    /// <summary>Of those without consent, some were asked and refused, the others were never asked.</summary>
    private static NewConsent? Consent(Random random)
    {
        if (!Chance(random, WithoutConsent))
            return new NewConsent(Granted: true, "Đồng ý nhận tin", ConsentSource.List("synthetic"));
        return Chance(random, 40) ? new NewConsent(Granted: false, "Không đồng ý nhận tin", ConsentSource.List("synthetic")) : null;
    }

    private static bool Chance(Random random, int hundredths) => random.Next(100) < hundredths;

    private static string Pick(Random random, string[] choices) => choices[random.Next(choices.Length)];
}

/// <param name="DoNotCall">Phone numbers of some of them, as <see cref="PhoneNumber.Value"/>.</param>
public sealed record SyntheticPopulation(IReadOnlyList<NewContact> Contacts, IReadOnlyList<string> DoNotCall);
