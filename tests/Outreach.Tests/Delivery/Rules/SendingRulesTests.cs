using System.Globalization;
using Outreach.Assistant.Knowledge;
using Outreach.Content;
using Outreach.Delivery.Rules;

namespace Outreach.Tests.Delivery.Rules;

public sealed class SendingRulesTests
{
    private static readonly SendingRule Day = Rule("day") with { Hours = Hours("07:00", "22:00") };
    private static readonly SendingRule Night = Rule("night") with { Hours = Hours("22:00", "06:00") };
    private static readonly SendingRule Afternoon = Rule("afternoon") with { Hours = Hours("13:00", "23:30") };
    private static readonly DateOnly Monday = new(2026, 11, 23);

    /// <summary>Local times of one week, Monday being 23/11/2026; "=" means now.</summary>
    public sealed record Moment(string Label, string Now, string Next, params SendingRule[] Rules)
    {
        public override string ToString() => Label;
    }

    public static TheoryData<Moment> Moments =>
    [
        new("no rule", "23 03:00:00", "="),
        new("before the opening", "23 06:59:59", "23 07:00:00", Day),
        new("the first moment", "23 07:00:00", "=", Day),
        new("the last second", "23 21:59:59", "=", Day),
        new("the first moment no longer", "23 22:00:00", "24 07:00:00", Day),
        new("after midnight", "24 00:00:00", "24 07:00:00", Day),

        new("over midnight: late in the evening", "23 22:00:00", "=", Night),
        new("over midnight: at midnight", "24 00:00:00", "=", Night),
        new("over midnight: the last second", "24 05:59:59", "=", Night),
        new("over midnight: closed all day", "24 06:00:00", "24 22:00:00", Night),
        new("over midnight: one second before", "24 21:59:59", "24 22:00:00", Night),
        new("until midnight", "23 23:59:59", "=", Rule("late") with { Hours = Hours("07:00", "00:00") }),
        new("until midnight, which is outside", "24 00:00:00", "24 07:00:00", Rule("late") with { Hours = Hours("07:00", "00:00") }),

        new("two rules: only what both allow", "23 08:00:00", "23 13:00:00", Day, Afternoon),
        new("two rules: the order does not matter", "23 08:00:00", "23 13:00:00", Afternoon, Day),
        new("two rules: the earlier end", "23 22:00:00", "24 13:00:00", Afternoon, Day),
        new("two rules: day and evening part of the night", "23 12:00:00", "23 22:00:00", Afternoon, Night),
        new("two rules: the small hours of the night are outside the other", "24 02:00:00", "24 22:00:00", Afternoon, Night),
        new("rules that exclude each other: asked again in a week", "23 08:00:00", "30 22:00:00", Day, Night),

        new("ends today: tomorrow is free", "23 22:00:00", "24 00:00:00", Day with { ValidTo = Monday }),
        new("ends today: still closed this morning", "23 06:59:59", "23 07:00:00", Day with { ValidTo = Monday }),
        new("ended yesterday", "24 03:00:00", "=", Day with { ValidTo = Monday }),
        new("begins tomorrow: free tonight", "23 23:00:00", "=", Day with { ValidFrom = Monday.AddDays(1) }),
        new("begins tomorrow: closed at midnight", "24 00:00:00", "24 07:00:00", Day with { ValidFrom = Monday.AddDays(1) }),
        new("changes tomorrow: the new opening holds", "23 22:00:00", "24 13:00:00", Day with { ValidTo = Monday }, Afternoon with { ValidFrom = Monday.AddDays(1) }),
        new("changes tomorrow: until then the old", "23 12:00:00", "=", Day with { ValidTo = Monday }, Afternoon with { ValidFrom = Monday.AddDays(1) }),

        new("another channel's rule", "23 03:00:00", "=", Day with { Channel = "zalo" }),
        new("this channel's rule", "23 03:00:00", "23 07:00:00", Day with { Channel = "sms" }),
        new("another class's rule", "23 03:00:00", "=", Day with { Classes = [MessageClass.Guidance] }),
    ];

    [Theory]
    [MemberData(nameof(Moments))]
    public void A_message_leaves_when_every_rule_of_the_day_allows_it(Moment row)
    {
        var now = Local(row.Now);

        var next = new SendingRules(row.Rules).For(MessageClass.Advertising, "sms", now).NextAllowed(now);

        next.ShouldBe(row.Next == "=" ? now : Local(row.Next));
        next.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Now_is_given_back_to_the_tick_even_when_asked_with_another_days_rules()
    {
        var now = Local("23 07:00:00").AddTicks(1);

        new SendingRules([Day]).For(MessageClass.Advertising, "sms", now).NextAllowed(now).ShouldBe(now);
        new SendingRules([Day]).For(MessageClass.Advertising, "sms", now.AddDays(-3)).NextAllowed(now).ShouldBe(now);
    }

    [Theory]
    [InlineData("none", "", "")]
    [InlineData("one", "3/24", "3/24")]
    [InlineData("the smaller count", "3/24 2/24", "2/24")]
    [InlineData("the longer stretch", "3/24 3/48", "3/48")]
    [InlineData("what keeps both", "1/1 3/24", "1/24")]
    public void Of_several_caps_every_one_is_kept(string label, string caps, string expected)
    {
        var rules = caps.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(cap => Rule(cap) with { Cap = Cap(cap) });

        new SendingRules([.. rules]).For(MessageClass.Advertising, "sms", Local("23 12:00:00")).Cap.ShouldBe(expected.Length == 0 ? null : Cap(expected), label);
    }

    [Fact]
    public void Whatever_one_rule_asks_is_asked_and_named()
    {
        var rules = new SendingRules(
        [
            Day,
            Rule("label") with { Label = "[QC]", Refusal = ["soạn TC"] },
            Rule("consent") with { RequiresConsent = true },
            Rule("list") with { DoNotCall = true, DoNotCallMaxAge = TimeSpan.FromHours(24) },
            Rule("fresher-list") with { DoNotCall = true, DoNotCallMaxAge = TimeSpan.FromHours(12) },
            Rule("ended") with { Label = "[AD]", Cap = Cap("1/24"), ValidTo = Monday.AddDays(-1) },
        ]).For(MessageClass.Advertising, "sms", Local("23 12:00:00"));

        (rules.Label, rules.RefusalRequired, rules.RequiresConsent, rules.DoNotCall).ShouldBe(("[QC]", true, true, true));
        rules.DoNotCallMaxAge.ShouldBe(TimeSpan.FromHours(12));
        rules.Cap.ShouldBeNull();
        rules.RuleIds(SendingReason.Hours).ShouldBe(["day"]);
        rules.RuleIds(SendingReason.Cap).ShouldBeEmpty();
        rules.RuleIds(SendingReason.Consent).ShouldBe(["consent"]);
        rules.RuleIds(SendingReason.DoNotCall).ShouldBe(["list", "fresher-list"]);
        rules.RuleIds(SendingReason.Label).ShouldBe(["label"]);
        rules.RuleIds(SendingReason.Refusal).ShouldBe(["label"]);
    }

    [Fact]
    public void What_no_rule_asks_is_free()
    {
        var rules = new SendingRules([]).For(MessageClass.Care, "sms", Local("23 12:00:00"));

        (rules.Label, rules.RefusalRequired, rules.RequiresConsent, rules.DoNotCall, rules.DoNotCallMaxAge, rules.Cap).ShouldBe((null, false, false, false, null, null));
        rules.FlawOf("Hồ sơ đã có kết quả").ShouldBeNull();
    }

    [Fact]
    public void An_emergency_waits_for_nothing_whatever_the_rules_say()
    {
        var now = Local("23 03:00:00");
        var rules = new SendingRules([Day with { Classes = [MessageClass.Emergency], RequiresConsent = true }]).For(MessageClass.Emergency, "sms", now);

        rules.NextAllowed(now).ShouldBe(now);
        rules.RequiresConsent.ShouldBeFalse();
    }

    [Theory]
    [InlineData("[QC] Xin chào. Từ chối: soạn TC", null)]
    [InlineData("Xin chào. Từ chối: soạn TC", SendingReason.Label)]
    [InlineData(" [QC] Xin chào. Từ chối: soạn TC", SendingReason.Label)]
    [InlineData("[QC] Xin chào. Từ chối thì thôi", SendingReason.Refusal)]
    public void A_text_that_lacks_something_is_told_what_and_by_which_rule(string text, SendingReason? expected)
    {
        var flaw = new SendingRules([Rule("text") with { Label = "[QC]", Refusal = ["soạn TC"] }]).For(MessageClass.Advertising, "sms", Local("23 12:00:00")).FlawOf(text);

        (flaw?.Reason).ShouldBe(expected);
        (flaw?.RuleId).ShouldBe(expected is null ? null : "text");
    }

    private static SendingRule Rule(string id) => new()
    {
        Id = id,
        Basis = RuleBasis.Law,
        Classes = [MessageClass.Advertising],
        Source = new Source("Nghị định", new DateOnly(2020, 8, 14)),
        Verified = true,
    };

    private static SendingHours Hours(string from, string to) => new(TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(to, CultureInfo.InvariantCulture));

    private static SendingCap Cap(string text) =>
        text.Split('/') is [var count, var hours] ? new(int.Parse(count, CultureInfo.InvariantCulture), TimeSpan.FromHours(int.Parse(hours, CultureInfo.InvariantCulture))) : throw new ArgumentException(text);

    private static DateTimeOffset Local(string dayAndTime) =>
        new DateTimeOffset(DateTime.ParseExact($"2026-11-{dayAndTime}", "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), TimeSpan.FromHours(7)).ToUniversalTime();
}
