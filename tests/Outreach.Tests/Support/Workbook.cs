using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Outreach.Tests.Support;

/// <summary>The smallest .xlsx there is: one sheet, texts inline, numbers as numbers.</summary>
public static class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <summary>A null row is left out of the file, as spreadsheets do with empty rows.</summary>
    public static byte[] Of(params object?[]?[] rows)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", $"""
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Override PartName="/xl/workbook.xml" ContentType="{Types}.sheet.main+xml"/>
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType="{Types}.worksheet+xml"/></Types>
                """);
            Add(zip, "_rels/.rels", $"""<Relationships xmlns="{Relations}"><Relationship Id="r1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Add(zip, "xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets><sheet name="Danh sách" sheetId="1" r:id="r1"/></sheets></workbook>""");
            Add(zip, "xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{Relations}"><Relationship Id="r1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""");
            Add(zip, "xl/worksheets/sheet1.xml", $"""<worksheet xmlns="{Main}"><sheetData>{string.Concat(rows.Select(Row))}</sheetData></worksheet>""");
        }

        return file.ToArray();
    }

    private static string Row(object?[]? cells, int row) =>
        cells is null ? "" : $"""<row r="{row + 1}">{string.Concat(cells.Select((cell, column) => Cell(cell, $"{(char)('A' + column)}{row + 1}")))}</row>""";

    private static string Cell(object? value, string place) => value switch
    {
        null => "",
        string text => $"""<c r="{place}" t="inlineStr"><is><t>{SecurityElement.Escape(text)}</t></is></c>""",
        _ => $"""<c r="{place}"><v>{Convert.ToString(value, CultureInfo.InvariantCulture)}</v></c>""",
    };

    private static void Add(ZipArchive zip, string name, string content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(content));
    }
}
