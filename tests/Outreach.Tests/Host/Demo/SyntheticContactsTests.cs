using Outreach.Host.Demo;
using Outreach.People;

namespace Outreach.Tests.Host.Demo;

public sealed class SyntheticContactsTests
{
    private const int Count = 20_000;

    private readonly SyntheticPopulation population = SyntheticContacts.Make(Count);

    [Fact]
    public void The_same_seed_makes_the_same_people()
    {
        var again = SyntheticContacts.Make(Count);
        again.Contacts.Select(Text).ShouldBe(population.Contacts.Select(Text));
        again.DoNotCall.ShouldBe(population.DoNotCall);
        SyntheticContacts.Make(100, seed: 7).Contacts.Select(Text).ShouldNotBe(population.Contacts.Take(100).Select(Text));
    }

    [Fact]
    public void No_two_people_share_an_address_and_all_phones_lie_in_the_block()
    {
        var addresses = population.Contacts.SelectMany(contact => contact.Addresses).ToList();
        addresses.Distinct().Count().ShouldBe(addresses.Count);
        foreach (var phone in addresses.Where(address => address.Channel == "sms"))
        {
            PhoneNumber.TryParse(phone.Value, out var number, out _).ShouldBeTrue();
            number!.National[3..5].ShouldBe("00");
        }
    }

    [Fact]
    public void Shares_are_those_of_a_plausible_province()
    {
        Share(contact => Has(contact, "sms")).ShouldBe(0.92, 0.01);
        Share(contact => Has(contact, "zalo")).ShouldBe(0.45, 0.015);
        Share(contact => Has(contact, "telegram")).ShouldBe(0.25, 0.015);
        Share(contact => contact.Consent?.Granted != true).ShouldBe(0.08, 0.01);
        Share(contact => contact.Addresses.Count == 0).ShouldBe(0.033, 0.01);
        Share(contact => contact.Addresses.Count == 3).ShouldBeGreaterThan(0.05);
        ((double)population.DoNotCall.Count / Count).ShouldBe(0.03, 0.006);
    }

    private static string Text(NewContact contact) =>
        $"{contact.Name}|{contact.Unit}|{contact.Consent}|{string.Join('|', contact.Addresses)}";

    private static bool Has(NewContact contact, string channel) => contact.Addresses.Any(address => address.Channel == channel);

    private double Share(Func<NewContact, bool> matches) => (double)population.Contacts.Count(matches) / Count;
}
