using Outreach.People;

namespace Outreach.Tests.Delivery.Model;

/// <summary>What the model knows of a citizen: what they said last, in plain fields.</summary>
internal sealed class ModelCitizen(int number, params IReadOnlyList<string> channels)
{
    public int Number => number;

    public Guid Id { get; set; }

    public IReadOnlyList<string> Channels => channels;

    public bool Consented { get; set; } = number != 4;

    public HashSet<string> Closed { get; } = [];

    public HashSet<string> Blocked { get; } = [];

    public string Address(string channel) => channel == "sms" ? $"+8490000000{number}" : $"{channel}-{number}";

    public NewContact Entry() => new(
        $"Người {number}",
        [.. channels.Select(channel => new NewAddress(channel, Address(channel)))],
        Consent: new NewConsent(Consented, "đồng ý", ConsentSource.List("ds.csv")));

    /// <summary>Enough for every order of channels: one, two or all three, on each of them alone, and one who never agreed.</summary>
    public static List<ModelCitizen> Village() =>
    [
        new(0, "zalo", "sms", "telegram"),
        new(1, "zalo", "sms"),
        new(2, "sms"),
        new(3, "telegram", "zalo"),
        new(4, "sms", "zalo"),
        new(5, "zalo"),
        new(6, "telegram", "sms"),
    ];
}
