namespace Outreach.Tests.Fuzzing;

/// <summary>What may go wrong around a body.</summary>
internal static class RequestMutations
{
    private static readonly string?[] ContentTypes =
    [
        null, "", "application/json", "application/json; charset=utf-16", "application/json; charset=nonsense", "text/plain", "text/html", "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=utf-7", "application/x-www-form-urlencoded; charset=utf-32", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x",
        "multipart/form-data; boundary=\"" + "b" + "\"", "multipart/mixed; boundary=x", "image/svg+xml", "application/octet-stream", "a", "/", "*/*", ";;;", "application/json, text/html",
    ];

    private static readonly (string, string)[] Headers =
    [
        ("Content-Encoding", "gzip"), ("Content-Encoding", "br"), ("Transfer-Encoding", "gzip"), ("Expect", "100-continue"), ("Accept", "text/html"), ("Accept", "nonsense;q=9"),
        ("Accept-Language", "xx-YY,vi;q=0.5,*;q=0"), ("Accept-Language", new string('e', 3000)), ("Accept-Encoding", "identity;q=0"), ("Origin", "null"), ("Origin", "https://evil.example"), ("Origin", "http://["), ("Referer", "\u00ff"),
        ("Cookie", "a=b; ;=;" + new string('c', 3000)), ("X-Forwarded-For", "1.1.1.1, ::1"), ("X-HTTP-Method-Override", "DELETE"), ("Range", "bytes=9-1"), ("If-None-Match", "*"), ("Upgrade", "h2c"), ("Upgrade", "websocket"),
        ("Connection", "upgrade"), ("Sec-WebSocket-Version", "99"), ("Sec-WebSocket-Key", "short"), ("X-ZEvent-Timestamp", "99999999999999999999"), ("X-ZEvent-Timestamp", "-1"), ("Idempotency-Key", ""), ("X-Long", new string('x', 20_000)),
        ("traceparent", "00-zz"), ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"), ("baggage", new string('b', 5000)), ("Content-Length", "5"), ("Host", "other.example"),
    ];

    private static readonly string[] Methods = ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "post", "PROPFIND", "CONNECT"];

    private static readonly string[] Queries =
    [
        "m=", "m=0194f0c0-0000-7000-8000-000000000001", "m=1&m=2", "watermark=", "watermark=-1", "watermark=1", "watermark=9223372036854775807", "watermark=9223372036854775808", "watermark=1&watermark=2", "watermark=%00", "watermark=%ED%A0%80",
        "t=", "t=a.b.c", "t=a&t=b", "userId=", "userId=dl_a", "a=%ZZ", "&&&=", "%00=%00", "q=" + new string('q', 4000), "access_token=a", "hub.mode=subscribe&hub.challenge=<x>",
    ];

    /// <summary>Around the body and before it is signed: method and address.</summary>
    public static void Address(FuzzRequest request, Dice dice)
    {
        var (path, query) = request.Path.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? (request.Path[..at], request.Path[at..]) : (request.Path, "");
        switch (dice.Below(5))
        {
            case 0:
                request.Method = dice.Of(Methods);
                break;
            case 1:
                request.Path = dice.Of([path + "/", "/" + path, path.ToUpperInvariant(), path + "%00", path + "/..", path + "%2F", path[..^1], path + new string('p', dice.Of([10, 7000, 20_000])), path.Replace("default", "other", StringComparison.Ordinal), path + "%ED%A0%80"]) + query;
                break;
            default:
                request.Path += (query.Length == 0 ? "?" : "&") + dice.Of(Queries);
                break;
        }
    }

    /// <summary>After it is signed: what no signature covers.</summary>
    public static void Around(FuzzRequest request, Dice dice)
    {
        switch (dice.Below(4))
        {
            case 0:
                request.ContentType = dice.Of(ContentTypes);
                break;
            case 1:
                request.Chunked = true;
                break;
            default:
                request.Headers.Add(dice.Of(Headers));
                break;
        }
    }
}
