using System.Text.RegularExpressions;

namespace Outreach.Assistant.Retrieval;

/// <summary>
/// The shorter names a long official name contains. "Đăng ký hoạt động chi nhánh, văn phòng đại diện; thông báo … (cấp tỉnh)"
/// is asked for by any of its parts, and nobody says what stands in brackets.
/// </summary>
internal static partial class NameVariants
{
    private const int Most = 6;

    /// <summary>Shorter parts are no names ("gia hạn").</summary>
    private const int FewestWords = 3;

    /// <summary>The name itself first, then what can be cut out of it; none twice.</summary>
    public static IReadOnlyList<string> Of(string name)
    {
        var bare = Bare(name);
        string[] parts = [bare, .. bare.Split(';'), .. bare.Split(';').Select(part => Circumstances().Split(part)[0])];
        return
        [
            name,
            .. parts.Select(part => part.Trim(' ', ',', '.', '–', '-'))
                .Where(part => part.Length < name.Length && part.Count(c => c == ' ') + 1 >= FewestWords)
                .Distinct(StringComparer.Ordinal)
                .Take(Most),
        ];
    }

    /// <summary>Without what stands in brackets, mostly the level that handles it: names equal but for that are twins.</summary>
    public static string Bare(string name) => Brackets().Replace(name, " ").Trim();

    [GeneratedRegex(@"\([^()]*\)|\[[^\[\]]*\]")]
    private static partial Regex Brackets();

    // What follows says for whom, where or when, not what.
    [GeneratedRegex(@"\s(?:đối với|trong trường hợp|trường hợp|thuộc thẩm quyền|do|theo quy định|áp dụng|quy định tại|tại|theo)\s", RegexOptions.IgnoreCase)]
    private static partial Regex Circumstances();
}
