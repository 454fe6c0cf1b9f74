using System.Collections.Frozen;
using System.Text;

namespace Outreach.Language;

/// <summary>The code tables of <see cref="LegacyEncoding"/>, as the characters that Latin-1 shows for the codes.</summary>
internal static class LegacyTables
{
    private const string Tcvn3Codes = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00ADõö÷øùúûüýþ¡¢£¤¥¦§";
    private const string Tcvn3Letters = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ";

    private static readonly FrozenDictionary<char, char> Tcvn3 = Tcvn3Codes.Zip(Tcvn3Letters).ToFrozenDictionary(pair => pair.First, pair => pair.Second);

    // A vowel and the code after it; both rows in the order sắc huyền hỏi ngã nặng.
    private static readonly FrozenDictionary<(char, char), char> VniPairs = Pairs(
        ("aeouy", "ùøûõ"), ("ôö", "ùøûõï"), ("aeou", "ùøûõï"));

    private static readonly FrozenDictionary<char, char> VniSingles = Singles("ñôöíìæóòî", "đơưíìỉĩịỵ");

    public static string Decode(string text, LegacyKind kind) => kind == LegacyKind.Tcvn3 ? FromTcvn3(text) : FromVni(text);

    private static string FromTcvn3(string text) => string.Create(text.Length, text, static (letters, text) =>
    {
        for (var i = 0; i < text.Length; i++)
            letters[i] = Tcvn3.GetValueOrDefault(text[i], text[i]);
    });

    private static string FromVni(string text)
    {
        var letters = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && VniPairs.TryGetValue((text[i], text[i + 1]), out var pair))
            {
                letters.Append(pair);
                i++;
            }
            else
            {
                letters.Append(VniSingles.GetValueOrDefault(text[i], text[i]));
            }
        }

        return letters.ToString();
    }

    private static FrozenDictionary<(char, char), char> Pairs(params ReadOnlySpan<(string Bases, string Codes)> tones)
    {
        var pairs = new Dictionary<(char, char), char>();
        foreach (var (bases, codes) in tones)
            foreach (var letter in bases)
                for (var i = 0; i < codes.Length; i++)
                    AddBothCases(pairs, letter, codes[i], Letters.With(letter switch { 'ô' => 'ơ', 'ö' => 'ư', _ => letter }, (Tone)(i + 1)));
        AddRow(pairs, "aâ aá aà aå aã aä", "âấầẩẫậ");
        AddRow(pairs, "aê aé aè aú aü aë", "ăắằẳẵặ");
        AddRow(pairs, "eâ eá eà eå eã eä", "êếềểễệ");
        AddRow(pairs, "oâ oá oà oå oã oä", "ôốồổỗộ");
        return pairs.ToFrozenDictionary();
    }

    private static void AddRow(Dictionary<(char, char), char> pairs, string codes, string letters)
    {
        foreach (var (code, letter) in codes.Split(' ').Zip(letters))
            AddBothCases(pairs, code[0], code[1], letter);
    }

    private static void AddBothCases(Dictionary<(char, char), char> pairs, char first, char second, char letter)
    {
        pairs[(first, second)] = letter;
        pairs[(char.ToUpperInvariant(first), char.ToUpperInvariant(second))] = char.ToUpperInvariant(letter);
        // A capital at the start of a word is followed by a small code.
        pairs[(char.ToUpperInvariant(first), second)] = char.ToUpperInvariant(letter);
    }

    private static FrozenDictionary<char, char> Singles(string codes, string letters)
    {
        var singles = new Dictionary<char, char>();
        foreach (var (code, letter) in codes.Zip(letters))
        {
            singles[code] = letter;
            singles[char.ToUpperInvariant(code)] = char.ToUpperInvariant(letter);
        }

        return singles.ToFrozenDictionary();
    }
}
