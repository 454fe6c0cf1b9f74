using Outreach.Content;
using Outreach.Delivery.Rules;
using Outreach.Inbox;

namespace Outreach.Tests.Delivery.Rules;

/// <summary>The rules that travel with the program, as the law and the platforms have them in November 2026.</summary>
public sealed class ShippedRulesTests
{
    private static readonly IReadOnlyList<SendingRule> Entries = ContentLibrary.Load(Path.Combine(AppContext.BaseDirectory, "content")).SendingRules;

    /// <param name="Early">Whether 05:00 in Viet Nam is allowed; the other hours likewise.</param>
    public sealed record Row(MessageClass Class, string Channel, bool Early, bool AtSix, bool AtNoon, bool Late, int? Cap, string? Label, bool Refusal, bool Consent, bool DoNotCall)
    {
        public override string ToString() => $"{Class} on {Channel}";
    }

    public static TheoryData<Row> Rows =>
    [
        new(MessageClass.Advertising, "sms", false, false, true, false, 3, "[QC]", true, true, true),
        new(MessageClass.Guidance, "sms", false, false, true, false, 3, "[QC]", true, true, true),
        new(MessageClass.Advertising, "zalo", false, true, true, false, null, null, true, true, false),
        new(MessageClass.Guidance, "zalo", false, true, true, false, null, null, true, true, false),
        new(MessageClass.Guidance, "zns", false, true, true, false, null, null, true, true, false),
        new(MessageClass.Care, "zns", false, true, true, false, null, null, false, false, false),
        new(MessageClass.Guidance, "zalo-broadcast", false, true, true, false, 1, null, false, false, false),
        new(MessageClass.Advertising, "telegram", true, true, true, true, null, null, true, true, false),
        new(MessageClass.Guidance, "telegram", true, true, true, true, null, null, true, true, false),
        new(MessageClass.SocialPolicy, "sms", true, true, true, true, null, null, false, true, false),
        new(MessageClass.Care, "sms", true, true, true, true, null, null, false, false, false),
        new(MessageClass.Internal, "zalo", true, true, true, true, null, null, false, false, false),
        new(MessageClass.Emergency, "sms", true, true, true, true, null, null, false, false, false),
        new(MessageClass.Advertising, "call", false, false, true, false, 1, null, true, true, true),
        new(MessageClass.Advertising, "email", true, true, true, true, 3, null, true, true, false),
    ];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_class_keeps_what_its_channel_asks(Row row)
    {
        var rules = For(row.Class, row.Channel);

        new[] { 5, 6, 12, 23 }.Select(hour => rules.NextAllowed(At(hour)) == At(hour)).ShouldBe([row.Early, row.AtSix, row.AtNoon, row.Late]);
        rules.Cap.ShouldBe(row.Cap is { } count ? new SendingCap(count, TimeSpan.FromHours(24)) : null);
        (rules.Label, rules.RefusalRequired, rules.RequiresConsent, rules.DoNotCall).ShouldBe((row.Label, row.Refusal, row.Consent, row.DoNotCall));
        // No source says how old the do-not-call list may be.
        rules.DoNotCallMaxAge.ShouldBeNull();
    }

    [Fact]
    public void Only_what_was_verified_is_called_law() => Entries.Where(rule => rule.Basis == RuleBasis.Law).ShouldAllBe(rule => rule.Verified && rule.LegalBasis.Count > 0);

    [Fact]
    public void No_limit_is_invented_for_the_decree_before_it_was_in_force() =>
        new SendingRules(Entries).For(MessageClass.Advertising, "sms", new(2020, 9, 30, 5, 0, 0, TimeSpan.Zero)).Cap.ShouldBeNull();

    /// <summary>"Soạn TC" is only worth saying if the inbox takes TC for a refusal.</summary>
    [Fact]
    public void The_word_a_reader_is_told_to_send_is_understood() =>
        Entries.SelectMany(rule => rule.Refusal ?? []).ShouldAllBe(phrase => OptOutWords.IsStop(phrase.Substring(phrase.IndexOf(' ')), "sms"));

    private static ChannelRules For(MessageClass kind, string channel) => new SendingRules(Entries).For(kind, channel, At(12));

    private static DateTimeOffset At(int hour) => new DateTimeOffset(2026, 11, 23, hour, 0, 0, TimeSpan.FromHours(7)).ToUniversalTime();
}
