using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.Cluster;
using Outreach.Delivery;

namespace Outreach.Channels.Telegram;

/// <summary>
/// Fetches updates (getUpdates) where Telegram cannot reach us. An update is confirmed by asking for the next one, and that
/// only after it is stored; what a kill left unconfirmed comes again and is known by its id. Of all nodes one fetches.
/// </summary>
internal sealed partial class TelegramPolling(
    TelegramClient client,
    TelegramBot bot,
    TelegramUpdates updates,
    Leases leases,
    IOptions<TelegramOptions> options,
    TimeProvider time,
    ILogger<TelegramPolling> logger) : BackgroundService
{
    /// <summary>How long Telegram is to hold an empty answer back: as long as its server does (tdlib/telegram-bot-api).</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(50);

    /// <summary>Longer than one round, so that it ends only with its process.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Standby = TimeSpan.FromSeconds(10);

    /// <summary>Updates in one answer. Each is as large as a webhook's at most, and together they stay under the largest answer read.</summary>
    private const int Page = 15;

    /// <summary>A token or a second consumer is put right by a person; asking every second would only fill the log.</summary>
    private const int PatienceWithPeople = 5;

    private readonly string lease = $"telegram-updates:{options.Value.Account}";
    private long? offset;
    private bool ready;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled || !options.Value.Polling)
            return;
        var failures = 0;
        string? said = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            var trouble = await RoundAsync(stoppingToken);
            if (trouble is null)
            {
                (failures, said) = (0, null);
                continue;
            }

            if (trouble.Reason != said)
                LogTrouble(trouble.Reason);
            said = trouble.Reason;
            failures = Math.Max(failures + 1, trouble.NeedsPerson ? PatienceWithPeople : 1);
            await Task.Delay(NextStep.Backoff(failures, jitter: 1), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (options.Value.Enabled && options.Value.Polling)
            await leases.ReleaseAsync(lease, cancellationToken);
    }

    /// <summary>One question to Telegram and what came of it; null when it went well.</summary>
    private async Task<Trouble?> RoundAsync(CancellationToken ct)
    {
        try
        {
            if (!await leases.TakeAsync(lease, Lease, ct))
            {
                // Whoever fetches now may confirm what we know nothing of; begin anew where Telegram stands.
                (ready, offset) = (false, null);
                await Task.Delay(Standby, time, ct);
                return null;
            }

            return ready ? await FetchAsync(ct) : await BeginAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e)
        {
            // The database: nothing was confirmed, so nothing is lost.
            return new(e.Message, NeedsPerson: false);
        }
    }

    /// <summary>Telegram answers 409 as long as a webhook is set; what waits for it is kept.</summary>
    private async Task<Trouble?> BeginAsync(CancellationToken ct)
    {
        var done = await client.CallAsync(
            "deleteWebhook", new TelegramNothing(), TelegramJson.Default.TelegramNothing, TelegramJson.Default.TelegramAnswerBoolean, ct);
        if (done.Problem is not null)
            return Refused(done.Problem, done.Code);
        ready = true;
        LogPolling();
        await bot.IntroduceAsync(ct);
        return null;
    }

    private async Task<Trouble?> FetchAsync(CancellationToken ct)
    {
        var asked = time.GetTimestamp();
        var poll = new TelegramPoll(offset, Page, (int)Hold.TotalSeconds, TelegramBot.Updates);
        var got = await client.CallAsync(
            "getUpdates", poll, TelegramJson.Default.TelegramPoll, TelegramJson.Default.TelegramAnswerIReadOnlyListJsonElement, ct, Hold);
        if (got.Value is null)
            return Refused(got.Problem!, got.Code);
        foreach (var update in got.Value)
            await AcceptAsync(update, ct);

        // Servers in Telegram's place answer at once instead of holding the question.
        if (got.Value.Count == 0 && time.GetElapsedTime(asked) < LeastPause)
            await Task.Delay(LeastPause, time, ct);
        return null;
    }

    private async Task AcceptAsync(JsonElement element, CancellationToken ct)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("update_id", out var number) || !number.TryGetInt64(out var id))
            return;
        if (Parse(element) is { } update)
        {
            await updates.AcceptAsync(update, id, ct);
            if (update.CallbackQuery?.Id is { } tap)
                await AnswerAsync(tap, ct);
        }
        else
        {
            LogUnreadable(id);
        }

        offset = id + 1;
    }

    /// <summary>Without an answer the citizen's button keeps spinning; that it came too late does no harm.</summary>
    private async Task AnswerAsync(string tap, CancellationToken ct)
    {
        if (await client.TellAsync("answerCallbackQuery", new(tap), TelegramJson.Default.TelegramCallbackAnswer, ct) is { } problem)
            LogNotAnswered(problem);
    }

    private static TelegramUpdate? Parse(JsonElement element)
    {
        try
        {
            return element.Deserialize(TelegramJson.Default.TelegramUpdate);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Trouble Refused(string problem, int? code) => code switch
    {
        409 => new($"{problem}. Another program fetches this bot's updates, or a webhook is set for it", NeedsPerson: true),
        401 or 404 => new($"{problem}. {TelegramOptions.Section}:{nameof(TelegramOptions.BotToken)} is refused", NeedsPerson: true),
        _ => new(problem, NeedsPerson: false),
    };

    private sealed record Trouble(string Reason, bool NeedsPerson);

    [LoggerMessage(Level = LogLevel.Information, Message = "Telegram's updates are fetched")]
    private partial void LogPolling();

    [LoggerMessage(Level = LogLevel.Error, Message = "Telegram's updates cannot be fetched, it is tried again: {Reason}")]
    private partial void LogTrouble(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Telegram's update {UpdateId} is of a form nobody knows and is passed over")]
    private partial void LogUnreadable(long updateId);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A tap was not answered: {Reason}")]
    private partial void LogNotAnswered(string reason);
}
