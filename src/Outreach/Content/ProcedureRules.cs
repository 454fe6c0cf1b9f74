using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Outreach.Content;

internal sealed partial class ProcedureRules(ContentIndex index, DateOnly today)
{
    private readonly LawRules _laws = new(index, today);

    public IEnumerable<Finding> Check(ContentDocument document) =>
    [
        .. Code(document),
        .. Level(document.Root),
        .. document.Root.Items("fees").SelectMany(Fee),
        .. _laws.Citations(document.Root),
    ];

    private static IEnumerable<Finding> Code(ContentDocument document)
    {
        var name = Path.GetFileNameWithoutExtension(document.File);
        if (document.Root.Text("code") is not { } code) yield break;
        if (CodeAtStart().Match(name).Value != code)
            yield return new(
                document.Root.Field("code").Line,
                $"code: the file name '{name}' must begin with '{code}', then a hyphen and a short name");
    }

    // The older vocabulary is kept for those who still ask for "mức độ 4"; NĐ 42/2022/NĐ-CP gave the two words.
    private static IEnumerable<Finding> Level(YamlNode root)
    {
        var expected = root.Text("level") switch { "toàn trình" => 4, "một phần" => 3, _ => (int?)null };
        if (root.Whole("formerLevel") is not { } former || former == expected) yield break;
        yield return new(root.Field("formerLevel").Line, expected is null
            ? $"formerLevel: {former} needs a level of 'toàn trình' or 'một phần'"
            : $"formerLevel: {former} disagrees with level '{root.Text("level")}', which was level {expected}");
    }

    private IEnumerable<Finding> Fee(YamlNode fee, int number)
    {
        var path = $"fees[{number}]";
        if (fee.Field("amount") is null && fee.Text("note") is null)
            yield return new(fee.Line, $"{path}: has neither an amount nor a note");
        var (from, until) = (fee.Date("from"), fee.Date("until"));
        if (from > until)
            yield return new(fee.Field("until").Line, $"{path}: from {from:yyyy-MM-dd} is later than until {until:yyyy-MM-dd}");
        var holdsToday = !(today < from) && !(until < today);
        foreach (var error in _laws.Citation(fee.Field("basis"), $"{path}.basis", mustBeInForce: holdsToday))
            yield return error;
    }

    // "1.001193-dang-ky-khai-sinh" begins with 1.001193, not with 1.00119: the code ends where its digits and dots end.
    [GeneratedRegex(@"^[0-9.]+(?=-|$)")]
    private static partial Regex CodeAtStart();
}
