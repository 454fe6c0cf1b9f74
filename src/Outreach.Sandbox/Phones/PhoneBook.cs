using System.Globalization;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Phones;

/// <summary>All phones, most recently active first. An address nobody registered gets a phone of its own.</summary>
internal sealed class PhoneBook
{
    private readonly List<Phone> phones = [];
    private readonly Dictionary<(string Channel, string Address), Phone> byAddress = [];
    private readonly LinkedList<Phone> recent = [];
    private readonly Dictionary<Phone, LinkedListNode<Phone>> places = [];

    public Phone? Find(string channel, string address) => byAddress.GetValueOrDefault((channel, address));

    public Phone? Find(int id) => id >= 0 && id < phones.Count && places.ContainsKey(phones[id]) ? phones[id] : null;

    /// <summary>Phones whose owner's name or address contains <paramref name="search"/>, accents and case aside.</summary>
    public IEnumerable<Phone> Search(string? search)
    {
        if (string.IsNullOrWhiteSpace(search))
            return recent;
        var words = search.Trim();
        return recent.Where(phone => Contains(phone.Name, words) || phone.Addresses.Values.Any(address => Contains(address, words)));
    }

    public int Count => recent.Count;

    public void Add(JournalEntry bubble)
    {
        var (channel, address) = Phone.AddressOf(bubble);
        var phone = Find(channel, address) ?? ByNumber(channel, address) ?? Open(address, channel, address);
        phone.Add(bubble);
        var place = places[phone];
        recent.Remove(place);
        recent.AddFirst(place);
    }

    public void Register(Person person)
    {
        var addresses = new (string Channel, string? Address)[]
        {
            (Channels.Zalo, person.Zalo), (Channels.Telegram, person.Telegram), (Channels.Sms, person.Sms),
        };
        var known = addresses.Select(a => a.Address is null ? null : Find(a.Channel, a.Address)).FirstOrDefault(phone => phone is not null);
        var owner = known ?? Open(person.Name);
        owner.Name = person.Name;
        foreach (var (channel, address) in addresses)
        {
            if (!string.IsNullOrEmpty(address))
                Assign(owner, channel, address);
        }
    }

    /// <summary>Every address somebody has on a channel.</summary>
    public IReadOnlyList<string> Addresses(string channel) => [.. byAddress.Keys.Where(key => key.Channel == channel).Select(key => key.Address)];

    public void Clear()
    {
        foreach (var phone in recent)
            phone.Clear();
    }

    private static bool Contains(string text, string part) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, part, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;

    private Phone Open(string name, string? channel = null, string? address = null)
    {
        var phone = new Phone(phones.Count, name);
        phones.Add(phone);
        places.Add(phone, recent.AddLast(phone));
        if (channel is not null && address is not null)
            Bind(phone, channel, address);
        return phone;
    }

    private void Assign(Phone owner, string channel, string address)
    {
        var current = Find(channel, address);
        if (current == owner)
            return;
        if (owner.Addresses.TryGetValue(channel, out var former))
        {
            // The person changed number: what the old one received stays with the old one.
            byAddress.Remove((channel, former));
            owner.Move(channel, former, Open(former, channel, former));
        }

        if (current is not null)
        {
            current.Move(channel, address, owner);
            if (current.Addresses.Count == 0)
                Retire(current);
        }

        Bind(owner, channel, address);
    }

    /// <summary>A ZNS message goes to whoever has the number, written without its plus.</summary>
    private Phone? ByNumber(string channel, string address)
    {
        if (channel != Channels.Zns || Find(Channels.Sms, "+" + address) is not { } owner)
            return null;
        Bind(owner, channel, address);
        return owner;
    }

    private void Bind(Phone phone, string channel, string address)
    {
        phone.Addresses[channel] = address;
        byAddress[(channel, address)] = phone;
    }

    private void Retire(Phone phone)
    {
        recent.Remove(places[phone]);
        places.Remove(phone);
    }
}
