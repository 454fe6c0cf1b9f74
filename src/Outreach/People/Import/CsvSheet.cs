using System.Text;
using CsvHelper;

namespace Outreach.People.Import;

/// <summary>
/// CSV as spreadsheets write it (RFC 4180, with comma, semicolon or tab), in UTF-8 and nothing else: read as the wrong
/// encoding, names turn to rubbish without any error.
/// </summary>
internal static class CsvSheet
{
    // The separator is told from the first lines.
    private static readonly CsvReaderOptions Options = new()
    {
        HasHeader = false,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static IEnumerable<SheetRow> Read(byte[] bytes, string name)
    {
        Check(bytes, name);
        return Rows(bytes, name);
    }

    private static IEnumerable<SheetRow> Rows(byte[] bytes, string name)
    {
        using var reader = CsvReader.Create(bytes, Options);
        while (Advance(reader, name))
        {
            var cells = new string[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = reader.GetString(i);
            yield return new SheetRow((int)reader.LineNumber, cells);
        }
    }

    // A stray quote may swallow every row after it, so it is an error and never guessed around.
    private static bool Advance(CsvReader reader, string name)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException e)
        {
            throw new ContactFileException(name, (int)e.LineNumber, "dấu nháy kép không khép đúng chỗ trên dòng bắt đầu từ đây");
        }
    }

    private static void Check(byte[] bytes, string name)
    {
        var content = bytes.AsSpan();
        if (content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw new ContactFileException(name, 1, "là UTF-16 (“Unicode Text” của Excel); hãy lưu lại thành “CSV UTF-8”");
        if (content is [0xEF, 0xBB, 0xBF, ..])
            content = content[3..];
        if (content.IndexOf((byte)0) is var zero and >= 0)
            throw new ContactFileException(name, LineOf(content, zero), "có byte 0: tệp là UTF-16 hoặc không phải văn bản; hãy lưu lại thành “CSV UTF-8”");

        try
        {
            _ = Strict.GetCharCount(content);
        }
        catch (DecoderFallbackException e)
        {
            var bad = string.Join(' ', (e.BytesUnknown ?? []).Select(value => $"0x{value:X2}"));
            throw new ContactFileException(
                name,
                LineOf(content, e.Index),
                $"không phải UTF-8 (byte {bad}); tệp có lẽ dùng bảng mã cũ như Windows-1258, Windows-1252 hoặc TCVN3, hãy lưu lại thành “CSV UTF-8”");
        }
    }

    private static int LineOf(ReadOnlySpan<byte> content, int index) => content[..Math.Clamp(index, 0, content.Length)].Count((byte)'\n') + 1;
}
