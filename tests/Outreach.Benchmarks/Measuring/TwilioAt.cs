using Outreach.Delivery;

namespace Outreach.Benchmarks.Measuring;

/// <summary>The real SMS channel pointed at the sink, with a rate that never binds: what is measured is us.</summary>
internal static class TwilioAt
{
    public const string Sid = "AC00000000000000000000000000000000";
    public const string Token = "benchmark";
    public const string From = "DICHVUCONG";
    public const int Concurrency = 20;

    /// <summary>The share of the bulk lane, four fifths.</summary>
    public const int BulkConcurrency = 16;

    public static Dictionary<string, string?> Settings(Uri sink) => new()
    {
        ["Service:PublicUrl"] = "https://thongtin.example.gov.vn",
        ["Channels:Twilio:BaseUrl"] = sink.ToString(),
        ["Channels:Twilio:AccountSid"] = Sid,
        ["Channels:Twilio:AuthToken"] = Token,
        ["Channels:Twilio:From"] = From,
        ["Channels:Twilio:MessagesPerSecond"] = "100000",
        ["Channels:Twilio:Concurrency"] = $"{Concurrency}",
    };
}

/// <summary>Passes on to a channel and tells an observer of each call, before and after.</summary>
internal sealed class ObservedChannel(IChannel inner, Action<OutgoingMessage>? before = null, Action? after = null) : IChannel
{
    public string Name => inner.Name;

    public string Account => inner.Account;

    public bool Enabled => inner.Enabled;

    public ChannelLimits Limits => inner.Limits;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        before?.Invoke(message);
        var outcome = await inner.SendAsync(message, ct);
        after?.Invoke();
        return outcome;
    }
}
