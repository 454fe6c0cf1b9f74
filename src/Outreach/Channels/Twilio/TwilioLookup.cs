using System.Diagnostics;
using System.Globalization;
using System.Net;
using Outreach.Delivery;

namespace Outreach.Channels.Twilio;

/// <summary>
/// Looks in Twilio's list of messages for one whose answer was lost: same number, same words, created since the attempt began.
/// A second message with the same words to the same number looks the same, so the caller must not take an id that another row
/// already has.
/// </summary>
internal sealed class TwilioLookup(TwilioClient twilio)
{
    /// <summary>Everything one number received in 13 months of retention fits on far fewer pages of 1000; more is a loop.</summary>
    private const int MostPages = 20;

    /// <summary>How far Twilio's clock may be behind ours; its times have whole seconds.</summary>
    private static readonly TimeSpan ClockError = TimeSpan.FromSeconds(5);

    /// <remarks>
    /// Filtered by number only. DateSent would be the other filter, but a message still in Twilio's queue has no date_sent and the
    /// documentation does not say that the filter keeps it; overlooking it would send it twice.
    /// </remarks>
    public async Task<LookupResult> FindAsync(DoubtfulMessage doubtful, CancellationToken ct)
    {
        var matches = new List<(TwilioMessage Message, DateTimeOffset Created)>();
        string? next = $"{twilio.MessagesPath}?To={Uri.EscapeDataString(doubtful.Message.Address)}&PageSize=1000";
        for (var page = 0; next is not null; page++)
        {
            if (page == MostPages)
                return new LookupResult.Unavailable($"more than {MostPages} pages of messages");
            var (list, problem) = await PageAsync(next, ct);
            if (list is null)
                return new LookupResult.Unavailable(problem);
            foreach (var message in list.Messages!.Where(message => IsLike(message, doubtful.Message)))
            {
                if (string.IsNullOrEmpty(message.Sid) || CreatedAt(message) is not { } created)
                    return new LookupResult.Unavailable("a message without id or date");
                matches.Add((message, created));
            }

            next = list.NextPageUri;
        }

        return Choose(matches, doubtful.Since);
    }

    private async Task<(TwilioList? List, string Problem)> PageAsync(string path, CancellationToken ct)
    {
        // A path on the same host, as documented; anywhere else must not learn our credentials.
        if (!path.StartsWith('/') || path.StartsWith("//", StringComparison.Ordinal))
            return (null, "the next page is not a path");
        var exchange = await twilio.ExchangeAsync(HttpMethod.Get, twilio.At(path), body: null, TwilioJson.Default.TwilioList, ct);
        return exchange switch
        {
            Exchange<TwilioList>.Answered { Status: HttpStatusCode.OK, Body: { Messages: not null } list } => (list, ""),
            Exchange<TwilioList>.Answered answered => (null, $"HTTP {(int)answered.Status} {answered.Body?.Code} {answered.Body?.Message}".TrimEnd()),
            Exchange<TwilioList>.NotSent notSent => (null, notSent.Reason),
            Exchange<TwilioList>.NoAnswer noAnswer => (null, noAnswer.Reason),
            _ => throw new UnreachableException(),
        };
    }

    private static bool IsLike(TwilioMessage message, OutgoingMessage ours) =>
        message.Direction == "outbound-api" && message.To == ours.Address && message.Body?.Normalize() == ours.Content.Text.Normalize();

    private static DateTimeOffset? CreatedAt(TwilioMessage message) =>
        DateTimeOffset.TryParseExact(
            message.DateCreated, "ddd, d MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    /// <summary>The first created since the attempt began; else the last one before that a slow clock explains.</summary>
    private static LookupResult Choose(IEnumerable<(TwilioMessage Message, DateTimeOffset Created)> matches, DateTimeOffset since)
    {
        var start = since.AddTicks(-(since.Ticks % TimeSpan.TicksPerSecond));
        var best = matches.Where(match => match.Created >= start - ClockError)
            .OrderBy(match => match.Created < start)
            .ThenBy(match => (match.Created - start).Duration())
            .Select(match => match.Message)
            .FirstOrDefault();
        if (best is null)
            return new LookupResult.NotFound();

        // Whatever a state we do not know means, Twilio has the message.
        var status = TwilioStatus.Read(best.Status) ?? ReceiptStatus.Sent;
        return new LookupResult.Found(best.Sid!, status, status == ReceiptStatus.Failed ? Reason(best) : null);
    }

    private static string? Reason(TwilioMessage message) =>
        message.ErrorCode is { } code ? $"{code} {message.ErrorMessage ?? message.Status}" : message.Status;
}
