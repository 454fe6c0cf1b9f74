using Outreach.Campaigns;
using Outreach.Content;
using Outreach.Delivery;
using Outreach.People;
using Outreach.Tests.Support;

namespace Outreach.Tests.Campaigns;

public sealed class RecipientChoiceTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 2, 0, 0, TimeSpan.Zero);
    private static readonly CandidateAddress Zalo = new("zalo", "z", "lz", AddressState.Active, Blocked: false);
    private static readonly CandidateAddress Sms = new("sms", "s", "ls", AddressState.Active, Blocked: false);

    public sealed record Case(string Label, bool Consented, CandidateAddress[] Addresses, string? Chosen, string? Reason, MessageClass Class = MessageClass.Guidance)
    {
        public override string ToString() => Label;
    }

    public static TheoryData<Case> Cases =>
    [
        new("first channel of the campaign", true, [Sms, Zalo], "zalo", null),
        new("second channel when the first has no address", true, [Sms], "sms", null),
        new("no consent outranks everything", false, [Zalo, Sms], null, SuppressionReason.NoConsent),
        new("no address at all", true, [], null, SuppressionReason.NoAddress),
        new("an address on a channel the campaign does not use", true, [Zalo with { Channel = "telegram" }], null, SuppressionReason.NoAddress),
        new("blocked on the first, reachable on the second", true, [Zalo with { Blocked = true }, Sms], "sms", null),
        new("left the first, reachable on the second", true, [Zalo with { State = AddressState.OptedOut }, Sms], "sms", null),
        new("left the only one", true, [Zalo with { State = AddressState.OptedOut }], null, SuppressionReason.OptedOut),
        new("blocked outranks left", true, [Zalo with { State = AddressState.OptedOut, Blocked = true }], null, SuppressionReason.DoNotContact),
        new("does not exist", true, [Zalo with { State = AddressState.Invalid }], null, SuppressionReason.NoAddress),
        new("the first reason is the one told", true, [Sms with { Blocked = true }, Zalo with { State = AddressState.OptedOut }], null, SuppressionReason.OptedOut),
        new("no consent and no address", false, [], null, SuppressionReason.NoConsent),
        new("no consent is needed for care", false, [Zalo], "zalo", null, MessageClass.Care),
        new("who left is spared care as well", true, [Zalo with { State = AddressState.OptedOut }], null, SuppressionReason.OptedOut, MessageClass.Care),
        new("an emergency asks neither consent nor lists nor refusals", false, [Zalo with { State = AddressState.OptedOut, Blocked = true }], "zalo", null, MessageClass.Emergency),
        new("an emergency cannot reach an address that does not exist", true, [Zalo with { State = AddressState.Invalid }], null, SuppressionReason.NoAddress, MessageClass.Emergency),
        new("two addresses on one channel, the first blocked", true, [Zalo with { Blocked = true }, Zalo with { ProtectedValue = "z2" }], "zalo", null),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void One_person_is_reached_once_or_passed_over_for_a_reason(Case row)
    {
        var choice = RecipientChoice.Make(row.Consented, row.Addresses, ["zalo", "sms"], row.Class, channel => SampleRules.Consent.For(row.Class, channel, Now));

        choice.Address?.Channel.ShouldBe(row.Chosen);
        (choice.Address is null).ShouldBe(row.Chosen is null);
        choice.Reason.ShouldBe(row.Reason);
    }
}
