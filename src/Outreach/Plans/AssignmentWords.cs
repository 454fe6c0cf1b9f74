using System.Globalization;
using System.Text.RegularExpressions;

namespace Outreach.Plans;

/// <summary>Reads who does what from a plan's sentences: who leads, with whom, for which of the forms.</summary>
internal static partial class AssignmentWords
{
    /// <summary>Assignments of a cleaned table cell.</summary>
    public static IReadOnlyList<TaskAssignment> ReadCell(string cleaned)
    {
        var assignments = new List<TaskAssignment>();
        foreach (var item in CellText.Items(cleaned))
        {
            // "Nội dung tại gạch đầu dòng số 3:" heads a list of its own: each "+" line is an assignment for form 3.
            var lines = item.Split('\n');
            if (lines.Length > 1 && SubjectOf(lines[0]).Count == 0)
                assignments.AddRange(lines[1..].Select(line => Read(Trimmed(line), ItemsOf(lines[0]))));
            else
                assignments.Add(Read(string.Join(' ', lines.Select(Trimmed)), []));
        }

        return assignments;
    }

    /// <summary>An item listed under the unit that must do it.</summary>
    /// <param name="units">The unit or units of the heading; when empty they are read from the sentence.</param>
    public static TaskAssignment ReadItem(IReadOnlyList<string> units, string sentence)
    {
        var read = Read(sentence, []);
        return units.Count == 0 ? read : read with { Leads = units, Words = sentence };
    }

    /// <summary>
    /// Splits "Trung tâm Cổng TTĐT, Trung tâm CNTT và DVHCCTT". Names hold commas themselves ("các phòng, đơn vị",
    /// "Phòng Văn hóa, Khoa học và Thông tin"), so a comma parts two units only before a word that a unit's name starts with.
    /// </summary>
    public static IReadOnlyList<string> Units(string names) =>
        [.. UnitBreak().Split(names).Select(name => name.Trim(' ', ',', ';', ':')).Where(name => name.Length > 0)];

    private static TaskAssignment Read(string sentence, IReadOnlyList<int> itemsOfList)
    {
        var items = ItemsOf(sentence);
        return new TaskAssignment(
            SubjectOf(sentence),
            With().Match(sentence) is { Success: true } with ? [with.Groups["who"].Value.Trim(' ', ',')] : [],
            items.Count > 0 ? items : itemsOfList,
            Request().Match(sentence) is { Success: true } request ? request.Groups["who"].Value.Trim() : null,
            sentence);
    }

    private static IReadOnlyList<string> SubjectOf(string sentence) =>
        Subject().Match(sentence) is { Success: true } subject ? Units(subject.Groups["who"].Value) : [];

    private static List<int> ItemsOf(string sentence) =>
        [.. Items().Match(sentence).Groups["n"].Captures.Select(n => int.Parse(n.ValueSpan, CultureInfo.InvariantCulture))];

    private static string Trimmed(string line) => line.TrimStart('-', '–', '+', ' ').TrimEnd(';', '.', ' ');

    // The unit is what stands before the first verb of duty.
    private const string Duty =
        "chủ trì|thực hiện|tổ chức|tham mưu|phối hợp|cập nhật|có trách nhiệm|chịu trách nhiệm|tiếp tục|báo cáo|xây dựng";

    [GeneratedRegex(@"^(?:Giao |Đề nghị )?(?<who>\p{Lu}(?:(?!gạch đầu dòng).)*?),?\s+(?:" + Duty + @")\b")]
    private static partial Regex Subject();

    // The cooperating units end where the next verb starts. A "thông tin" in a name ("cơ quan thông tin, báo chí") is not that verb.
    private const string NextVerb =
        "thực hiện|triển khai|chỉ đạo|đẩy mạnh|trong|tổ chức|xây dựng|tham mưu|truyền thông|cập nhật"
        + "|tuyên truyền|thông tin đầy đủ|để|theo đề nghị";

    [GeneratedRegex(
        @"phối hợp (?:chặt chẽ )?với (?<who>.+?)(?=\s+(?:" + NextVerb + @")\b|[.;:]|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex With();

    [GeneratedRegex(@"theo đề nghị của (?<who>[^.;]+)")]
    private static partial Regex Request();

    [GeneratedRegex(@"gạch đầu dòng (?:thứ |số )?(?<n>\d+)(?:(?:,| và|, và) (?:số )?(?<n>\d+))*")]
    private static partial Regex Items();

    private const string UnitWord =
        "Sở|Phòng|Văn phòng|Trung tâm|Ban|Báo|Đài|UBND|Ủy ban|Công an|Bộ|Hội|Đoàn|Cục|Chi cục|Thanh tra|Bảo hiểm|Bưu điện|Liên đoàn|Tổ|Các";

    [GeneratedRegex(@";\s+(?=\p{Lu})|,\s+(?=(?:" + UnitWord + @")\b)")]
    private static partial Regex UnitBreak();
}
