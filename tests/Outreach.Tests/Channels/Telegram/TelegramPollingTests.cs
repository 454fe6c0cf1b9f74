using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.Channels.Telegram;
using Outreach.Cluster;
using Outreach.Inbox;
using Outreach.Storage;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Telegram;

/// <summary>Fetching updates: stored before they are confirmed, by one node, through every refusal.</summary>
[Trait("Database", "Both")]
public sealed class TelegramPollingTests : IAsyncLifetime, IDisposable
{
    private const string Bot = "/bot123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11";
    private const string GetUpdates = Bot + "/getUpdates";
    private const string Yes = """{"ok":true,"result":true}""";
    private const string Question = """{"update_id":70,"message":{"message_id":1,"date":1441645532,"chat":{"id":5,"type":"private"},"text":"Làm hộ chiếu"}}""";
    private const string Tap = """{"update_id":71,"callback_query":{"id":"99","from":{"id":5},"data":"Tra cứu"}}""";

    private readonly ManualTime time = new();
    private readonly LogLines log = new();
    private TestDatabase test = null!;
    private FakeProvider provider = null!;

    public async Task InitializeAsync()
    {
        test = await TestDatabase.CreateAsync();
        provider = await FakeProvider.StartAsync();
    }

    public void Dispose() => log.Dispose();

    public async Task DisposeAsync()
    {
        await provider.DisposeAsync();
        await test.DisposeAsync();
    }

    [Fact]
    public async Task An_update_is_stored_before_it_is_confirmed_and_a_tap_is_answered()
    {
        Begins();
        provider.Answers(GetUpdates, $$"""{"ok":true,"result":[{{Question}},{{Tap}},{"update_id":72,"message":"a form nobody knows"}]}""");
        provider.Answers(Bot + "/answerCallbackQuery", """{"ok":false,"error_code":400,"description":"Bad Request: query is too old"}""", 400);
        long stored = -1;
        var confirmed = new TaskCompletionSource();
        provider.Answers(GetUpdates, async context =>
        {
            stored = await test.CountAsync("inbox");
            await HoldAsync(context, confirmed);
        });

        await using (await StartAsync())
            await confirmed.Task;

        stored.ShouldBe(2);
        var polls = Bodies("getUpdates");
        polls[0]["offset"].ShouldBeNull("where Telegram stands is not known yet");
        polls[1]["offset"]!.GetValue<long>().ShouldBe(73);
        polls[1]["timeout"]!.GetValue<int>().ShouldBe(50);
        foreach (var request in provider.Received)
            BotApi.Faults(request.Path[(Bot.Length + 1)..], JsonNode.Parse(request.Body)!.AsObject()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_stored_and_not_confirmed_comes_again_and_is_stored_once()
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Begins();
            provider.Answers(GetUpdates, $$"""{"ok":true,"result":[{{Question}}]}""");
            var reached = provider.KeepsSilentAt(GetUpdates);
            await using (await StartAsync())
                await reached;
        }

        (await test.CountAsync("inbox")).ShouldBe(1);
    }

    [Fact]
    public async Task What_the_database_refused_is_not_confirmed()
    {
        Begins();
        var heal = await test.FailWhenFullAsync("inbox", 0);
        provider.Answers(GetUpdates, $$"""{"ok":true,"result":[{{Question}}]}""");
        provider.Answers(GetUpdates, $$"""{"ok":true,"result":[{{Question}}]}""");
        var reached = provider.KeepsSilentAt(GetUpdates);

        await using (await StartAsync())
        {
            await Eventually.BecomesTrueAsync(() => Task.FromResult(!log.Errors.IsEmpty), "the failure is told");
            await heal();
            await PassTimeAsync(reached);
        }

        (await test.CountAsync("inbox")).ShouldBe(1);
        Bodies("getUpdates").Select(body => body["offset"]?.GetValue<long>()).ShouldBe([null, null, 71]);
    }

    [Theory]
    [InlineData(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running", "Another program fetches")]
    [InlineData(409, "Conflict: can't use getUpdates method while webhook is active", "a webhook is set")]
    [InlineData(401, "Unauthorized", "Channels:Telegram:BotToken is refused")]
    [InlineData(502, "Bad Gateway", "502")]
    public async Task A_refusal_is_told_once_and_tried_again(int status, string words, string told)
    {
        Begins();
        foreach (var _ in Enumerable.Range(0, 3))
            provider.Answers(GetUpdates, $$"""{"ok":false,"error_code":{{status}},"description":"{{words}}"}""", status);
        provider.Answers(GetUpdates, $$"""{"ok":true,"result":[{{Question}}]}""");
        var reached = provider.KeepsSilentAt(GetUpdates);

        await using (await StartAsync())
            await PassTimeAsync(reached);

        log.Errors.ShouldHaveSingleItem().ShouldContain(told);
        log.Errors.Single().ShouldNotContain("ABC-DEF1234ghIkl");
        (await test.CountAsync("inbox")).ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_nodes_one_fetches_and_the_other_when_it_has_stopped()
    {
        Begins();
        var first = provider.KeepsSilentAt(GetUpdates);
        var one = await StartAsync("one");
        await first;
        var two = await StartAsync("two");
        Begins();
        var second = provider.KeepsSilentAt(GetUpdates);

        await one.DisposeAsync();
        await PassTimeAsync(second);
        await two.DisposeAsync();

        Bodies("deleteWebhook").Count.ShouldBe(2);
    }

    private void Begins()
    {
        provider.Answers(Bot + "/deleteWebhook", Yes);
        provider.Answers(Bot + "/getMe", """{"ok":true,"result":{"id":123456,"is_bot":true,"first_name":"Tỉnh","username":"tinh_bot"}}""");
        provider.Answers(Bot + "/setMyCommands", Yes);
    }

    private async Task<Fetching> StartAsync(string node = "one")
    {
        var settings = TelegramChannelTests.Settings(provider.Url);
        settings["Channels:Telegram:Polling"] = "true";
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddLogging(logging => logging.AddProvider(log))
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(test.Database)
            .AddSingleton(test.Cipher)
            .AddSingleton<InboxSignal>()
            .AddSingleton<IncomingMessages>()
            .AddSingleton<Leases>()
            .Configure<ClusterOptions>(cluster => cluster.Node = node)
            .AddTelegram()
            .BuildServiceProvider();
        var polling = services.GetServices<IHostedService>().OfType<TelegramPolling>().Single();
        await polling.StartAsync(default);
        return new Fetching(services, polling);
    }

    private List<JsonObject> Bodies(string method) =>
        [.. provider.Received.Where(request => request.Path == $"{Bot}/{method}").Select(request => JsonNode.Parse(request.Body)!.AsObject())];

    /// <summary>Lets the clock run until something has happened.</summary>
    private Task PassTimeAsync(Task happens) => Eventually.BecomesTrueAsync(
        () =>
        {
            // Less than a poll takes, or the clock would end the polls themselves.
            if (!happens.IsCompleted)
                time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(happens.IsCompleted);
        },
        "what time brings");

    private static async Task HoldAsync(HttpContext context, TaskCompletionSource reached)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        reached.SetResult();
        await gone.Task;
    }

    private sealed record Fetching(ServiceProvider Services, TelegramPolling Polling) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Polling.StopAsync(default);
            await Services.DisposeAsync();
        }
    }

    /// <summary>What was logged as an error.</summary>
    private sealed class LogLines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Errors { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Error)
                Errors.Enqueue(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
