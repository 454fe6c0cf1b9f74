using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Outreach.Assistant.Dialogs;

namespace Outreach.Inbox.Dossiers;

/// <summary>
/// Asks the sandbox, or a system that answers as it does. What it says of the applicant is not even read. A time-out, an error or
/// an answer that cannot be read is <see cref="DossierFinding.Unreachable"/>: silence says nothing about a dossier.
/// </summary>
internal sealed partial class SandboxDossiers(HttpClient http, ILogger<SandboxDossiers> logger) : IDossierLookup
{
    public const string ClientName = "dossiers";

    public async Task<DossierFinding> FindAsync(string code, CancellationToken ct)
    {
        try
        {
            using var response = await http.GetAsync(new Uri("dossiers/" + Uri.EscapeDataString(code), UriKind.Relative), ct);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return new DossierFinding.Unknown();
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync(DossierJson.Default.DossierBody, ct) is { } body ? Known(body) : new DossierFinding.Unreachable();
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            LogUnreachable(e.GetType().Name);
            return new DossierFinding.Unreachable();
        }
    }

    private static DossierFinding Known(DossierBody body) => Stage(body.State) is { } stage
        ? new DossierFinding.Known(stage, body.Procedure, body.Office, body.ReceivedOn, body.DueOn, body.AsOf)
        : new DossierFinding.Unreachable();

    private static DossierStage? Stage(string? state) => state switch
    {
        "received" => DossierStage.Received,
        "processing" => DossierStage.Processing,
        "needs_supplement" => DossierStage.NeedsSupplement,
        "needs_payment" => DossierStage.NeedsPayment,
        "overdue" => DossierStage.Overdue,
        "refused" => DossierStage.Refused,
        "done" => DossierStage.Done,
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "A dossier could not be looked up: {Reason}")]
    private partial void LogUnreachable(string reason);
}

internal sealed record DossierBody(string? State, string? Procedure, string? Office, DateOnly? ReceivedOn, DateOnly? DueOn, DateOnly AsOf);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DossierBody))]
internal sealed partial class DossierJson : JsonSerializerContext;
