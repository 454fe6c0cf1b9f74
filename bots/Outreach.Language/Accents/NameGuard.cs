using System.Collections.Frozen;

namespace Outreach.Language.Accents;

/// <summary>
/// Tells names from words in a text without marks: they must not be rewritten, since nobody can know which of "Nhe", "Nhé",
/// "Nhể" somebody is called.
/// </summary>
internal readonly struct NameGuard(string text)
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Families = FrozenSet.ToFrozenSet(
        "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly truong dinh luong mai trinh dao doan".Split(' '),
        StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Middles = FrozenSet.ToFrozenSet(
        "van thi duc minh ngoc huu quang thanh xuan quoc hoang anh bao gia kim thuy van thu hong nhat tuan dinh cong the".Split(' '),
        StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Places = FrozenSet.ToFrozenSet(
        "thon ap xa phuong huyen tinh duong ban buon khom quan to lang".Split(' '),
        StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private const int LongestName = 5;

    /// <summary>Whether the word is part of a capitalised name, or of an address of the web or of mail.</summary>
    public bool IsKept(int start, int length) => IsInAddress(start, length) || IsTitled(start, length) && IsInName(start);

    /// <summary>"thon Chu", "Nguyen Van Nhe": the run of capitalised words follows a place word or begins like a person's name.</summary>
    private bool IsInName(int start)
    {
        var first = start;
        for (var back = 0; back < LongestName; back++)
        {
            var before = WordBefore(first);
            if (before.Length == 0)
                break;
            if (Places.Contains(before) && char.IsLower(before[0]))
                return true;
            if (!char.IsUpper(before[0]))
                break;
            first -= before.Length + 1;
        }

        return IsPersonAt(first);
    }

    private bool IsPersonAt(int start)
    {
        var family = WordAt(start);
        var second = start + family.Length + 1;
        return Families.Contains(family) && second < text.Length && char.IsUpper(text[second]) && Middles.Contains(WordAt(second))
            && !IsAllCapitals(family);
    }

    private bool IsInAddress(int start, int length) =>
        start > 0 && text[start - 1] is '@' or '/' or '.' && start > 1 && text[start - 2] != ' '
        || start + length + 1 < text.Length && (text[start + length] == '@' || text[start + length] is '.' or ':' && text[start + length + 1] is not ' ' and not '\n');

    private bool IsTitled(int start, int length) => char.IsUpper(text[start]) && !IsAllCapitals(text.AsSpan(start, length));

    private static bool IsAllCapitals(ReadOnlySpan<char> word) => word.Length > 1 && char.IsUpper(word[1]);

    private ReadOnlySpan<char> WordAt(int start)
    {
        var end = start;
        while (end < text.Length && char.IsLetter(text[end]))
            end++;
        return text.AsSpan(start, end - start);
    }

    /// <summary>The word one space before, or nothing.</summary>
    private ReadOnlySpan<char> WordBefore(int start)
    {
        if (start < 2 || text[start - 1] != ' ')
            return default;
        var first = start - 1;
        while (first > 0 && char.IsLetter(text[first - 1]))
            first--;
        return text.AsSpan(first, start - 1 - first);
    }
}
