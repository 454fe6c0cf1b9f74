using Outreach.Storage;

namespace Outreach.People;

/// <summary>A contact as it enters the database. Sealing is done before the unit of work, which holds the only writer.</summary>
internal sealed record SealedContact(string Name, string? Unit, IReadOnlyList<SealedAddress> Addresses, NewConsent? Consent)
{
    public static SealedContact Seal(NewContact contact, FieldCipher cipher)
    {
        var addresses = new SealedAddress[contact.Addresses.Count];
        for (var i = 0; i < addresses.Length; i++)
        {
            var (channel, value) = contact.Addresses[i];
            addresses[i] = new SealedAddress(channel, cipher.Protect(value), cipher.Lookup(channel, value));
        }

        return new SealedContact(cipher.Protect(contact.Name), contact.Unit, addresses, contact.Consent);
    }
}

internal sealed record SealedAddress(string Channel, string Value, string Lookup);
