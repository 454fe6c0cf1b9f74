using System.Globalization;
using System.Text;

namespace Outreach.Tests.Fuzzing;

/// <summary>A request as bytes to be, so that it may break any rule of HTTP.</summary>
internal sealed class FuzzRequest(string method, string path, string? contentType, byte[] body)
{
    public string Method { get; set; } = method;

    /// <summary>With the query.</summary>
    public string Path { get; set; } = path;

    public string? ContentType { get; set; } = contentType;

    public byte[] Body { get; set; } = body;

    /// <summary>Without a length.</summary>
    public bool Chunked { get; set; }

    public List<(string Name, string Value)> Headers { get; } = [];

    /// <summary>The one conversation, contact or task that this request is about; its secret is made for that.</summary>
    public string Subject { get; set; } = "";

    public byte[] ToBytes(string host)
    {
        var head = new StringBuilder().Append(Method).Append(' ').Append(Path).Append(" HTTP/1.1\r\nHost: ").Append(host).Append("\r\n");
        if (ContentType is not null)
            head.Append("Content-Type: ").Append(ContentType).Append("\r\n");
        foreach (var (name, value) in Headers)
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        head.Append(Chunked ? "Transfer-Encoding: chunked" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}")).Append("\r\n\r\n");
        byte[] begin = Encoding.Latin1.GetBytes(head.ToString());
        return Chunked ? [.. begin, .. Chunk(Body)] : [.. begin, .. Body];
    }

    private static byte[] Chunk(byte[] body)
    {
        var bytes = new List<byte>(body.Length + 64);
        foreach (var part in body.Chunk(Math.Max(1, body.Length / 3)))
        {
            bytes.AddRange(Encoding.ASCII.GetBytes(part.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
            bytes.AddRange(part);
            bytes.AddRange("\r\n"u8);
        }

        bytes.AddRange("0\r\n\r\n"u8);
        return [.. bytes];
    }
}
