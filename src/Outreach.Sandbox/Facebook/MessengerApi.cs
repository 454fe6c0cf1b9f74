using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Outreach.Sandbox.Callbacks;
using Outreach.Sandbox.Faults;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Facebook;

/// <summary>The Send API of a page: who may be written to, what a message may hold, attachments uploaded once.</summary>
internal sealed class MessengerApi : IProvider
{
    private const string HumanAgent = "HUMAN_AGENT";

    private static readonly TimeSpan Window = TimeSpan.FromHours(24);
    private static readonly TimeSpan HumanWindow = TimeSpan.FromDays(7);

    private readonly SandboxOptions options;
    private readonly Ledger ledger;
    private readonly Carrier carrier;
    private readonly MediaShelf media;
    private readonly GraphCalls calls;
    private readonly MessengerWebhook webhook;

    public MessengerApi(SandboxOptions options, Ledger ledger, Carrier carrier, FaultBoard faults, MediaShelf media)
    {
        (this.options, this.ledger, this.carrier, this.media) = (options, ledger, carrier, media);
        calls = new GraphCalls(options, faults[Channels.Messenger]);
        webhook = new MessengerWebhook(options, ledger);
    }

    public string Channel => Channels.Messenger;

    public void Map(IEndpointRouteBuilder routes)
    {
        var page = routes.MapGroup("/{version}/{page}");
        page.MapPost("/messages", calls.Call(SendAsync));
        page.MapPost("/message_attachments", calls.Call(UploadAsync));
    }

    public IReadOnlyList<Callback> Receipts(ReceivedMessage message) => webhook.Receipts(message);

    public Callback? Notification(PhoneEvent phoneEvent) => webhook.Event(phoneEvent);

    private async Task<JsonObject?> SendAsync(HttpContext context)
    {
        var body = await GraphCalls.ReadAsync(context);
        if (body["recipient"]?["id"]?.ToString() is not { Length: > 0 } psid)
            throw GraphRefusal.Invalid("recipient is missing");
        if (body["message"] is not JsonObject message)
            throw GraphRefusal.Invalid("message is missing");
        CheckWindow(psid, body["messaging_type"]?.ToString(), body["tag"]?.ToString());
        var content = MessengerContent.Read(message);
        var file = content.AttachmentId is { } id ? ledger.Read(state => state.File(Channel, id)) ?? throw GraphRefusal.Invalid("Invalid attachment_id") : null;

        var mid = "m_" + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(24));
        await carrier.AcceptAsync(this, seq => new ReceivedMessage(
            seq,
            Channel,
            psid,
            options.Facebook.PageId,
            content.Text,
            file is null ? null : MediaShelf.Path + file.MediaId,
            content.Buttons,
            mid,
            content.Metadata,
            options.Time.GetUtcNow()));
        return await carrier.SpoilsAnswerAsync(Channel, context) ? null : new JsonObject { ["recipient_id"] = psid, ["message_id"] = mid };
    }

    private void CheckWindow(string psid, string? type, string? tag)
    {
        var (left, heard) = ledger.Read(state => (state.Memberships.HasLeft(Channel, psid), state.Memberships.LastMessengerInteraction(psid)));
        if (type is not ("RESPONSE" or "UPDATE" or "MESSAGE_TAG"))
            throw GraphRefusal.Invalid("messaging_type must be RESPONSE, UPDATE or MESSAGE_TAG");
        if ((type == "MESSAGE_TAG") != (tag is not null) || (tag is not null && tag != HumanAgent))
            throw GraphRefusal.Invalid("Invalid tag");
        if (heard is null)
            throw new GraphRefusal(100, 2018001, "No matching user found");
        if (left)
            throw new GraphRefusal(551, 1545041, "This person isn't available right now.");
        if (options.Time.GetUtcNow() - heard > (tag is null ? Window : HumanWindow))
            throw new GraphRefusal(10, 2018278, "This message is sent outside of allowed window.");
    }

    private async Task<JsonObject?> UploadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            throw GraphRefusal.Invalid("filedata is missing");
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.Files.GetFile("filedata") is not { } upload || TypeOf(form["message"].ToString()) is not { } type)
            throw GraphRefusal.Invalid("message and filedata are needed");
        var bytes = await GraphCalls.BytesAsync(upload, context.RequestAborted);
        var picture = Picture.Read(bytes);
        if (type == "image" && picture is null)
            throw new GraphRefusal(100, 2018047, "Upload attachment failure.");

        var kept = picture ?? new Picture(Ending(upload.FileName), "application/octet-stream", 0, 0);
        var id = RandomNumberGenerator.GetInt32(1, int.MaxValue).ToString(CultureInfo.InvariantCulture) + "7";
        await ledger.RecordAsync(new UploadedFile(Channel, id, await media.SaveAsync(bytes, kept, context.RequestAborted), options.Time.GetUtcNow()));
        return new JsonObject { ["attachment_id"] = id };
    }

    private static string? TypeOf(string message)
    {
        try
        {
            return JsonNode.Parse(message)?["attachment"]?["type"]?.ToString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Ending(string name) => Path.GetExtension(name) is { Length: > 1 and < 6 } ending && ending[1..].All(char.IsAsciiLetterLower) ? ending : ".bin";
}
