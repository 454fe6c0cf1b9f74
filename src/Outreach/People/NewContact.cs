namespace Outreach.People;

/// <summary>A citizen as a list names them, in the clear.</summary>
/// <param name="Unit">Administrative unit as written; null where the list has none.</param>
/// <param name="Consent">Null where the list does not say.</param>
public sealed record NewContact(string Name, IReadOnlyList<NewAddress> Addresses, string? Unit = null, NewConsent? Consent = null);

/// <param name="Value">In the provider's terms; a phone number as <see cref="PhoneNumber.Value"/>.</param>
public sealed record NewAddress(string Channel, string Value);

/// <summary>What a list says about consent; see <see cref="Consent"/> for the meaning of the words.</summary>
public sealed record NewConsent(bool Granted, string Wording, string Source, string? Proof = null, string? WordingVersion = null);

/// <summary>What became of a batch of contacts.</summary>
/// <param name="Added">New contacts.</param>
/// <param name="Merged">Entries that named a known contact, or one named earlier in the same batch.</param>
/// <param name="Ambiguous">Places in the batch of entries that name two different known contacts; nothing of them is stored.</param>
/// <param name="RefusalsKept">Entries that said yes of someone who has said no in person; the no stands.</param>
public sealed record AddedContacts(int Added, int Merged, IReadOnlyList<int> Ambiguous, int RefusalsKept);

/// <summary>A contact in the clear.</summary>
public sealed record ContactCard(Guid Id, string Name, string? Unit, bool Consented, IReadOnlyList<ContactCardAddress> Addresses);

/// <summary>An address in the clear.</summary>
public sealed record ContactCardAddress(string Channel, string Value, AddressState State);
