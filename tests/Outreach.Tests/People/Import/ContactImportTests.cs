using System.Text;
using Outreach.People;
using Outreach.People.Import;
using Outreach.Tests.Support;

namespace Outreach.Tests.People.Import;

[Trait("Database", "Both")]
public sealed class ContactImportTests : IAsyncLifetime
{
    private TestDatabase test = null!;
    private ContactStore contacts = null!;

    public async Task InitializeAsync()
    {
        test = await TestDatabase.CreateAsync();
        contacts = new ContactStore(test.Database, test.Cipher, TimeProvider.System);
    }

    public async Task DisposeAsync() => await test.DisposeAsync();

    public static TheoryData<string, string> Headings => new()
    {
        { "Vietnamese", "Họ và tên,Số điện thoại,Zalo,Telegram,Xã/phường,Đồng ý nhận tin" },
        { "without marks, in capitals", "HO TEN,SDT,ZALO ID,TELEGRAM ID,DON VI,DONG Y" },
        { "English", "name,phone,zalo,telegram,unit,consent" },
        { "decomposed, semicolons", "Họ tên;Điện thoại;Zalo;Telegram;Đơn vị;Đồng ý".Normalize(NormalizationForm.FormD) },
        { "tabs, spaces around", " Tên \t mobile \tzalo\ttelegram\tunit\tconsent" },
    };

    [Theory]
    [MemberData(nameof(Headings))]
    public async Task Columns_are_known_by_their_headings(string label, string headings)
    {
        var separator = headings.Contains(';') ? ';' : headings.Contains('\t') ? '\t' : ',';
        var row = string.Join(separator, "Nguyễn Văn An", "090 123 4567", "186729651760683225", "7012345678", "Phường Vỹ Dạ", "có");

        var result = await ImportAsync($"{headings}\r\n{row}\r\n");

        result.Issues.ShouldBeEmpty(label);
        result.Accepted.ShouldBe(1, label);
        var card = await contacts.FindByAddressAsync("sms", "+84901234567", default);
        card.ShouldNotBeNull(label);
        card.Name.ShouldBe("Nguyễn Văn An", label);
        card.Unit.ShouldBe("Phường Vỹ Dạ", label);
        card.Consented.ShouldBeTrue(label);
        card.Addresses.Select(address => (address.Channel, address.Value)).ShouldBe(
            [("sms", "+84901234567"), ("zalo", "186729651760683225"), ("telegram", "7012345678")],
            ignoreOrder: true,
            label);
    }

    [Theory]
    [InlineData("Tên,SĐT,ZNS\nAn,0901234567,090 123 4567\n")]
    [InlineData("Tên,SĐT,Số Zalo\nAn,0901234567,+84901234567\n")]
    [InlineData("Tên,SĐT\nAn,0901234567\n", "phone=SĐT", "zns=SĐT")]
    public async Task A_number_can_be_reached_by_Zalo_templates_where_the_list_says_so(string file, params string[] map)
    {
        ColumnMap.TryParse(map, out var columns, out _).ShouldBeTrue();

        await ImportAsync(Utf8(file), new ImportRequest("Dân phố", columns!));

        (await contacts.FindByAddressAsync("zns", "+84901234567", default))!.Addresses.Select(address => address.Channel).ShouldBe(["sms", "zns"], ignoreOrder: true);
    }

    [Fact]
    public async Task Names_and_addresses_do_not_stand_in_the_database_in_the_clear()
    {
        await ImportAsync("Tên,SĐT\nNguyễn Văn An,0901234567\n");
        var stored = await ValueAsync<string>("SELECT c.name || a.value || a.lookup FROM contacts c JOIN contact_addresses a ON a.contact_id = c.id");
        stored.ShouldNotBeNull();
        stored.ShouldNotContain("Nguyễn");
        stored.ShouldNotContain("901234567");
    }

    public static TheoryData<string, byte[], string> Unreadable => new()
    {
        { "wrong columns", Utf8("Mã,Địa chỉ\n1,Huế\n"), "ds.csv:1: không nhận ra các cột; tìm thấy: “Mã”, “Địa chỉ”; cần name (“họ và tên”) và ít nhất một trong phone (“số điện thoại”)" },
        { "no address column", Utf8("Họ tên,Xã\nAn,Huế\n"), "ds.csv:1: không nhận ra các cột; tìm thấy: “Họ tên”, “Xã”" },
        { "no headings: numbers in the error are masked", Utf8("Nguyễn An,0901234567\n"), "tìm thấy: “Nguyễn An”, “090•••4567”" },
        { "wrong columns below a title", Utf8("DANH SÁCH\n\nMã,Địa chỉ\n1,Huế\n"), "ds.csv:3: không nhận ra các cột" },
        { "two columns for one field", Utf8("Tên,SĐT,Phone\n"), "ds.csv:1: hai cột cùng là phone: “SĐT” và “Phone”" },
        { "empty", [], "ds.csv:1: tệp không có dòng nào" },
        { "broken byte", [.. Utf8("Tên,SĐT\nAn,0901234567\nB"), 0xEC, .. Utf8("nh,0901234568\n")], "ds.csv:3: không phải UTF-8 (byte 0xEC); tệp có lẽ dùng bảng mã cũ như Windows-1258" },
        { "broken byte after a byte order mark", [0xEF, 0xBB, 0xBF, .. Utf8("Tên,SĐT\n"), 0xFF, 0x0A], "ds.csv:2: không phải UTF-8 (byte 0xFF)" },
        { "UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Tên,SĐT\n")], "ds.csv:1: là UTF-16" },
        { "UTF-16 without its mark", Encoding.Unicode.GetBytes("Name,Phone\n"), "ds.csv:1: có byte 0" },
        { "open quote", Utf8("Tên,SĐT\nAn,0901234567\n\"Bình,0901234568\nCúc,0901234569\n"), "ds.csv:3: dấu nháy kép" },
        { "old Excel", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "ds.csv:1: là sổ tính kiểu cũ (.xls)" },
        { "zip that is no workbook", [0x50, 0x4B, 0x03, 0x04, 1, 2, 3], "ds.csv:1: không đọc được như một sổ tính .xlsx" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_file_that_cannot_be_read_is_refused_in_one_line_and_stores_nothing(string label, byte[] content, string message)
    {
        var error = await Should.ThrowAsync<ContactFileException>(() => ImportAsync(content, new ImportRequest("Dân phố")), label);
        error.Message.ShouldContain(message, Case.Sensitive, label);
        error.Message.ShouldNotContain("\n", Case.Sensitive, label);
        (await CountAsync("contacts")).ShouldBe(0, label);
        (await CountAsync("contact_lists")).ShouldBe(0, label);
    }

    public static TheoryData<string, string, string, string, string> Rejected => new()
    {
        { "landline", "An,02343822222,,,", "SĐT", "023•••2222", PhoneRefusal.Landline },
        { "foreign", "An,+14155552671,,,", "SĐT", "+14•••2671", PhoneRefusal.Foreign },
        { "no name", ",0901234567,,,", "Tên", "", ImportReason.NoName },
        { "no address", "An,,,,có", "", "", ImportReason.NoAddress },
        { "phone in the Zalo column", "An,,0901234567,,", "Zalo", "090•••4567", ImportReason.ZaloIsPhone },
        { "Zalo name", "An,,nguyenvanan,,", "Zalo", "ngu•••anan", ImportReason.ZaloNotAnId },
        { "Zalo id rounded", "An,,1.8673E+17,,", "Zalo", "1.8•••E+17", PhoneRefusal.Rounded },
        { "Telegram name", "An,,,@nguyenan,", "Telegram", "@ng•••enan", ImportReason.TelegramIsUsername },
        { "Telegram group", "An,,,-1001234567890,", "Telegram", "100•••7890", ImportReason.TelegramNotAnId },
        { "consent not understood", "An,0901234567,,,chắc vậy", "Đồng ý", "chắc vậy", ImportReason.ConsentUnknown },
        { "consent of the future", "An,0901234567,,,01/02/2999", "Đồng ý", "01/02/2999", ImportReason.ConsentInFuture },
        { "a cell too many", "Nguyễn, An,0901234567,,,có", "", "", ImportReason.TooManyCells },
    };

    [Theory]
    [MemberData(nameof(Rejected))]
    public async Task A_row_that_does_not_hold_is_rejected_with_line_column_and_reason(string label, string row, string field, string value, string reason)
    {
        var result = await ImportAsync($"Tên,SĐT,Zalo,Telegram,Đồng ý\nBình,0911234567,,,có\n\n{row}\n");

        result.Accepted.ShouldBe(1, label);
        result.Rejected.ShouldBe(1, label);
        result.Issues.ShouldContain(new ImportIssue(4, field, value, reason), label);
        (await CountAsync("contacts")).ShouldBe(1, label);
    }

    public static TheoryData<string, string, bool?> ConsentValues => new()
    {
        { "có", "có", true },
        { "cross", "X", true },
        { "yes", "Yes", true },
        { "true", "TRUE", true },
        { "1", "1", true },
        { "a day", "5/3/2026", true },
        { "an ISO day", "2026-03-05", true },
        { "không", "Không", false },
        { "no", "no", false },
        { "false", "false", false },
        { "0", "0", false },
        { "not said", "", null },
    };

    [Theory]
    [MemberData(nameof(ConsentValues))]
    public async Task Consent_is_entered_in_the_ledger_as_the_list_says_it(string label, string cell, bool? granted)
    {
        await ImportAsync($"Tên,SĐT,Đồng ý\nAn,0901234567,{cell}\n");

        (await contacts.FindByAddressAsync("sms", "+84901234567", default))!.Consented.ShouldBe(granted == true, label);
        (await ValueAsync<bool?>("SELECT granted FROM consents")).ShouldBe(granted, label);
        if (granted is not null)
            (await ValueAsync<string>("SELECT wording || '|' || source || '|' || proof FROM consents")).ShouldBe($"{cell}|list:ds.csv|row:ds.csv:2", label);
    }

    [Fact]
    public async Task A_row_that_names_a_known_person_is_merged_with_what_it_adds()
    {
        await ImportAsync("Tên,SĐT\nNguyễn Văn An,0901234567\n");

        var result = await ImportAsync("Tên,SĐT,Zalo,Xã,Đồng ý\nNGUYEN VAN AN,+84901234567,186729651760683225,Xã Phú Lộc,có\nAn,,186729651760683225,,có\n");

        (result.Accepted, result.Merged, result.Rejected).ShouldBe((0, 2, 0));
        var card = await contacts.FindByAddressAsync("zalo", "186729651760683225", default);
        card.ShouldNotBeNull();
        (card.Name, card.Unit, card.Consented, card.Addresses.Count).ShouldBe(("Nguyễn Văn An", "Xã Phú Lộc", true, 2));
        (await CountAsync("contacts")).ShouldBe(1);
        (await CountAsync("consents")).ShouldBe(1);
    }

    [Fact]
    public async Task Of_a_person_named_twice_in_a_file_the_later_consent_counts()
    {
        var result = await ImportAsync("Tên,SĐT,Đồng ý\nAn,0901234567,có\nAn,0901234567,không\nAn,0901234567,có\nAn,0901234567,không\n");

        (result.Accepted, result.Merged).ShouldBe((1, 3));
        (await contacts.FindByAddressAsync("sms", "+84901234567", default))!.Consented.ShouldBeFalse();
        (await ValueAsync<bool>("SELECT granted FROM consents ORDER BY recorded_at DESC LIMIT 1")).ShouldBeFalse();
        (await CountAsync("consents")).ShouldBe(4);
    }

    [Fact]
    public async Task A_row_that_names_two_known_people_is_rejected_whole()
    {
        await ImportAsync("Tên,SĐT,Zalo\nAn,0901234567,\nBình,,186729651760683225\n");

        var result = await ImportAsync("Tên,SĐT,Zalo,Telegram\nAi,0901234567,186729651760683225,7012345678\n");

        result.Issues.ShouldBe([new ImportIssue(2, "", "", ImportReason.TwoContacts)]);
        (await contacts.FindByAddressAsync("telegram", "7012345678", default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_list_does_not_overrule_what_the_person_said()
    {
        await ImportAsync("Tên,SĐT,Đồng ý\nAn,0901234567,có\n");
        await contacts.OptOutAsync("sms", test.Cipher.Lookup("sms", "+84901234567"), new ConsentStatement("TU CHOI", "sms"), default);

        var result = await ImportAsync("Tên,SĐT,Đồng ý\nAn,0901234567,có\n");

        result.RefusalsKept.ShouldBe(1);
        (await contacts.FindByAddressAsync("sms", "+84901234567", default))!.Consented.ShouldBeFalse();
    }

    [Fact]
    public async Task Members_join_the_named_list_once_and_a_list_is_created_once()
    {
        var request = new ImportRequest("Dân phố 3");
        await ImportAsync(Utf8("Tên,SĐT\nAn,0901234567\nBình,0901234568\n"), request);
        await ImportAsync(Utf8("Tên,SĐT\nBình,0901234568\nCúc,0901234569\n"), request);

        (await ValueAsync<string>("SELECT name FROM contact_lists")).ShouldBe("Dân phố 3");
        (await CountAsync("contact_lists")).ShouldBe(1);
        (await CountAsync("contact_list_members")).ShouldBe(3);
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_happen_and_stores_nothing()
    {
        await ImportAsync("Tên,SĐT\nAn,0901234567\n");

        var result = await ImportAsync(Utf8("Tên,SĐT,Đồng ý\nAn,0901234567,có\nBình,0901234568,có\nCúc,1,có\n"), new ImportRequest("Thử", DryRun: true));

        (result.Accepted, result.Merged, result.Rejected).ShouldBe((1, 1, 1));
        (await CountAsync("contacts")).ShouldBe(1);
        (await CountAsync("consents")).ShouldBe(0);
        (await CountAsync("contact_lists")).ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_is_half_imported_when_the_database_gives_up_in_the_middle()
    {
        await test.FailWhenFullAsync("contacts", 2);

        await Should.ThrowAsync<Exception>(() => ImportAsync(Utf8("Tên,SĐT\nAn,0901234567\nBình,0901234568\nCúc,0901234569\n"), new ImportRequest("Dân phố")));

        foreach (var table in (string[])["contacts", "contact_addresses", "contact_lists", "contact_list_members"])
            (await CountAsync(table)).ShouldBe(0, table);
    }

    [Fact]
    public async Task Columns_can_be_named_by_hand_and_unknown_ones_are_reported()
    {
        ColumnMap.TryParse(["name=Chủ hộ", "PHONE=so may"], out var map, out _).ShouldBeTrue();

        var result = await ImportAsync(Utf8("Chủ hộ,Số máy,Số điện thoại,Ghi chú\nAn,0901234567,02343822222,x\n"), new ImportRequest(Map: map));

        result.Accepted.ShouldBe(1);
        result.IgnoredColumns.ShouldBe(["Số điện thoại", "Ghi chú"]);
    }

    [Fact]
    public async Task A_column_named_by_hand_that_is_not_there_is_an_error()
    {
        ColumnMap.TryParse(["phone=Máy"], out var map, out _).ShouldBeTrue();
        var error = await Should.ThrowAsync<ContactFileException>(() => ImportAsync(Utf8("Tên,SĐT\nAn,0901234567\n"), new ImportRequest(Map: map)));
        error.Message.ShouldBe("ds.csv:1: không có cột “Máy” cho trường phone; tìm thấy: “Tên”, “SĐT”");
    }

    [Theory]
    [InlineData("phone")]
    [InlineData("phone=")]
    [InlineData("=SĐT")]
    [InlineData("1=SĐT")]
    [InlineData("fax=SĐT")]
    public void A_pair_that_names_no_field_or_no_column_is_refused(string pair)
    {
        ColumnMap.TryParse([pair], out _, out var problem).ShouldBeFalse();
        problem.ShouldStartWith($"“{pair}” không có dạng FIELD=COLUMN");
    }

    [Fact]
    public async Task Quoted_cells_may_hold_separators_and_line_breaks_without_shifting_line_numbers()
    {
        var result = await ImportAsync("Tên,SĐT,Xã\n\"Nguyễn\nVăn \"\"Tý\"\"\",0901234567,\"Xã A, huyện B\"\nBình,12,\n");

        (await contacts.FindByAddressAsync("sms", "+84901234567", default))!.Name.ShouldBe("Nguyễn Văn \"Tý\"");
        result.Issues.ShouldBe([new ImportIssue(4, "SĐT", "•••", PhoneRefusal.TooShort)]);
    }

    [Fact]
    public async Task A_workbook_is_read_with_titles_gaps_numbers_and_all()
    {
        var workbook = Workbook.Of(
            ["DANH SÁCH CÔNG DÂN"],
            null,
            ["STT", "Họ và tên", "Số điện thoại", "Zalo", "Đồng ý"],
            [1, "Nguyễn Thị Bé", 901234567, null, "x"],
            null,
            [2, "Trần Văn Cò", 84901234568, null, 0],
            [3, "Lê Thị Diễm", null, 186729651760683225, null]);

        var result = await ImportAsync(workbook, new ImportRequest("Xã"));

        result.Accepted.ShouldBe(2);
        result.Issues.ShouldBe([new ImportIssue(7, "Zalo", "1.8•••+017", PhoneRefusal.Rounded)]);
        result.IgnoredColumns.ShouldBe(["STT"]);
        (await contacts.FindByAddressAsync("sms", "+84901234567", default))!.Name.ShouldBe("Nguyễn Thị Bé");
        (await contacts.FindByAddressAsync("sms", "+84901234568", default))!.Consented.ShouldBeFalse();
        (await CountAsync("contact_list_members")).ShouldBe(2);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private Task<ImportResult> ImportAsync(string csv) => ImportAsync(Utf8(csv), new ImportRequest());

    private Task<ImportResult> ImportAsync(byte[] content, ImportRequest request) =>
        new ContactImport(contacts, TimeProvider.System).RunAsync(new MemoryStream(content), "ds.csv", request, default);

    private Task<long> CountAsync(string table) => test.CountAsync(table);

    private Task<T?> ValueAsync<T>(string sql) => test.Database.ReadAsync(session => session.FirstAsync<T>(sql, null, default), default);
}
