using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Outreach.Sandbox.Control;
using Outreach.Sandbox.Journal;
using Outreach.Sandbox.Phones;

namespace Outreach.Sandbox.Page;

/// <summary>What the page of phones reads, and the stream that tells it when to read again.</summary>
internal sealed class PhonesApi(Ledger ledger, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private const int DefaultPage = 50;
    private const int LargestPage = 200;

    /// <summary>Often enough to look live, seldom enough that a campaign's thousands a second do not flood the browser.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sandbox/phones", ListAsync);
        routes.MapGet("/sandbox/phones/{id:int}", ShowAsync);
        routes.MapGet("/sandbox/live", StreamAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var skip = Number(query["skip"], 0, int.MaxValue);
        var take = Number(query["take"], DefaultPage, LargestPage);
        var search = query["search"].ToString();
        var list = ledger.Read(state => new PhoneList(
            state.LastSeq,
            string.IsNullOrWhiteSpace(search) ? state.Phones.Count : state.Phones.Search(search).Count(),
            state.Counts(),
            [.. state.Phones.Search(search).Skip(skip).Take(take).Select(phone => Line(state, phone))]));
        return ControlApi.WriteAsync(context, list, ControlJson.Default.PhoneList);
    }

    private Task ShowAsync(HttpContext context)
    {
        var id = int.Parse((string)context.GetRouteValue("id")!, CultureInfo.InvariantCulture);
        var screen = ledger.Read(state => state.Phones.Find(id) is { } phone ? Screen(state, phone) : null);
        return screen is null
            ? ControlApi.RefuseAsync(context, $"No phone {id}.", StatusCodes.Status404NotFound)
            : ControlApi.WriteAsync(context, screen, ControlJson.Default.PhoneScreen);
    }

    /// <summary>Server-sent events: the newest sequence number, whenever it has changed.</summary>
    private async Task StreamAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var timer = new PeriodicTimer(Beat, time);
        long told = -1;
        try
        {
            do
            {
                var seq = ledger.LastSeq;
                if (seq != told)
                    await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"data: {seq}\n\n"), end.Token);
                told = seq;
                await context.Response.Body.FlushAsync(end.Token);
            }
            while (await timer.WaitForNextTickAsync(end.Token));
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The browser left or the sandbox stops.
        }
    }

    private static PhoneLine Line(LedgerState state, Phone phone) => new(
        phone.Id, phone.Name, [.. phone.Addresses.Keys], phone.Bubbles.Count > 0 ? Show(state, phone.Bubbles[^1]) : null);

    private static PhoneScreen Screen(LedgerState state, Phone phone) => new(
        phone.Id,
        phone.Name,
        new Dictionary<string, string>(phone.Addresses),
        [.. phone.Addresses.Where(address => state.Memberships.HasLeft(address.Key, address.Value)).Select(address => address.Key)],
        [.. phone.Bubbles.Select(bubble => Show(state, bubble))]);

    private static Bubble Show(LedgerState state, JournalEntry entry) => entry switch
    {
        ReceivedMessage m => new Bubble(
            m.Seq, m.Channel, Mine: false, "message", m.Text, m.ReceivedAt, state.IsSeen(m.Seq), m.From, m.ImageUrl, m.Buttons, m.File?.Url, m.File?.Name, m.AsksForContact),
        PhoneEvent e => new Bubble(e.Seq, e.Channel, Mine: true, Name(e.Kind), e.Label ?? e.Text ?? "", e.At, Seen: true),
        _ => throw new ArgumentException($"{entry.GetType().Name} is not shown on a phone.", nameof(entry)),
    };

    private static string Name(PhoneEventKind kind) => kind switch
    {
        PhoneEventKind.Tap => "tap",
        PhoneEventKind.Join => "join",
        PhoneEventKind.Leave => "leave",
        _ => "message",
    };

    private static int Number(string? text, int fallback, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? Math.Min(value, most) : fallback;
}
