using System.Text.RegularExpressions;

namespace Outreach.Language.Values;

/// <summary>How dates are written, without marks. The groups d, m, q and y are day, month, quarter and year.</summary>
internal static partial class DatePatterns
{
    // A law's number (15/11/ND-CP), a decimal and a range are no dates; 1/2 is a half unless "ngày" stands before it, 24/7 is always.
    [GeneratedRegex(
        """
        (?<![\w./\-])(?<y>(?:19|20)\d{2})-(?<m>\d{2})-(?<d>\d{2})(?![\w\-])
        |(?<![\d./\-])(?<d>\d{1,2})(?<sep>[/.\-])(?<m>\d{1,2})\k<sep>(?<y>(?:19|20)\d{2}|\d{2})(?![\d/\-]|\.\d|\s?/\s?[a-z])
        |\b(?:ngay\ |mung\ |mong\ )?(?<d>\d{1,2})\ thang\ (?<m>\d{1,2})(?:(?:,?\ nam\ |/)(?<y>(?:19|20)\d{2}))?(?![\d/])
        |\b(?:ngay|hom|mung|mong|truoc|sau|tu|den)\ (?<d>\d{1,2})[/.\-](?<m>\d{1,2})(?![\d/.\-])
        |(?<![\w./\-,])(?!24/7\b)(?<d>\d{2})/(?<m>\d{1,2})(?![\w/\-.,%]|\.\d)
        |\bthang\ (?<m>\d{1,2})(?:(?:\s?[/\-]\s?|\ nam\ )(?<y>(?:19|20)\d{2}))?(?![\d/])
        |\bquy\ (?<q>iv|i{1,3}|[1-4])(?:(?:\s?[/\-]\s?|\ nam\ )(?<y>(?:19|20)\d{2}))?(?![\w/])
        |\bnam\ (?<y>(?:19|20)\d{2})(?![\d/])
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    public static partial Regex Written();

    [GeneratedRegex(
        """
        \b(?<day>hom\ kia|bua\ kia|hom\ qua|bua\ qua|hom\ nay|bua\ nay|ngay\ mai|sang\ mai|chieu\ mai|toi\ mai|ngay\ kia|ngay\ mot)\b
        |\b(?:(?<weekday>thu\ (?:hai|ba|tu|nam|sau|bay|[2-7])|chu\ nhat)\ )?(?<unit>tuan|thang|nam)\ (?<which>nay|truoc|roi|qua|vua\ roi|vua\ qua|sau|toi|ngoai)\b
        |\b(?<which>sang)\ (?<unit>nam)\b
        |\b(?<count>\d{1,3})\ (?<unit>ngay|tuan|thang|nam)\ (?<which>truoc|nua|sau|toi)\b
        |\bcach\ day\ (?<count>\d{1,3})\ (?<unit>ngay|tuan|thang|nam)\b
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    public static partial Regex Spoken();
}
