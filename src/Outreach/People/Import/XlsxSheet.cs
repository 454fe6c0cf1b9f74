using System.Globalization;
using System.Text;
using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Outreach.People.Import;

/// <summary>The first sheet of an Excel workbook.</summary>
internal static class XlsxSheet
{
    /// <summary>Above 15 digits a spreadsheet has rounded the number already; written with an exponent it is refused as such.</summary>
    private const double LargestExact = 1e15;

    // ExcelDataReader looks up Windows-1252 even for .xlsx, which .NET has only through this provider.
    static XlsxSheet() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static IEnumerable<SheetRow> Read(byte[] bytes, string name)
    {
        try
        {
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes));
            var rows = new List<SheetRow>();
            while (reader.Read())
                rows.Add(new SheetRow(reader.Depth + 1, Cells(reader)));
            return rows;
        }
        catch (Exception e) when (e is ExcelReaderException or InvalidDataException or XmlException or FormatException or KeyNotFoundException)
        {
            throw new ContactFileException(name, 1, $"không đọc được như một sổ tính .xlsx ({e.Message})");
        }
    }

    private static List<string> Cells(IExcelDataReader reader)
    {
        var cells = new List<string>(reader.FieldCount);
        for (var i = 0; i < reader.FieldCount; i++)
            cells.Add(Text(reader.GetValue(i)));

        // Formatting alone makes a sheet wider than its headings.
        while (cells is [.., ""])
            cells.RemoveAt(cells.Count - 1);
        return cells;
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        double number when double.IsInteger(number) && Math.Abs(number) < LargestExact => number.ToString("F0", CultureInfo.InvariantCulture),
        double number when double.IsInteger(number) => number.ToString("E10", CultureInfo.InvariantCulture),
        DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
