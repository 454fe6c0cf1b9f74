using System.Text;
using Outreach.Content;
using Outreach.Language;

namespace Outreach.Tests.Content;

public sealed class ContentCheckTests : IDisposable
{
    private const string FaqFile = "faq/ket-qua-dien-tu.yaml";
    private const string ProcedureFile = "procedures/1.004194-dang-ky-tam-tru.yaml";
    private const string MessageFile = "messages/tam-tru.yaml";
    private const string InfographicFile = "infographics/tam-tru.yaml";

    private const string RulesFile = "rules/sending.yaml";

    private readonly ContentSample _sample = new();

    [Fact]
    public void A_good_folder_has_no_errors() => Check().ShouldBeEmpty();

    /// <summary>One file of the good folder with one text replaced, and the only error that must come of it.</summary>
    public static TheoryData<string, string, string, string> Spoiled => new()
    {
        // names and codes
        { ProcedureFile, "\"1.004194\"", "1.004194", $"{ProcedureFile}:1: code: 1.004194 would be read as a number; put it in quotes" },
        { ProcedureFile, "name: Đăng ký tạm trú\n", "", $"{ProcedureFile}:1: 'name' is missing" },
        { ProcedureFile, "documents:", "document:", $"{ProcedureFile}:5: unknown field 'document'; known are code, name, aliases, field, agency, level, formerLevel, essential, documents, time, fees, payment, steps, where, result, conditions, legalBasis, link, supersededBy, source" },
        { FaqFile, "id: ket-qua-dien-tu", "id: ket-qua", $"{FaqFile}:1: id: 'ket-qua' differs from the file name 'ket-qua-dien-tu'" },

        // levels
        { ProcedureFile, "formerLevel: 4", "formerLevel: 3", $"{ProcedureFile}:4: formerLevel: 3 disagrees with level 'toàn trình', which was level 4" },
        { ProcedureFile, "level: toàn trình", "level: một phần", $"{ProcedureFile}:4: formerLevel: 4 disagrees with level 'một phần', which was level 3" },
        { ProcedureFile, "level: toàn trình", "level: không trực tuyến", $"{ProcedureFile}:4: formerLevel: 4 needs a level of 'toàn trình' or 'một phần'" },
        { ProcedureFile, "level: toàn trình", "level: toan trinh", $"{ProcedureFile}:3: level: 'toan trinh' is not one of toàn trình, một phần, không trực tuyến|{ProcedureFile}:4: formerLevel: 4 needs a level of 'toàn trình' or 'một phần'" },

        // laws
        { ProcedureFile, "legalBasis: [NĐ 118/2025/NĐ-CP]", "legalBasis: [NĐ 118/2025]", $"{ProcedureFile}:14: legalBasis: 'NĐ 118/2025' is not in laws.yaml" },
        { ProcedureFile, "legalBasis: [NĐ 118/2025/NĐ-CP]", "legalBasis: [NĐ 61/2018/NĐ-CP]", $"{ProcedureFile}:14: legalBasis: NĐ 61/2018/NĐ-CP expired on 2025-07-01; replaced by NĐ 118/2025/NĐ-CP" },
        { ProcedureFile, "legalBasis: [NĐ 118/2025/NĐ-CP]", "legalBasis: [Luật Hộ tịch 03/2026/QH16]", $"{ProcedureFile}:14: legalBasis: Luật Hộ tịch 03/2026/QH16 is not in force before 2027-03-01" },
        { ProcedureFile, "basis: NĐ 118/2025/NĐ-CP", "basis: TT 63/2023/TT-BTC", $"{ProcedureFile}:10: fees[0].basis: TT 63/2023/TT-BTC expired on 2026-01-01; no successor is recorded" },
        { ProcedureFile, "basis: TT 63/2023/TT-BTC", "basis: TT 1/2023/TT-BTC", $"{ProcedureFile}:13: fees[1].basis: 'TT 1/2023/TT-BTC' is not in laws.yaml" },
        { "laws.yaml", "replacedBy: NĐ 118/2025/NĐ-CP", "replacedBy: NĐ 1/2025/NĐ-CP", "laws.yaml:8: replacedBy: 'NĐ 1/2025/NĐ-CP' is not in the register" },
        { "laws.yaml", "  inForce: 2025-07-01", "  inForce: 2025-07-01\n  expires: 2025-07-01", "laws.yaml:4: expires: must be later than inForce|" + $"{ProcedureFile}:10: fees[0].basis: NĐ 118/2025/NĐ-CP expired on 2025-07-01; no successor is recorded|{ProcedureFile}:14: legalBasis: NĐ 118/2025/NĐ-CP expired on 2025-07-01; no successor is recorded" },
        { "laws.yaml", "id: TT 63/2023/TT-BTC", "id: NĐ 61/2018/NĐ-CP", $"laws.yaml:10: 'NĐ 61/2018/NĐ-CP' is already used at laws.yaml:5|{ProcedureFile}:13: fees[1].basis: 'TT 63/2023/TT-BTC' is not in laws.yaml" },

        // fees and dates
        { ProcedureFile, "amount: 7000", "amount: 7.000", $"{ProcedureFile}:7: fees[0].amount: expected a whole number, digits only; found '7.000'" },
        { ProcedureFile, "- amount: 7000\n    channel", "- channel", $"{ProcedureFile}:7: fees[0]: has neither an amount nor a note" },
        { ProcedureFile, "until: 2026-12-31", "from: 2027-01-01\n    until: 2026-12-31", $"{ProcedureFile}:10: fees[0]: from 2027-01-01 is later than until 2026-12-31" },
        { ProcedureFile, "date: 2026-04-29", "date: 29/04/2026", $"{ProcedureFile}:16: source.date: '29/04/2026' is not a date; write it as 2026-11-22" },
        { FaqFile, "date: 2026-11-22", "date: 2026-11-23", $"{FaqFile}:8: source.date: 2026-11-23 is in the future" },
        { ProcedureFile, "https://dichvucong.gov.vn", "dichvucong.gov.vn", $"{ProcedureFile}:15: link: 'dichvucong.gov.vn' is not a web address; write it in full, as https://dichvucong.gov.vn" },

        // text
        { FaqFile, "Có. Kết", "Co\u0301. Kết", $"{FaqFile}:5: 'Có.' is written with separate combining marks; save the text in NFC" },
        { FaqFile, "Có. Kết", "Có.\u200b Kết", $"{FaqFile}:5: invisible character U+200B; delete it or type an ordinary space" },
        { FaqFile, "Có. Kết", "Có.\u00a0Kết", $"{FaqFile}:5: invisible character U+00A0; delete it or type an ordinary space" },
        { FaqFile, "điện tử có giá trị không?", "ðiện tử có giá trị không?", $"{FaqFile}:2: 'ð' (U+00F0, eth) looks like Vietnamese Đ/đ; type the Vietnamese letter" },
        { FaqFile, "question: Kết quả điện tử có giá trị không?", "question: \"Kết quả\\u200b?\"", $"{FaqFile}:2: invisible character U+200B; delete it or type an ordinary space" },
        { FaqFile, "question: Kết quả điện tử có giá trị không?", "question: '  '", $"{FaqFile}:2: a value of nothing but spaces; fill it in or leave the field out" },
        { FaqFile, "question: Kết quả điện tử có giá trị không?", "question:", $"{FaqFile}:2: question: is empty; fill it in or leave the field out" },
        { FaqFile, "Có. Kết", "C\uFFFD. Kết", $"{FaqFile}:5: U+FFFD stands where a character was lost; type it again" },
        { "lexicon/viet-tat.yaml", "dịch vụ công", "di\u0323ch vụ công", "lexicon/viet-tat.yaml:1: 'dịch' is written with separate combining marks; save the text in NFC" },

        // YAML itself
        { FaqFile, "phrasings: [ban dien tu co gia tri k]", "phrasings: [ban dien tu", $"{FaqFile}:3: YAML: not understood from here on; is a bracket or quote left open?" },
        { FaqFile, "id: ket-qua-dien-tu", "id: \"ket-qua-dien-tu", $"{FaqFile}:1: YAML: While scanning a multi-line double-quoted scalar, found wrong indentation." },
        { FaqFile, "question:", "question", $"{FaqFile}:2: YAML: While parsing a block mapping, did not find expected key." },
        { FaqFile, "question:", "\tquestion:", $"{FaqFile}:2: a tab at the beginning of the line; YAML is indented with spaces" },
        { FaqFile, "question:", "id: hai\nquestion:", $"{FaqFile}:2: YAML: Duplicate key id" },
        { FaqFile, "source:", "---\nsource:", $"{FaqFile}:8: a second document ('---'); one file holds one item" },
        { FaqFile, "[ban dien tu co gia tri k]", "&a [*a]", $"{FaqFile}:3: YAML aliases (*name) are not used in content; write the text out" },
        { FaqFile, "[ban dien tu co gia tri k]", new string('[', 100_000), $"{FaqFile}:3: nested deeper than 16 levels" },

        { FaqFile, "question: Kết quả điện tử có giá trị không?", "question: \"\\ud800\"", $"{FaqFile}:2: YAML: While scanning a quoted scalar, found invalid Unicode surrogates." },

        // messages
        { MessageFile, "procedures: [\"1.004194\"]", "procedures: [\"1.001193\"]", $"{MessageFile}:5: procedures: no procedure has the code '1.001193'" },
        { MessageFile, "infographic: tam-tru", "infographic: khai-sinh", $"{MessageFile}:6: infographic: no infographic has the id 'khai-sinh'" },
        { MessageFile, "validTo: 2026-12-31", "validTo: 2025-12-31", $"{MessageFile}:8: validTo: is before validFrom" },
        { MessageFile, "citizens, organisations", "citizen", $"{MessageFile}:4: audience[0]: 'citizen' is not one of citizens, enterprises, officials, organisations" },
        { MessageFile, "Dang ky tam tru tren", "Dang ki tam tru tren", $"{MessageFile}:14: variants.smsPlain: differs from sms without its marks: expected 'ky', found 'ki'" },
        { MessageFile, "tren dichvucong.gov.vn", "tren", $"{MessageFile}:14: variants.smsPlain: differs from sms without its marks: expected 'dichvucong.gov.vn', found '(end)'" },
        { MessageFile, "Dang ky tam tru tren", "Đang ky tam tru tren", $"{MessageFile}:14: variants.smsPlain: 'Đ' (U+0110) is not in the GSM-7 alphabet|{MessageFile}:14: variants.smsPlain: differs from sms without its marks: expected 'Dang', found 'Đang'" },
        { MessageFile, "zalo: Đăng", $"zalo: {new string('a', 2000)}", $"{MessageFile}:10: variants.zalo: 2020 characters; the limit is 2000" },
        { MessageFile, "telegram: Đăng", $"telegram: {new string('a', 1020)}", $"{MessageFile}:15: variants.telegram: 1040 characters beside a picture; the limit is 1024" },
        { MessageFile, "  web: Đăng ký tạm trú tại nhà.\n", "", $"{MessageFile}:10: variants: 'web' is missing" },

        { MessageFile, "class: guidance", "class: advertising", $"{MessageFile}:11: variants.sms: does not say how to refuse, as rule 'quang-cao' asks; use one of soạn TC|{MessageFile}:14: variants.smsPlain: does not say how to refuse, as rule 'quang-cao' asks; use one of soạn TC" },
        { MessageFile, "class: guidance", "class: socialPolicy", $"{MessageFile}:3: class: 'socialPolicy' is not one of guidance, care, advertising, internal, emergency" },

        // sending rules
        { RulesFile, "channel: sms", "channel: tin", $"{RulesFile}:3: [0].channel: 'tin' is not one of any, sms, zalo, zns, zalo-broadcast, telegram, web, email, call" },
        { RulesFile, "[advertising]", "[emergency]", $"{RulesFile}:4: [0].classes[0]: 'emergency' is not one of guidance, care, advertising, socialPolicy, internal" },
        { RulesFile, "\"22:00\"", "\"24:00\"", $"{RulesFile}:5: [0].hours.to: '24:00' is not a time of day; write it as \"07:00\"" },
        { RulesFile, "\"22:00\"", "\"07:00\"", $"{RulesFile}:5: hours: from and to are both 07:00; leave hours out if every hour is allowed" },
        { RulesFile, ", to: \"22:00\"", "", $"{RulesFile}:5: [0].hours: 'to' is missing" },
        { RulesFile, "count: 3", "count: 0", $"{RulesFile}:6: [0].cap.count: 0 is below 1" },
        { RulesFile, "\"[QC]\"", "QC", $"{RulesFile}:7: [0].label: 'QC' is not a label; write it as \"[QC]\"" },
        { RulesFile, "refusal: [soạn TC]", "refusal: []", $"{RulesFile}:8: [0].refusal: needs at least 1 item(s); leave the field out if there is nothing to say" },
        { RulesFile, "requiresConsent: true", "doNotCallMaxAgeHours: 24", $"{RulesFile}:9: doNotCallMaxAgeHours: means nothing without doNotCall: true" },
        { RulesFile, "legalBasis: [NĐ 91/2020/NĐ-CP]", "legalBasis: [NĐ 90/2020/NĐ-CP]", $"{RulesFile}:10: legalBasis: 'NĐ 90/2020/NĐ-CP' is not in laws.yaml" },
        { RulesFile, "legalBasis: [NĐ 91/2020/NĐ-CP]", "legalBasis: [NĐ 61/2018/NĐ-CP]", $"{RulesFile}:10: legalBasis: NĐ 61/2018/NĐ-CP expired on 2025-07-01; replaced by NĐ 118/2025/NĐ-CP" },
        { RulesFile, "legalBasis: [NĐ 91/2020/NĐ-CP]", "validTo: 2019-12-31", $"{RulesFile}:2: basis: law needs a legalBasis|{RulesFile}:10: validTo: is before validFrom" },
        { RulesFile, "verified: true", "verified: false", $"{RulesFile}:13: verified: what is not verified is not law; write basis: caution" },
        { RulesFile, "date: 2020-08-14", "date: 2026-11-23", $"{RulesFile}:12: source.date: 2026-11-23 is in the future" },
        { RulesFile, ContentSample.Rules, "- { id: a, basis: caution, channel: any, classes: [care], source: { name: a, date: 2026-01-01 }, verified: false }", $"{RulesFile}:1: asks for nothing; give one of hours, cap, label, refusal, requiresConsent, doNotCall" },
        { RulesFile, ContentSample.Rules, ContentSample.Rules + "\n" + ContentSample.Rules, $"{RulesFile}:14: 'quang-cao' is already used at {RulesFile}:1" },

        // infographics
        { InfographicFile, "1.004194", "1.001193", $"{InfographicFile}:3: procedure: no procedure has the code '1.001193'" },
        { InfographicFile, "template: procedure-card", "template: card", $"{InfographicFile}:2: template: there is no infographics/templates/card.svg" },
        { InfographicFile, "[documents, fee]", "[documents, cost]", $"{InfographicFile}:5: show[1]: 'cost' is not one of documents, time, fee, where, level" },
    };

    [Theory]
    [MemberData(nameof(Spoiled))]
    public void Each_flaw_is_reported_where_it_is(string file, string text, string replacement, string expected)
    {
        var good = File.ReadAllText(Path.Combine(_sample.Path, file));
        _sample.Write(file, good.Replace(text, replacement));

        Check().ShouldBe(expected.Split('|', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_malformed_code_breaks_nothing_else_in_the_report()
    {
        _sample.Write("procedures/1.12-x.yaml", ContentSample.Procedure.Replace("1.004194", "1.12").Replace("formerLevel: 4", "formerLevel: 3"));

        Check().ShouldBe(
        [
            "procedures/1.12-x.yaml:1: code: '1.12' is not a procedure code; it looks like \"1.001193\"",
            "procedures/1.12-x.yaml:4: formerLevel: 3 disagrees with level 'toàn trình', which was level 4",
        ]);
    }

    [Fact]
    public void A_code_must_be_the_beginning_of_the_file_name_and_only_one_file_may_have_it()
    {
        _sample.Write("procedures/1.00419-tam-tru.yaml", ContentSample.Procedure);

        Check().ShouldBe(
        [
            "procedures/1.00419-tam-tru.yaml:1: code: the file name '1.00419-tam-tru' must begin with '1.004194', then a hyphen and a short name",
            $"{ProcedureFile}:1: '1.004194' is already used at procedures/1.00419-tam-tru.yaml:1",
        ]);
    }

    [Fact]
    public void A_text_message_of_four_parts_is_too_long()
    {
        var words = string.Join(' ', Enumerable.Repeat("đăng ký", 26));
        _sample.Write(MessageFile, ContentSample.Message
            .Replace("Đăng ký tạm trú\n    trên dichvucong.gov.vn", words)
            .Replace("Dang ky tam tru tren dichvucong.gov.vn", VietnameseMarks.Strip(words)));

        Check().ShouldBe([$"{MessageFile}:11: variants.sms: 207 characters make 4 SMS parts; the limit is 3"]);
    }

    /// <summary>The label and its space are seven septets: brackets are escaped.</summary>
    [Theory]
    [InlineData(452, "")]
    [InlineData(453, MessageFile + ":13: variants.smsPlain: 460 characters with the label [QC] make 4 SMS parts; the limit is 3")]
    public void The_label_counts_in_the_length_of_a_text_message(int length, string expected)
    {
        const string Refusal = "soan TC";
        var words = new string('a', 100) + " " + new string('b', length - 102 - Refusal.Length) + " " + Refusal;
        _sample.Write(MessageFile, ContentSample.Message
            .Replace("class: guidance", "class: advertising")
            .Replace("Đăng ký tạm trú\n    trên dichvucong.gov.vn", words)
            .Replace("Dang ky tam tru tren dichvucong.gov.vn", words));

        Check().Where(error => error.Contains("smsPlain")).ShouldBe(expected.Split('|', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_folder_without_sending_rules_is_not_complete()
    {
        File.Delete(Path.Combine(_sample.Path, RulesFile));

        Check().ShouldBe([$"{RulesFile}:1: is missing: hours, caps, labels and consent of messages are written there"]);
    }

    [Fact]
    public void A_rule_of_tomorrow_does_not_bind_a_message_of_today()
    {
        _sample.Write(RulesFile, ContentSample.Rules.Replace("2020-10-01", "2026-11-23"));
        var advertising = ContentSample.Message.Replace("class: guidance", "class: advertising");

        _sample.Write(MessageFile, advertising);
        Check().ShouldBeEmpty();
        _sample.Write(MessageFile, advertising.Replace("validFrom: 2026-01-01", "validFrom: 2026-11-23"));
        Check().Count().ShouldBe(2);
    }

    [Fact]
    public void What_ended_may_rest_on_a_law_that_ended()
    {
        _sample.Write(MessageFile, ContentSample.Message.Replace("2026-12-31", "2026-06-30") + "\nlegalBasis: [NĐ 61/2018/NĐ-CP]");

        Check().ShouldBeEmpty();
    }

    /// <summary>Cut anywhere, with a bracket or quote thrown in: the check must report, not fall over.</summary>
    [Fact]
    public void No_damage_to_a_file_stops_the_check()
    {
        string[] scraps = ["", "[", "{", "\"", "'", "|", "&a", "*a", ": ", "- ", "\t", "? ", "%", "@", "!!x", "---\n", "\"\\ud800\""];
        const int step = 7;
        foreach (var scrap in scraps)
            for (var cut = 0; cut < ContentSample.Message.Length; cut += step)
            {
                _sample.Write(MessageFile, string.Concat(ContentSample.Message.AsSpan(0, cut), scrap, ContentSample.Message.AsSpan(cut)));
                Should.NotThrow(() => ContentCheck.Run(_sample.Path, ContentSample.Today), $"'{scrap}' at {cut}");
            }
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_reported_with_their_line()
    {
        _sample.Write("faq/a.yaml", [.. "id: a\nquestion: "u8, 0xE1, 0xBA, (byte)'\n']);
        _sample.Write("faq/b.yaml", Encoding.Unicode.GetPreamble());
        _sample.Write("faq/c.yaml", "");

        Check().ShouldBe(
        [
            "faq/a.yaml:2: not valid UTF-8; save the file as UTF-8",
            "faq/b.yaml:1: the file is UTF-16; save it as UTF-8",
            "faq/c.yaml:1: the file is empty",
        ]);
    }

    [Fact]
    public void A_byte_order_mark_and_Windows_line_ends_do_no_harm()
    {
        _sample.Write(FaqFile, "\uFEFF" + ContentSample.Faq.ReplaceLineEndings("\r\n"));

        Check().ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_would_be_overlooked_is_an_error()
    {
        _sample.Write("faqs/a.yaml", ContentSample.Faq);
        _sample.Write("faq/a.yml", ContentSample.Faq);
        _sample.Write("thanh-toan.yaml", ContentSample.Faq);
        _sample.Write(".git/config.yaml", "x: [");

        Check().ShouldBe(
        [
            "faq/a.yml:1: only .yaml files belong here",
            "faqs/a.yaml:1: unknown folder 'faqs'; known are procedures, faq, messages, infographics, rules, lexicon, plans, surveys, quizzes, units, evaluation, schemas",
            "thanh-toan.yaml:1: only laws.yaml lies at the top; move the file into its folder",
        ]);
    }

    [Fact]
    public void Another_kind_of_folder_is_refused()
    {
        using var empty = new EmptyFolder();

        ContentCheck.Run(empty.Path, ContentSample.Today).ShouldHaveSingleItem().Message.ShouldStartWith("not a content folder: it has neither laws.yaml nor any of procedures, faq");
        ContentCheck.Run(Path.Combine(empty.Path, "x"), ContentSample.Today).ShouldHaveSingleItem().Message.ShouldBe("no such folder");
    }

    public void Dispose() => _sample.Dispose();

    private IEnumerable<string> Check() => ContentCheck.Run(_sample.Path, ContentSample.Today).Select(error => error.ToString());

    private sealed class EmptyFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("outreach-empty-").FullName;

        public void Dispose() => Directory.Delete(Path);
    }
}
