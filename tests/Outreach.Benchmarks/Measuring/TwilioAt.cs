using Outreach.Delivery;

namespace Outreach.Benchmarks.Measuring;

/// <summary>The real SMS channel pointed at the sink, with a rate that never binds: what is measured is us.</summary>
internal static class TwilioAt
{
    public const string Sid = "AC00000000000000000000000000000000";
    public const string Token = "benchmark";
    public const string PublicUrl = "https://thongtin.example.gov.vn";
    public const string From = "DICHVUCONG";
    public const int Concurrency = 20;

    /// <summary>The slots of the bulk lane, four fifths, as <see cref="AccountSender"/> gives them.</summary>
    public static int BulkConcurrency { get; } = (int)Math.Round(Concurrency * 0.8);

    public static Dictionary<string, string?> Settings(Uri sink) => new()
    {
        ["Service:PublicUrl"] = PublicUrl,
        ["Channels:Twilio:BaseUrl"] = sink.ToString(),
        ["Channels:Twilio:AccountSid"] = Sid,
        ["Channels:Twilio:AuthToken"] = Token,
        ["Channels:Twilio:From"] = From,
        ["Channels:Twilio:MessagesPerSecond"] = "100000",
        ["Channels:Twilio:Concurrency"] = $"{Concurrency}",
    };
}
