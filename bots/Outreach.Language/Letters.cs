namespace Outreach.Language;

/// <summary>
/// Vietnamese letters taken apart by table: one look-up instead of a Unicode decomposition, which is what most of the time of
/// reading a question would go to.
/// </summary>
internal static class Letters
{
    /// <summary>The rows of <see cref="Tone"/> side by side: every letter that can carry a tone.</summary>
    private static readonly string[] Vowels =
        ["aáàảãạ", "ăắằẳẵặ", "âấầẩẫậ", "eéèẻẽẹ", "êếềểễệ", "iíìỉĩị", "oóòỏõọ", "ôốồổỗộ", "ơớờởỡợ", "uúùủũụ", "ưứừửữự", "yýỳỷỹỵ"];

    // The last Vietnamese letter is ỹ, U+1EF9.
    private const int Size = 0x1F00;

    private static readonly char[] Plains = new char[Size];
    private static readonly char[] Bodies = new char[Size];
    private static readonly Tone[] Tones = new Tone[Size];

    static Letters()
    {
        for (var c = 0; c < Size; c++)
            Plains[c] = Bodies[c] = char.ToLowerInvariant((char)c);
        foreach (var row in Vowels)
            for (var tone = 0; tone < row.Length; tone++)
            {
                Enter(row[tone], PlainVowel(row[0]), row[0], (Tone)tone);
                Enter(char.ToUpperInvariant(row[tone]), PlainVowel(row[0]), row[0], (Tone)tone);
            }

        Enter('đ', 'd', 'đ', Tone.Level);
        Enter('Đ', 'd', 'đ', Tone.Level);
    }

    /// <summary>Lower case without any mark; characters that are no Vietnamese letters only become lower case.</summary>
    public static char Plain(char c) => c < Size ? Plains[c] : char.ToLowerInvariant(c);

    /// <summary>Lower case without its tone: Ế is ê.</summary>
    public static char Body(char c) => c < Size ? Bodies[c] : char.ToLowerInvariant(c);

    public static Tone ToneOf(char c) => c < Size ? Tones[c] : Tone.Level;

    /// <summary>One of the twelve vowel letters, without a tone.</summary>
    public static bool IsVowel(char body) => body switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' or 'y' => true,
        'ă' or 'â' or 'ê' or 'ô' or 'ơ' or 'ư' => true,
        _ => false,
    };

    /// <summary>A letter Vietnamese has and English has not, in either case.</summary>
    public static bool IsMarked(char c) => c > '\u007F' && c < Size && (Plains[c] != Bodies[c] || Tones[c] != Tone.Level);

    /// <summary>Whether the letter is composed of a base and a tone or is one of ă â đ ê ô ơ ư: what NFC Vietnamese is made of.</summary>
    public static bool IsKnown(char c) => c <= '\u007F' || IsMarked(c);

    /// <param name="body">A vowel without tone; any other letter is given back.</param>
    public static char With(char body, Tone tone)
    {
        foreach (var row in Vowels)
            if (row[0] == body)
                return row[(int)tone];
        return body;
    }

    private static char PlainVowel(char body) => body switch
    {
        'ă' or 'â' => 'a',
        'ê' => 'e',
        'ô' or 'ơ' => 'o',
        'ư' => 'u',
        _ => body,
    };

    private static void Enter(char c, char plain, char body, Tone tone)
    {
        Plains[c] = plain;
        Bodies[c] = body;
        Tones[c] = tone;
    }
}
