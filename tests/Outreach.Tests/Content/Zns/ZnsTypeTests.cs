using Outreach.Content.Zns;

namespace Outreach.Tests.Content.Zns;

public sealed class ZnsTypeTests
{
    [Theory]
    [InlineData(ZnsType.Time, "30/11/2026", true)]
    [InlineData(ZnsType.Time, "08:00 30/11/2026", true)]
    [InlineData(ZnsType.Time, "08:00:30 30/11/2026", true)]
    [InlineData(ZnsType.Time, "08:00", true)]
    [InlineData(ZnsType.Time, "11/2026", true)]
    [InlineData(ZnsType.Time, "13/2026", false)]
    [InlineData(ZnsType.Time, "24:00 30/11/2026", false)]
    [InlineData(ZnsType.Time, "1/1/2026", false)]
    [InlineData(ZnsType.Time, "30-11-2026", false)]
    [InlineData(ZnsType.Number, "-100.2", true)]
    [InlineData(ZnsType.Number, "1,5", false)]
    [InlineData(ZnsType.Number, "1.", false)]
    [InlineData(ZnsType.Money, "7000", true)]
    [InlineData(ZnsType.Money, "-7000", false)]
    [InlineData(ZnsType.Link, "ho-so?ma=1.004194&ten=%C4%90", true)]
    [InlineData(ZnsType.Link, "a b", false)]
    [InlineData(ZnsType.Link, "100%", false)]
    [InlineData(ZnsType.Label, "", false)]
    public void A_value_has_the_form_Zalo_reads(ZnsType type, string value, bool good) =>
        (type.FlawOf(value, type.Longest) is null).ShouldBe(good, type.FlawOf(value, type.Longest));

    [Fact]
    public void Each_takes_its_length_and_not_one_more()
    {
        foreach (var type in Enum.GetValues<ZnsType>().Except([ZnsType.Time]))
        {
            type.FlawOf(new string('1', type.Longest), type.Longest).ShouldBeNull(type.Word);
            type.FlawOf(new string('1', type.Longest + 1), type.Longest).ShouldBe($"has {type.Longest + 1} characters; {type.Word} takes at most {type.Longest}");
        }
    }

    [Fact]
    public void Every_field_has_one_name() =>
        Enum.GetValues<ZnsField>().ShouldAllBe(field => ZnsFields.Find(ZnsFields.NameOf(field)) == field);
}
