using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenAI;
using OpenAI.Chat;
using Outreach.Knowledge.Learning;

namespace Outreach.Knowledge.Writing;

/// <summary>
/// Asks a language model to put a found answer into smoother words, and sends them only when <see cref="WriterCheck"/> finds
/// nothing new in them. On anything else, refusal, error or silence, the answer goes out as it was.
/// </summary>
public sealed partial class AnswerWriter : IDisposable
{
    /// <summary>Low: it is to reword, not to invent.</summary>
    private const float Temperature = 0.2f;
    private const int MostTokens = 1500;

    private readonly WriterOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<AnswerWriter> logger;
    private readonly ChatClient? client;
    private readonly ConcurrentDictionary<string, long> counts = new();
    private readonly Meter meter = new("Outreach.Knowledge");
    private readonly Counter<long> outcomes;

    public AnswerWriter(IOptions<WriterOptions> options, TimeProvider time, ILogger<AnswerWriter> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (this.options, this.time, this.logger) = (options.Value, time, logger);
        outcomes = meter.CreateCounter<long>("outreach.writer.answers", description: "Answers offered to the language model, by what became of them");
        if (this.options.IsOn)
            client = Connect(this.options);
    }

    public bool IsOn => client is not null;

    /// <summary>By outcome: <c>used</c>, or why the original went out. Since the start of this process.</summary>
    public IReadOnlyDictionary<string, long> Counts => counts;

    /// <summary>The answer to send: reworded, or as it was.</summary>
    /// <param name="question">As typed; only its redacted form leaves this process.</param>
    public async Task<string> WriteAsync(string question, string answer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (client is null || Parts(answer) is not var (body, source))
            return answer;

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            var reworded = (await AskAsync(client, QuestionRedaction.Redact(question), body, either.Token)).Trim();
            var written = reworded.Length == 0 ? "" : $"{reworded}\n\n{source}";
            if (WriterCheck.Refusal(answer, written) is { } reason)
                return Kept(answer, "refused: " + reason.Split(':')[0]);
            Count("used");
            return written;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // Whatever the model's server does wrong, the citizen gets the answer.
            LogFailed(e);
            return Kept(answer, patience.IsCancellationRequested ? "time-out" : "error");
        }
    }

    public void Dispose() => meter.Dispose();

    private static ChatClient Connect(WriterOptions options) => new(
        options.Model,
        new ApiKeyCredential(string.IsNullOrEmpty(options.ApiKey) ? "none" : options.ApiKey),
        new OpenAIClientOptions { Endpoint = new Uri(options.Endpoint!), RetryPolicy = new ClientRetryPolicy(maxRetries: 0) });

    /// <summary>The model never sees the lines with the source: they are put back as they were.</summary>
    private static (string Body, string Source)? Parts(string answer)
    {
        var source = string.Join('\n', WriterCheck.SourceLines(answer));
        return source.Length > 0 && answer.EndsWith(source, StringComparison.Ordinal) && answer[..^source.Length].Trim() is { Length: > 0 } body ? (body, source) : null;
    }

    private static async Task<string> AskAsync(ChatClient client, string question, string body, CancellationToken ct)
    {
        ChatMessage[] messages = [new SystemChatMessage(WriterPrompt.Task), new UserChatMessage(WriterPrompt.Of(question, body))];
        var settings = new ChatCompletionOptions { Temperature = Temperature, MaxOutputTokenCount = MostTokens };
        ChatCompletion completion = await client.CompleteChatAsync(messages, settings, ct);
        return string.Concat(completion.Content.Select(part => part.Text));
    }

    private string Kept(string answer, string why)
    {
        Count(why);
        return answer;
    }

    private void Count(string outcome)
    {
        counts.AddOrUpdate(outcome, 1, (_, count) => count + 1);
        outcomes.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The language model gave no usable answer; the original was sent")]
    private partial void LogFailed(Exception exception);
}
