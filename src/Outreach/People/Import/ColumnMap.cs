using System.Diagnostics.CodeAnalysis;

namespace Outreach.People.Import;

/// <summary>Columns named by hand, as the command line and the console's form write them.</summary>
public static class ColumnMap
{
    /// <summary>Reads <c>FIELD=COLUMN</c> pairs, such as <c>phone=Số máy</c>.</summary>
    public static bool TryParse(
        IEnumerable<string> pairs,
        [NotNullWhen(true)] out IReadOnlyDictionary<ContactField, string>? map,
        [NotNullWhen(false)] out string? problem)
    {
        map = null;
        var read = new Dictionary<ContactField, string>();
        foreach (var pair in pairs)
        {
            var cut = pair.IndexOf('=', StringComparison.Ordinal);
            var column = cut < 0 ? "" : pair[(cut + 1)..].Trim();
            if (column.Length == 0 || FieldNamed(pair[..cut].Trim()) is not { } field)
            {
                problem = $"“{pair}” không có dạng FIELD=COLUMN với FIELD là một trong {string.Join(", ", Enum.GetValues<ContactField>().Select(ContactColumns.FieldName))}";
                return false;
            }

            if (!read.TryAdd(field, column))
            {
                problem = $"trường {ContactColumns.FieldName(field)} được chỉ tới hai cột: “{read[field]}” và “{column}”";
                return false;
            }
        }

        problem = null;
        map = read;
        return true;
    }

    private static ContactField? FieldNamed(string name)
    {
        foreach (var field in Enum.GetValues<ContactField>())
        {
            if (ContactColumns.FieldName(field).Equals(name, StringComparison.OrdinalIgnoreCase))
                return field;
        }

        return null;
    }
}
