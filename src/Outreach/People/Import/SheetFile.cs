namespace Outreach.People.Import;

/// <summary>A row of a file as texts.</summary>
/// <param name="Line">Where it begins; the first is 1.</param>
internal sealed record SheetRow(int Line, IReadOnlyList<string> Cells)
{
    public bool IsBlank => Cells.All(string.IsNullOrWhiteSpace);
}

/// <summary>Tells what kind of file it is by its first bytes; the name is only quoted in errors.</summary>
internal static class SheetFile
{
    /// <summary>Beyond any list of a province's citizens; a file is held in memory while it is read.</summary>
    private const int LargestBytes = 256 * 1024 * 1024;

    /// <exception cref="ContactFileException">The file is no readable CSV or XLSX.</exception>
    public static async Task<IEnumerable<SheetRow>> ReadAsync(Stream content, string name, CancellationToken ct)
    {
        var bytes = await LoadAsync(content, name, ct);
        return bytes.AsSpan() switch
        {
            [0x50, 0x4B, 0x03, 0x04, ..] => XlsxSheet.Read(bytes, name),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => throw new ContactFileException(name, 1, "là sổ tính kiểu cũ (.xls) hoặc có mật khẩu; hãy lưu lại thành .xlsx hoặc CSV UTF-8"),
            _ => CsvSheet.Read(bytes, name),
        };
    }

    private static async Task<byte[]> LoadAsync(Stream content, string name, CancellationToken ct)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = await content.ReadAsync(buffer, ct)) > 0)
        {
            if (memory.Length + read > LargestBytes)
                throw new ContactFileException(name, 1, $"lớn hơn {LargestBytes / 1024 / 1024} MB; hãy chia nhỏ tệp");
            memory.Write(buffer, 0, read);
        }

        return memory.ToArray();
    }
}
