using System.Security.Cryptography;
using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Tests.Delivery;

public sealed class ContactValuesTests : IDisposable
{
    private readonly FieldCipher cipher = new(RandomNumberGenerator.GetBytes(32));

    [Theory]
    [InlineData("Nguyễn Thị Lan", "Xã An Lộc", "Nguyễn Thị Lan", "Xã An Lộc")]
    [InlineData(" Nguyễn\tThị\nLan ", "", "Nguyễn Thị Lan", "toàn tỉnh")]
    [InlineData("Công Tằng Tôn Nữ Thị Hoàng Phương", null, "Quý công dân", "toàn tỉnh")]
    [InlineData(null, "  ", "Quý công dân", "toàn tỉnh")]
    public void A_recipient_is_called_by_what_is_known_of_them_and_fits(string? name, string? unit, string called, string placed)
    {
        var content = Content(new() { ["ten"] = new(ContactFact.Name, 30, "Quý công dân"), ["noi"] = new(ContactFact.Unit, 80, "toàn tỉnh") });

        var filled = content.For(new ClaimedMessage { ContactName = name is null ? null : cipher.Protect(name), ContactUnit = unit }, cipher);

        filled.Template!.Values.ShouldBe(new Dictionary<string, string> { ["ma"] = "HS-01", ["ten"] = called, ["noi"] = placed }, ignoreOrder: true);
        filled.Template.FromContact.ShouldBeNull();
        content.Template!.Values.Count.ShouldBe(1, "the shared content stays as it is");
    }

    [Fact]
    public void Content_without_such_values_is_the_same_for_all_and_asks_for_no_name()
    {
        var content = Content(new());

        content.For(new ClaimedMessage { ContactName = "not sealed" }, cipher).ShouldBeSameAs(content);
    }

    [Fact]
    public void A_name_that_cannot_be_read_is_not_replaced_in_silence() =>
        Should.Throw<CryptographicException>(() => Content(new() { ["ten"] = new(ContactFact.Name, 30, "Quý công dân") }).For(new ClaimedMessage { ContactName = "not sealed" }, cipher));

    public void Dispose() => cipher.Dispose();

    private static MessageContent Content(Dictionary<string, ContactValue> own) =>
        new("Hồ sơ") { Template = new("7", new Dictionary<string, string> { ["ma"] = "HS-01" }) { FromContact = own } };
}
