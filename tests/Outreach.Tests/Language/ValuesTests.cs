using System.Globalization;
using Outreach.Language.Values;

namespace Outreach.Tests.Language;

public sealed class ValuesTests
{
    // A Sunday.
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData("20k", 20_000)]
    [InlineData("hết 1tr2 thôi", 1_200_000)]
    [InlineData("1tr25", 1_250_000)]
    [InlineData("2k5", 2_500)]
    [InlineData("500 nghìn", 500_000)]
    [InlineData("500 ngan dong", 500_000)]
    [InlineData("2 củ", 2_000_000)]
    [InlineData("2 chai", 2_000_000)]
    [InlineData("5 xị", 500_000)]
    [InlineData("1.200.000đ", 1_200_000)]
    [InlineData("1,200,000 đồng", 1_200_000)]
    [InlineData("1.200.000", 1_200_000)]
    [InlineData("35 triệu rưỡi", 35_500_000)]
    [InlineData("1,5 triệu", 1_500_000)]
    [InlineData("3 tỷ", 3_000_000_000)]
    [InlineData("５００ nghìn", 500_000)]
    public void Amounts_are_read_as_typed(string text, decimal expected) =>
        Numbers.Find(text).ShouldHaveSingleItem().Value.ShouldBe(new Quantity(expected, IsMoney: true));

    [Theory]
    [InlineData("2 bản", 2)]
    [InlineData("14 tuổi", 14)]
    [InlineData("2,5 m", 2.5)]
    public void A_number_without_a_unit_of_money_is_a_number(string text, decimal expected) =>
        Numbers.Find(text).ShouldHaveSingleItem().Value.ShouldBe(new Quantity(expected, IsMoney: false));

    [Theory]
    [InlineData("1.004194.01.02")]
    [InlineData("15/11")]
    [InlineData("CT07")]
    [InlineData("12345678901234567890")]
    [InlineData("")]
    public void A_code_is_no_number(string text) => Numbers.Find(text).ShouldBeEmpty();

    [Theory]
    [InlineData("ngày 15/11/2025", "2025-11-15")]
    [InlineData("5.3.2026", "2026-03-05")]
    [InlineData("5-3-26", "2026-03-05")]
    [InlineData("2026-03-05", "2026-03-05")]
    [InlineData("ngày 15 tháng 11", "2026-11-15")]
    [InlineData("ngay 15 thang 1", "2027-01-15")]
    [InlineData("mùng 5 tháng 3 năm 2027", "2027-03-05")]
    [InlineData("15/11", "2026-11-15")]
    [InlineData("ngày 1/2", "2027-02-01")]
    [InlineData("tháng 10", "2026-10-01..2026-10-31")]
    [InlineData("tháng 10/2025", "2025-10-01..2025-10-31")]
    [InlineData("Quý I/2022", "2022-01-01..2022-03-31")]
    [InlineData("quý 4 năm 2025", "2025-10-01..2025-12-31")]
    [InlineData("năm 2024", "2024-01-01..2024-12-31")]
    [InlineData("hôm qua", "2026-11-21")]
    [InlineData("bữa nay", "2026-11-22")]
    [InlineData("ngay mai", "2026-11-23")]
    [InlineData("tuần rồi", "2026-11-09..2026-11-15")]
    [InlineData("tuần này", "2026-11-16..2026-11-22")]
    [InlineData("thứ hai tuần sau", "2026-11-23")]
    [InlineData("chủ nhật tuần này", "2026-11-22")]
    [InlineData("tháng trước", "2026-10-01..2026-10-31")]
    [InlineData("năm ngoái", "2025-01-01..2025-12-31")]
    [InlineData("sang năm", "2027-01-01..2027-12-31")]
    [InlineData("3 ngày nữa", "2026-11-25")]
    [InlineData("2 tháng trước", "2026-09-22")]
    [InlineData("cách đây 1 tuần", "2026-11-15")]
    public void Dates_are_read_as_typed(string text, string expected) => Written(DatesInText.Find(text, Today).ShouldHaveSingleItem().Value).ShouldBe(expected);

    [Theory]
    [InlineData("31/2/2026")]
    [InlineData("45/13")]
    [InlineData("24/7")]
    [InlineData("1/2 thửa đất")]
    [InlineData("123/2015/NĐ-CP")]
    [InlineData("15/11/NĐ-CP")]
    [InlineData("1.004194")]
    [InlineData("tháng 13")]
    [InlineData("ba năm")]
    public void What_is_no_date_is_not_found(string text) => DatesInText.Find(text, Today).ShouldBeEmpty();

    [Theory]
    [InlineData("0912345678", "+84912345678")]
    [InlineData("sđt em 0912 345 678 ạ", "+84912345678")]
    [InlineData("0912.345.678", "+84912345678")]
    [InlineData("+84 912 345 678", "+84912345678")]
    [InlineData("+84 (0)91-234-5678", "+84912345678")]
    [InlineData("84912345678", "+84912345678")]
    [InlineData("0084912345678", "+84912345678")]
    [InlineData("(024) 3825 1234", "+842438251234")]
    [InlineData("1900 1234", "+8419001234")]
    [InlineData("gọi 18001096", "+8418001096")]
    [InlineData("０９１２３４５６７８", "+84912345678")]
    [InlineData("0912345678 hoặc 0987654321", "+84912345678|+84987654321")]
    [InlineData("0912345678 0987654321", "+84912345678|+84987654321")]
    public void Telephone_numbers_become_e164(string text, string expected) =>
        string.Join('|', PhoneNumbersInText.Find(text).Select(found => found.Value)).ShouldBe(expected);

    [Theory]
    [InlineData("079203001234")]
    [InlineData("079 203 001 234")]
    [InlineData("H24.12-261101-0001")]
    [InlineData("4111 1111 1111 1111")]
    [InlineData("năm 1900")]
    [InlineData("09123456789")]
    public void Other_numbers_are_no_telephone_numbers(string text) => PhoneNumbersInText.Find(text).ShouldBeEmpty();

    [Theory]
    [InlineData("xe 93-K1 123.45", "93K1-123.45")]
    [InlineData("30A-12345", "30A-123.45")]
    [InlineData("29h1 56789", "29H1-567.89")]
    [InlineData("biển 51F-1234", "51F-1234")]
    [InlineData("59 AA 123.45", "59AA-123.45")]
    public void Plates_are_found(string text, string expected) => PlatesInText.Find(text).ShouldHaveSingleItem().Value.ShouldBe(expected);

    [Theory]
    [InlineData("H24.12-261101-0001")]
    [InlineData("2 bản 123")]
    [InlineData("15/11/2025")]
    public void Other_codes_are_no_plates(string text) => PlatesInText.Find(text).ShouldBeEmpty();

    [Theory]
    [InlineData("gửi về Lan.Nguyen+dvc@Example.com.vn nhé", "lan.nguyen+dvc@example.com.vn")]
    [InlineData("a@b.vn.", "a@b.vn")]
    public void E_mail_addresses_are_found(string text, string expected) => EmailsInText.Find(text).ShouldHaveSingleItem().Value.ShouldBe(expected);

    [Fact]
    public void A_place_is_that_of_the_value()
    {
        const string text = "Lệ phí 20k, nộp trước 15/11/2026";
        var number = Numbers.Find(text)[0];
        text.Substring(number.Start, number.Length).ShouldBe("20k");
        var date = DatesInText.Find(text, Today).ShouldHaveSingleItem();
        text.Substring(date.Start, date.Length).ShouldBe("15/11/2026");
    }

    private static string Written(DateRange range) => range.First == range.Last ? Iso(range.First) : $"{Iso(range.First)}..{Iso(range.Last)}";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
