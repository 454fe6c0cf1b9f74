using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Outreach.Sandbox.Faults;
using Outreach.Sandbox.Journal;
using Outreach.Sandbox.Zalo;

namespace Outreach.Sandbox.Control;

/// <summary>What tests and the page ask of the sandbox itself, under <c>/sandbox</c>.</summary>
internal sealed class ControlApi(Ledger ledger, FaultBoard faults, Citizens citizens, MediaShelf media, ZnsTemplates templates)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sandbox/messages", ListAsync);
        routes.MapDelete("/sandbox/messages", ClearAsync);
        routes.MapGet("/sandbox/summary", SummaryAsync);
        routes.MapGet("/sandbox/faults", context => WriteAsync(context, faults.Current(), ControlJson.Default.IReadOnlyListFaultSettings));
        routes.MapPost("/sandbox/faults", SetFaultsAsync);
        routes.MapPost("/sandbox/inbound", InboundAsync);
        routes.MapPut("/sandbox/people", RegisterAsync);
        routes.MapPut("/sandbox/templates", ApproveAsync);
        routes.MapGet(MediaShelf.Path + "{id}", PictureAsync);
    }

    public static Task WriteAsync<T>(HttpContext context, T body, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(body, type, cancellationToken: context.RequestAborted);
    }

    public static Task RefuseAsync(HttpContext context, string detail, int status = StatusCodes.Status400BadRequest)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(
            new ControlProblem("The sandbox cannot do that", status, detail), ControlJson.Default.ControlProblem, "application/problem+json");
    }

    private Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var channel = query["channel"].ToString() is { Length: > 0 } name ? name : null;
        if (channel is not null && !Channels.All.Contains(channel))
            return RefuseAsync(context, $"channel: '{channel}' is none of {string.Join(", ", Channels.All)}");
        if (!TryNumber(query["after"], 0, out var after))
            return RefuseAsync(context, $"after: '{query["after"]}' is not a sequence number");
        if (!TryNumber(query["limit"], int.MaxValue, out var limit))
            return RefuseAsync(context, $"limit: '{query["limit"]}' is not a number");
        var to = query["to"].ToString() is { Length: > 0 } address ? address : null;
        var found = ledger.Read(state => state.Messages(channel, to, after, (int)Math.Min(limit, int.MaxValue)));
        return WriteAsync(context, found, ControlJson.Default.IReadOnlyListReceivedMessage);
    }

    private Task SummaryAsync(HttpContext context)
    {
        var messages = ledger.Read(state => state.Messages(channel: null, to: null, after: 0, limit: int.MaxValue)).ToLookup(message => message.Channel);
        var summary = Channels.All.ToDictionary(channel => channel, channel => ChannelSummary.Of(messages[channel], faults[channel].Refused));
        return WriteAsync(context, summary, ControlJson.Default.DictionaryStringChannelSummary);
    }

    private async Task ClearAsync(HttpContext context)
    {
        await ledger.RecordAsync(new Cleared());
        faults.ForgetRefusals();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task SetFaultsAsync(HttpContext context)
    {
        if (await ReadAsync(context, ControlJson.Default.FaultSettings) is not { } settings)
            return;
        if (settings.Mistake() is { } mistake)
        {
            await RefuseAsync(context, mistake);
            return;
        }

        faults.Set(settings);
        await WriteAsync(context, faults.Current(), ControlJson.Default.IReadOnlyListFaultSettings);
    }

    private async Task InboundAsync(HttpContext context)
    {
        if (await ReadAsync(context, ControlJson.Default.CitizenAction) is not { } action)
            return;
        try
        {
            var seq = await citizens.ActAsync(action);
            await WriteAsync(context, new CitizenActed(seq), ControlJson.Default.CitizenActed, StatusCodes.Status202Accepted);
        }
        catch (CitizenMistake mistake)
        {
            await RefuseAsync(context, mistake.Message);
        }
    }

    private async Task RegisterAsync(HttpContext context)
    {
        if (await ReadAsync(context, ControlJson.Default.PersonArray) is not { } people)
            return;
        try
        {
            await citizens.RegisterAsync(people);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (CitizenMistake mistake)
        {
            await RefuseAsync(context, mistake.Message);
        }
    }

    private async Task ApproveAsync(HttpContext context)
    {
        if (await ReadAsync(context, ControlJson.Default.ApprovedTemplateArray) is not { } approved)
            return;
        if (approved.Any(template => string.IsNullOrWhiteSpace(template.Id) || string.IsNullOrWhiteSpace(template.Text)))
        {
            await RefuseAsync(context, "id, text: a template has both");
            return;
        }

        templates.Approve(approved);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task PictureAsync(HttpContext context)
    {
        var id = (string)context.GetRouteValue("id")!;
        if (await media.ReadAsync(id, context.RequestAborted) is not { } bytes)
        {
            await RefuseAsync(context, $"No picture {id}.", StatusCodes.Status404NotFound);
            return;
        }

        context.Response.ContentType = Picture.MediaTypeOf(id);
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable"; // named by content
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        // Browsers send application/json across sites only after asking, so another page cannot write as a citizen.
        if (!context.Request.HasJsonContentType())
        {
            await RefuseAsync(context, "The body must be application/json.", StatusCodes.Status415UnsupportedMediaType);
            return null;
        }

        try
        {
            var value = await context.Request.ReadFromJsonAsync(type, context.RequestAborted);
            if (value is null)
                await RefuseAsync(context, "The body is empty.");
            return value;
        }
        catch (JsonException e)
        {
            await RefuseAsync(context, $"{e.Path ?? "$"}: {e.Message}");
            return null;
        }
    }

    private static bool TryNumber(string? text, long fallback, out long number)
    {
        number = fallback;
        return string.IsNullOrEmpty(text) || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
