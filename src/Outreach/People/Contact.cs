using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Outreach.People;

/// <summary>A citizen who may be written to. One person, many addresses: a campaign reaches them once.</summary>
public sealed class Contact
{
    public required Guid Id { get; init; }

    /// <summary>Encrypted.</summary>
    public required string Name { get; set; }

    /// <summary>Administrative unit, as written in the list they came from.</summary>
    public string? Unit { get; set; }

    /// <summary>Whether the last entry of the consent ledger says yes; kept here so that planning needs no second look.</summary>
    public bool Consented { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public List<ContactAddress> Addresses { get; } = [];
}

/// <summary>Where a contact can be reached on one channel.</summary>
public sealed class ContactAddress
{
    public required Guid Id { get; init; }

    public Guid ContactId { get; set; }

    public required string Channel { get; init; }

    /// <summary>Encrypted, in the provider's terms.</summary>
    public required string Value { get; init; }

    /// <summary>Keyed hash of the address; what it is found by.</summary>
    public required string Lookup { get; init; }

    public AddressState State { get; set; }
}

/// <summary>Whether an address can be written to.</summary>
public enum AddressState
{
    Active = 0,

    /// <summary>The owner blocked or left the sender on this channel.</summary>
    OptedOut = 1,

    /// <summary>The provider says it does not exist.</summary>
    Invalid = 2,
}

/// <summary>
/// One entry of the consent ledger: never changed, only followed by a later one. What NĐ 91/2020/NĐ-CP wants kept for a year:
/// who agreed or refused, to what, when, by which words, and what shows it.
/// </summary>
public sealed class Consent
{
    public required Guid Id { get; init; }

    /// <summary>Null for a stranger, who is known by <see cref="Channel"/> and <see cref="Lookup"/> alone.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>Where it was said; null when it came by no channel: a list, a link, an officer.</summary>
    public string? Channel { get; init; }

    /// <summary>Keyed hash of the address it was said from; null with <see cref="Channel"/>.</summary>
    public string? Lookup { get; init; }

    /// <summary>What the data may be used for, one of <see cref="ConsentPurpose"/>; one entry per purpose.</summary>
    public required string Purpose { get; init; }

    public required bool Granted { get; init; }

    /// <summary>
    /// The person left or came back to one channel without a word: the entry closes or opens that address and says nothing
    /// about consent, which may still hold on another channel.
    /// </summary>
    public bool AddressOnly { get; init; }

    /// <summary>The words by which the person agreed or refused; of a list, what its cell says.</summary>
    public required string Wording { get; init; }

    /// <summary>Version of the text the person was shown, see <see cref="People.WordingVersion"/>; null when unknown.</summary>
    public string? WordingVersion { get; init; }

    /// <summary>How it came in: an import, a channel, a link, an officer.</summary>
    public required string Source { get; init; }

    /// <summary>What shows it, in the form of <see cref="ConsentProof"/>; null where nothing was kept.</summary>
    public string? Proof { get; init; }

    /// <summary>Whether the person was told that it was taken down.</summary>
    public bool Confirmed { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>A number or account nobody may write to, whoever it belongs to: the national do-not-call list, a complaint.</summary>
public sealed class DoNotContact
{
    public required Guid Id { get; init; }

    public required string Channel { get; init; }

    public required string Lookup { get; init; }

    public required string Source { get; init; }

    public required DateTimeOffset AddedAt { get; init; }
}

/// <summary>A list whose numbers were put on the do-not-contact list, kept to show how old it is.</summary>
public sealed class DoNotContactSource
{
    public required string Channel { get; init; }

    public required string Name { get; init; }

    /// <summary>When it was last taken in; entries that were known already do not change, this does.</summary>
    public required DateTimeOffset ImportedAt { get; init; }
}

/// <summary>A named set of contacts, the audience of a campaign.</summary>
public sealed class ContactList
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A contact being on a list.</summary>
public sealed class ContactListMember
{
    public required Guid ListId { get; init; }

    public required Guid ContactId { get; init; }
}

internal sealed class PeopleTables :
    IEntityTypeConfiguration<Contact>,
    IEntityTypeConfiguration<ContactAddress>,
    IEntityTypeConfiguration<Consent>,
    IEntityTypeConfiguration<DoNotContact>,
    IEntityTypeConfiguration<DoNotContactSource>,
    IEntityTypeConfiguration<ContactList>,
    IEntityTypeConfiguration<ContactListMember>
{
    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.ToTable("contacts");
        builder.Property(contact => contact.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<ContactAddress> builder)
    {
        builder.ToTable("contact_addresses");
        builder.Property(address => address.Id).ValueGeneratedNever();
        builder.HasIndex(address => new { address.Channel, address.Lookup }).IsUnique();
        builder.HasOne<Contact>().WithMany(contact => contact.Addresses).HasForeignKey(address => address.ContactId);
    }

    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.ToTable("consents");
        builder.Property(consent => consent.Id).ValueGeneratedNever();
        builder.HasIndex(consent => new { consent.ContactId, consent.RecordedAt });
        builder.HasIndex(consent => new { consent.Channel, consent.Lookup, consent.RecordedAt }).HasFilter("channel IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<DoNotContact> builder)
    {
        builder.ToTable("do_not_contact");
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.HasIndex(entry => new { entry.Channel, entry.Lookup }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<DoNotContactSource> builder)
    {
        builder.ToTable("do_not_contact_sources");
        builder.HasKey(source => new { source.Channel, source.Name });
    }

    public void Configure(EntityTypeBuilder<ContactList> builder)
    {
        builder.ToTable("contact_lists");
        builder.Property(list => list.Id).ValueGeneratedNever();
        builder.HasIndex(list => list.Name).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ContactListMember> builder)
    {
        builder.ToTable("contact_list_members");
        builder.HasKey(member => new { member.ListId, member.ContactId });
    }
}
