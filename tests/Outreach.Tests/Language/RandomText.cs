using System.Text;

namespace Outreach.Tests.Language;

/// <summary>Texts nobody would write, from a seed that a failing test prints.</summary>
internal static class RandomText
{
    private static readonly string[] Pieces =
    [
        "đăng ký", "dang ky", "ddawng kys", "hồ sơ", "a\u0323\u0302", "\u200B", "\u200D", "\uFE0F", "👨‍👩‍👧", "🇻🇳", "1️⃣", "\uD83D", "\uDE00", "\u00AD",
        "\u202E", "§¨ng", "Ñaêng", "4111 1111 1111 1111", "otp 1234", "mk là ", "0912 345 678", "+84", "15/11", "32/13/2020", "1tr2", "20k", "1.004194",
        "H24.12-261101-0001", "123/2015/NĐ-CP", "a@b.vn", "http://x.vn/?a=1", "ＡＢ１２", "Ð", "ǎ", "a\u030C", "\u0344", "\u034F", "…", "“", "١٢٣", "九", "\0", "\n",
        "quý i/2022", "hôm qua", "thứ hai tuần sau", "93-K1 123.45", "\u0338", "ﬁ", "𝐃", "\uFFFD", "İ", "ß", "bốn một hai ba năm sáu",
    ];

    public static string Of(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (var pieces = random.Next(1, 40); pieces > 0; pieces--)
            _ = random.Next(4) switch
            {
                0 => text.Append((char)random.Next(0x10000)),
                1 => text.Append((char)random.Next(0x20, 0x250)),
                _ => text.Append(Pieces[random.Next(Pieces.Length)]).Append(random.Next(2) == 0 ? " " : ""),
            };
        return text.ToString();
    }
}
