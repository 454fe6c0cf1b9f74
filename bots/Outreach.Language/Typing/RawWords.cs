namespace Outreach.Language.Typing;

/// <summary>The words of a message that may be raw keys: runs of letters and digits outside addresses and codes.</summary>
internal ref struct RawWords(ReadOnlySpan<char> text, bool signs)
{
    /// <summary>Capitals of this length among small letters are an abbreviation, longer ones emphasis: MW, ANS; THUWOWNGF.</summary>
    private const int LongestAbbreviation = 3;

    private readonly ReadOnlySpan<char> text = text;
    private readonly bool inCapitals = !text.ContainsAnyInRange('a', 'z');
    private int chunkEnd;
    private bool inAddress;

    public int Start { get; private set; }

    public int End { get; private set; }

    public readonly ReadOnlySpan<char> Current => text[Start..End];

    public bool MoveNext()
    {
        for (Start = End; Start < text.Length; Start++)
        {
            if (Start >= chunkEnd)
                EnterChunk();
            if (inAddress || !IsInWord(text[Start]))
                continue;
            End = Start;
            while (End < text.Length && (IsInWord(text[End]) || signs && IsSign(End)))
                End++;
            if (!IsInCode() && !IsAbbreviation())
                return true;
            Start = End - 1;
        }

        return false;
    }

    private static bool IsInWord(char c) => char.IsAsciiLetterOrDigit(c) || c > '\u007F' && char.IsLetterOrDigit(c);

    /// <summary>A sign of VIQR marks the letter before it; at the end of a sentence it is a full stop or a question mark.</summary>
    private readonly bool IsSign(int at) => text[at] switch
    {
        '^' or '(' or '+' or '*' or '\'' or '`' or '~' => true,
        '?' or '.' => at + 1 < text.Length && text[at + 1] is not ('\n' or '.' or '?') && !IsSentenceEnd(at),
        _ => false,
    };

    private readonly bool IsSentenceEnd(int at) => text[at + 1] == ' ' && at + 2 < text.Length && char.IsUpper(text[at + 2]);

    /// <summary>Sets whether the text up to the next space is an address of the web or of mail.</summary>
    private void EnterChunk()
    {
        var rest = text[Start..];
        var length = rest.IndexOfAny(' ', '\n', '\t');
        chunkEnd = length < 0 ? text.Length : Start + length + 1;
        var chunk = text[Start..chunkEnd];
        inAddress = chunk.Contains('@') || chunk.Contains("://", StringComparison.Ordinal) || chunk.StartsWith("www.", StringComparison.OrdinalIgnoreCase)
            || chunk.Contains(".vn", StringComparison.OrdinalIgnoreCase) || chunk.Contains(".com", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Joined to a number by a point, a dash or a stroke (H24.12-261101-0001, 15/11), or the name of a file (Mau46.docx).</summary>
    private readonly bool IsInCode() =>
        IsLink(Start - 1) && IsDigit(Start - 2) || IsLink(End) && IsDigit(End + 1)
        || IsDigit(End - 1) && End + 1 < text.Length && text[End] == '.' && char.IsAsciiLetter(text[End + 1]);

    private readonly bool IsAbbreviation() => !inCapitals && !Current.ContainsAnyInRange('a', 'z') && char.IsAsciiLetterUpper(Current[0])
        && (Current.Length is > 1 and <= LongestAbbreviation || Current.ContainsAnyInRange('0', '9'));

    private readonly bool IsLink(int at) => at >= 0 && at < text.Length && text[at] is '.' or '-' or '/' or ',' or '_';

    private readonly bool IsDigit(int at) => at >= 0 && at < text.Length && char.IsAsciiDigit(text[at]);
}
