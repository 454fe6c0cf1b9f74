using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Outreach.Sandbox.Telegram;

/// <summary>A file as it was sent.</summary>
internal sealed record TelegramUpload(string Name, string ContentType, byte[] Bytes);

/// <summary>
/// A multipart body, read as leniently as Telegram reads it: bots' libraries write names without quotes, with spaces and in
/// UTF-8 (grammY: <c>filename=Mẫu đơn.pdf</c>), over which the framework's own reader stumbles.
/// </summary>
internal static partial class TelegramForm
{
    public static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value
            : null;

    /// <exception cref="TelegramRefusal">It is no such body.</exception>
    public static async Task ReadAsync(
        Stream body, string boundary, Dictionary<string, string> values, Dictionary<string, TelegramUpload> files, CancellationToken ct)
    {
        try
        {
            var reader = new MultipartReader(boundary, body);
            while (await reader.ReadNextSectionAsync(ct) is { } section)
            {
                using var buffer = new MemoryStream();
                await section.Body.CopyToAsync(buffer, ct);
                var disposition = section.ContentDisposition ?? "";
                if (Name().Match(disposition) is not { Success: true } name)
                    continue;
                if (FileName(disposition) is { } file)
                    files[name.Groups[1].Value] = new(file, section.ContentType ?? "application/octet-stream", buffer.ToArray());
                else
                    values[name.Groups[1].Value] = Encoding.UTF8.GetString(buffer.ToArray());
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw TelegramRefusal.BadRequest("can't parse multipart body");
        }
    }

    private static string? FileName(string disposition) =>
        Extended().Match(disposition) is { Success: true } extended ? Uri.UnescapeDataString(extended.Groups[1].Value)
        : Quoted().Match(disposition) is { Success: true } quoted ? Uri.UnescapeDataString(quoted.Groups[1].Value)
        : Bare().Match(disposition) is { Success: true } bare ? bare.Groups[1].Value.Trim()
        : null;

    [GeneratedRegex("""[; ]name="?([^";]+)"?""", RegexOptions.IgnoreCase)]
    private static partial Regex Name();

    [GeneratedRegex("""filename\*=utf-8''([^; ]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Extended();

    [GeneratedRegex("filename=\"([^\"]*)\"", RegexOptions.IgnoreCase)]
    private static partial Regex Quoted();

    [GeneratedRegex("filename=([^;]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Bare();
}
