using Outreach.People;

namespace Outreach.Tests.People;

public sealed class PhoneNumberTests
{
    public static TheoryData<string, string> Accepted => new()
    {
        { "national", "0901234567" },
        { "spaces", " 090 123 4567 " },
        { "dots", "090.123.4567" },
        { "dashes", "090-123–4567" },
        { "plus 84", "+84901234567" },
        { "plus 84 with spaces and brackets", "(+84) 90 123 45 67" },
        { "trunk zero kept after the country", "+84 (0)90 123 4567" },
        { "0084", "0084901234567" },
        { "84", "84901234567" },
        { "84 and a trunk zero", "840901234567" },
        { "leading zero lost in a spreadsheet", "901234567" },
        { "full-width digits", "０９０１２３４５６７" },
        { "full-width plus", "＋８４９０１２３４５６７" },
        { "apostrophe that forces text", "'0901234567" },
        { "no-break spaces and marks of direction", "\u202A090\u00A0123\u00A04567\u202C" },
    };

    public static TheoryData<string, string, string> Refused => new()
    {
        { "empty", "", PhoneRefusal.NotANumber },
        { "spaces only", "  ", PhoneRefusal.NotANumber },
        { "words", "chưa có", PhoneRefusal.NotANumber },
        { "letter O for zero", "O901234567", PhoneRefusal.NotANumber },
        { "two numbers", "0901234567/0911234567", PhoneRefusal.NotANumber },
        { "plus in the middle", "090+1234567", PhoneRefusal.NotANumber },
        { "Arabic-Indic digits", "٠٩٠١٢٣٤٥٦٧", PhoneRefusal.NotANumber },
        { "one digit short", "090123456", PhoneRefusal.TooShort },
        { "one digit short with country", "+8490123456", PhoneRefusal.TooShort },
        { "hotline", "19001234", PhoneRefusal.TooShort },
        { "one digit long", "09012345678", PhoneRefusal.TooLong },
        { "landline of Huế", "02343822222", PhoneRefusal.Landline },
        { "landline with country", "+842438222222", PhoneRefusal.Landline },
        { "landline without its zero", "2438222222", PhoneRefusal.Landline },
        { "American", "+14155552671", PhoneRefusal.Foreign },
        { "Lao with 00", "008562055512345", PhoneRefusal.Foreign },
        { "no country begins with 0", "+0901234567", PhoneRefusal.Foreign },
        { "old 11 digits", "01234567890", PhoneRefusal.OldElevenDigits },
        { "old 11 digits with country", "+841681234567", PhoneRefusal.OldElevenDigits },
        { "no mobile prefix", "0412345678", PhoneRefusal.NotMobile },
        { "rounded by a spreadsheet", "8.49012E+10", PhoneRefusal.Rounded },
        { "rounded, decimal comma", "8,49012E+10", PhoneRefusal.Rounded },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void A_mobile_number_is_read_however_it_is_written(string label, string text)
    {
        PhoneNumber.TryParse(text, out var number, out _).ShouldBeTrue(label);
        number!.Value.ShouldBe("+84901234567", label);
        number.National.ShouldBe("0901234567", label);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_mobile_number_is_refused_with_its_own_reason(string label, string text, string reason)
    {
        PhoneNumber.TryParse(text, out var number, out var given).ShouldBeFalse(label);
        number.ShouldBeNull(label);
        given.ShouldBe(reason, label);
    }

    [Theory]
    [InlineData("0841234567")]
    [InlineData("84841234567")]
    [InlineData("+84841234567")]
    [InlineData("841234567")]
    public void The_prefix_084_is_not_taken_for_the_country(string text)
    {
        PhoneNumber.TryParse(text, out var number, out _).ShouldBeTrue();
        number!.National.ShouldBe("0841234567");
    }

    [Fact]
    public void Two_spellings_are_one_number_that_prints_masked()
    {
        PhoneNumber.TryParse("0901234567", out var national, out _).ShouldBeTrue();
        PhoneNumber.TryParse("+84 90 123 4567", out var international, out _).ShouldBeTrue();
        national.ShouldBe(international);
        $"{national}".ShouldBe("090•••4567");
    }

    [Theory]
    [InlineData("090 123 4567", "090•••4567")]
    [InlineData("0901234", "09•••4")]
    [InlineData("090", "•••")]
    [InlineData("", "")]
    public void A_mask_shows_too_little_to_call(string text, string masked) => PhoneNumber.Mask(text).ShouldBe(masked);
}
