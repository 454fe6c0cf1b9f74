using Outreach.Content;
using Outreach.Content.Zns;

namespace Outreach.Tests.Content.Zns;

public sealed class ZnsRulesTests : IDisposable
{
    private const string File = "messages/tam-tru.yaml";

    private readonly ContentSample sample = new();

    public ZnsRulesTests() => sample.Write(File, ZnsSample.Message);

    [Fact]
    public void A_good_template_has_no_errors() => Check().ShouldBeEmpty();

    /// <summary>One text of the good file replaced, and the only errors that must come of it.</summary>
    public static TheoryData<string, string, string> Spoiled => new()
    {
        // its shape
        { "\"578634\"", "578634", "20: zns.template: 578634 would be read as a integer; put it in quotes" },
        { "\"578634\"", "mẫu 1", "20: zns.template: 'mẫu 1' is not a template's id; use the one Zalo shows" },
        { "name: ten,", "name: tên,", "21: zns.text: <ten> has no parameter|28: zns.parameters[0].name: 'tên' is not a parameter's name; Zalo takes letters without marks, digits and _|28: zns.parameters[0].name: 'tên' stands neither in the text nor in a button" },
        { "type: code", "type: ma", "31: zns.parameters[3].type: 'ma' is not one of customerName, phone, address, code, label, status, contact, title, product, number, time, money, link" },
        { "procedure.code }", "procedure.fee }", "31: zns.parameters[3].field: 'procedure.fee' is not one of contact.name, contact.unit, message.title, message.source, message.validFrom, message.validTo, procedure.code, procedure.name, procedure.time, procedure.link" },
        { "value: \"7000\" }", "values: \"7000\" }", "33: zns.parameters[5].name: 'phi' has neither a value nor a field|33: zns.parameters[5]: unknown field 'values'; known are name, type, value, field, otherwise, maxLength" },

        // words and parameters belong together
        { "Phí <phi>.", "Phí <le_phi>.", "21: zns.text: <le_phi> has no parameter|33: zns.parameters[5].name: 'phi' stands neither in the text nor in a button" },
        { "?ten=<lien_ket>", "?ten=<lien_ket>&ma=<x>", "26: zns.buttons[0].url: <x> has no parameter" },
        { "?ten=<lien_ket>", "?ten=<lien_ket>&ma=<ma>", "31: zns.parameters[3].name: 'ma' stands in the text and in a button; Zalo wants two names" },
        { "type: link", "type: label", "34: zns.parameters[6].name: 'lien_ket' stands in a button's address, so its type is link" },
        { "name: ngay,", "name: ma,", "21: zns.text: <ngay> has no parameter|32: zns.parameters[4].name: 'ma' is given twice" },

        // values
        { "value: \"7000\"", "value: 7.000đ", "33: zns.parameters[5].value: '7.000đ' is no amount; write digits only" },
        { "value: \"7000\"", "value: \"7000000000000\"", "33: zns.parameters[5].value: has 13 characters; money takes at most 12" },
        { "value: \"7000\"", "field: procedure.name, value: \"7000\"", "33: zns.parameters[5].field: stands beside a value; give one of them" },
        { "type: time, field: message.validTo", "type: time, value: 2026-11-30", "32: zns.parameters[4].value: '2026-11-30' is no time as Zalo reads it; write 30/11/2026, 08:00 30/11/2026, 11/2026 or 08:00" },
        { "type: time, field: message.validTo", "type: time, value: 31/11/2026", "32: zns.parameters[4].value: '31/11/2026' is no time as Zalo reads it; write 30/11/2026, 08:00 30/11/2026, 11/2026 or 08:00" },
        { "type: time, field: message.validTo", "type: number, value: 1.000.000", "32: zns.parameters[4].value: '1.000.000' is no number; write digits only, with a point before decimals" },
        { "type: time, field: message.validTo", "type: title, value: Quý ông bà", "32: zns.parameters[4].value: has 10 characters; title takes at most 5" },
        { "type: time, field: message.validTo", "type: label, value: \"a\\nb\"", "32: zns.parameters[4].value: has a line break or another control character" },
        { "type: product, field: procedure.name", "type: product, maxLength: 14, field: procedure.name", "30: zns.parameters[2].field: has 15 characters; product takes at most 14" },
        { "type: link, field: procedure.name", "type: link, value: đăng ký", "34: zns.parameters[6].value: 'đăng ký' cannot stand in a link; write other characters percent-encoded" },
        { "type: link, field: procedure.name", "type: link, field: procedure.time", "34: zns.parameters[6].field: procedure.time is not stated" },
        { "validTo: 2026-12-31", "topic: Cư trú", "32: zns.parameters[4].field: message.validTo is not stated" },
        { "procedures: [\"1.004194\"]", "topic: Cư trú", "30: zns.parameters[2].field: procedure.name is not stated|31: zns.parameters[3].field: procedure.code is not stated|34: zns.parameters[6].field: procedure.name is not stated" },

        // a citizen's own
        { "contact.name, otherwise: Quý công dân", "contact.name", "28: zns.parameters[0].field: needs 'otherwise': what is said where a citizen's own is unknown or longer than 30 characters" },
        { "otherwise: Quý công dân", "otherwise: Quý công dân trong toàn tỉnh và các khu vực lân cận", "28: zns.parameters[0].otherwise: has 51 characters; customerName takes at most 30" },
        { "type: customerName", "type: code", "28: zns.parameters[0].type: code cannot hold what is a citizen's own" },
        { "field: procedure.code", "field: procedure.code, otherwise: không", "31: zns.parameters[3].otherwise: goes with contact.name and contact.unit only" },

        // buttons
        { "title: Xem hướng dẫn", "title: Xem", "25: zns.buttons[0].title: 3 characters; a button has 5 to 30" },
    };

    [Theory]
    [MemberData(nameof(Spoiled))]
    public void Each_mistake_is_named_with_its_line(string good, string bad, string errors)
    {
        ZnsSample.Message.ShouldContain(good);
        sample.Write(File, ZnsSample.Message.Replace(good, bad, StringComparison.Ordinal));

        Check().ShouldBe(errors.Split('|').Select(error => $"{File}:{error}"), ignoreOrder: true);
    }

    [Fact]
    public void A_template_is_not_longer_than_Zalo_takes_and_has_two_buttons_at_most()
    {
        var words = new string('a', ZnsRules.LongestText + 1);
        sample.Write(File, ZnsSample.Message
            .Replace("Phí <phi>.", $"Phí <phi>. {words}", StringComparison.Ordinal)
            .Replace("  parameters:", "    - { title: Nút thứ hai, url: \"https://dichvucong.gov.vn\" }\n    - { title: Nút thứ ba, url: \"https://dichvucong.gov.vn\" }\n  parameters:", StringComparison.Ordinal));

        var errors = Check();
        errors.Count.ShouldBe(2);
        errors[0].ShouldStartWith($"{File}:21: zns.text: ");
        errors[0].ShouldEndWith(" characters; a template has at most 1600");
        errors[1].ShouldBe($"{File}:25: zns.buttons: 3 buttons; a template has at most 2");
    }

    [Fact]
    public void What_rules_ask_of_the_words_must_stand_in_the_approved_ones()
    {
        sample.Write("rules/sending.yaml", ContentSample.Rules.Replace("channel: sms", "channel: zns", StringComparison.Ordinal).Replace("advertising", "guidance", StringComparison.Ordinal));
        sample.Write(File, ZnsSample.Message.Replace("Nhắn TC để từ chối.", "Xin cảm ơn.", StringComparison.Ordinal));

        Check().ShouldBe(
        [
            $"{File}:21: zns.text: does not begin with [QC]; an approved template cannot be given it later",
            $"{File}:21: zns.text: does not say how to refuse, as rule 'quang-cao' asks; use one of soạn TC",
        ]);
    }

    [Fact]
    public void It_is_read_with_all_its_parts()
    {
        var zns = ContentLibrary.Load(sample.Path).Messages.ShouldHaveSingleItem().Zns.ShouldNotBeNull();

        (zns.Template, zns.Buttons.ShouldHaveSingleItem()).ShouldBe(("578634", new ZnsButton("Xem hướng dẫn", "https://dichvucong.gov.vn/?ten=<lien_ket>")));
        zns.Text.ShouldStartWith("Kính gửi <ten> (<noi>)");
        zns.Parameters[0].ShouldBe(new ZnsParameter("ten", ZnsType.CustomerName, Field: ZnsField.ContactName, Otherwise: "Quý công dân"));
        zns.Parameters[5].ShouldBe(new ZnsParameter("phi", ZnsType.Money, "7000"));
    }

    public void Dispose() => sample.Dispose();

    private List<string> Check() => [.. ContentCheck.Run(sample.Path, ContentSample.Today).Select(error => error.ToString())];
}
