using System.Net;

namespace Outreach.Channels;

/// <summary>
/// Passes a body through and remembers whether the connection ever asked for it. It asks only when it is open and the request
/// line is written; so a failure before that, a connect time-out as well as a full pool, is known to have sent nothing.
/// </summary>
internal sealed class WitnessedContent : HttpContent
{
    private readonly HttpContent body;

    public WitnessedContent(HttpContent body)
    {
        this.body = body;
        foreach (var header in body.Headers)
            Headers.TryAddWithoutValidation(header.Key, header.Value);
    }

    /// <summary>Whether any of the body may be on its way.</summary>
    public bool Left { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Left = true;
        return body.CopyToAsync(stream, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Headers.ContentLength ?? -1;
        return length >= 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            body.Dispose();
        base.Dispose(disposing);
    }
}
