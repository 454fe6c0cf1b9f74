using Outreach.Inbox;

namespace Outreach.Tests.Inbox;

public sealed class TextPartsTests
{
    public sealed record Case(string Label, string Text, int Limit, params string[] Parts)
    {
        public override string ToString() => Label;
    }

    public static TheoryData<Case> Cases =>
    [
        new("nothing", "", 10),
        new("white space only", " \n ", 10),
        new("fits", "một hai", 10, "một hai"),
        new("fits exactly", "0123456789", 10, "0123456789"),
        new("at a blank line before a line before a word", "aaaaa bb\n\ncc\ndd ee", 12, "aaaaa bb", "cc\ndd ee"),
        new("at a line before a word", "aaaa bbb\ncc dd ee", 12, "aaaa bbb", "cc dd ee"),
        new("at a word", "aaaa bbbb cccc", 10, "aaaa bbbb", "cccc"),
        new("a seam just after the limit counts", "0123456789 a", 10, "0123456789", "a"),
        new("a seam in the first half does not", "ab cdefghijklm", 10, "ab cdefghi", "jklm"),
        new("no seam", "0123456789abcdefghijXYZ", 10, "0123456789", "abcdefghij", "XYZ"),
        new("not through a character of two units", "012345678😀9", 10, "012345678", "😀9"),
        new("white space at a seam is dropped", "aaaaaaaa \n\n bbbb", 12, "aaaaaaaa", "bbbb"),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_text_is_cut(Case row) => TextParts.Split(row.Text, row.Limit).ShouldBe(row.Parts);

    [Fact]
    public void No_word_is_lost_and_no_part_is_too_long()
    {
        var text = string.Join("\n\n", Enumerable.Range(1, 60).Select(n => $"Bước {n}. " + string.Concat(Enumerable.Repeat("nộp hồ sơ ", n))));
        for (var limit = 20; limit < 400; limit += 7)
        {
            var parts = TextParts.Split(text, limit);
            parts.ShouldAllBe(part => part.Length > 0 && part.Length <= limit);
            Squeezed(string.Join(' ', parts)).ShouldBe(Squeezed(text));
        }
    }

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
