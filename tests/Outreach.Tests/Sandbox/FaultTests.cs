using Outreach.Sandbox;
using Outreach.Sandbox.Faults;

namespace Outreach.Tests.Sandbox;

public sealed class FaultTests
{
    [Theory]
    [InlineData("""{"channel":"fax"}""", "channel")]
    [InlineData("""{"error429":1.5}""", "error429")]
    [InlineData("""{"garbage":-0.1}""", "garbage")]
    [InlineData("""{"unknownCode":2}""", "unknownCode")]
    [InlineData("""{"rateLimitPerSecond":0}""", "rateLimitPerSecond")]
    [InlineData("""{"latencyMs":-1}""", "latencyMs")]
    [InlineData("""{"dropReceipts":"viele"}""", "dropReceipts")]
    public async Task Wrong_settings_are_refused_by_name(string body, string field)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        using var response = await sandbox.ControlAsync("faults", body);

        ((int)response.StatusCode).ShouldBe(400);
        (await response.Content.ReadAsStringAsync()).ShouldContain(field);
    }

    [Theory]
    [InlineData("error429", "zalo", 200)]
    [InlineData("error429", "telegram", 429)]
    [InlineData("error429", "sms", 429)]
    [InlineData("unknownCode", "zalo", 200)]
    [InlineData("unknownCode", "telegram", 460)]
    [InlineData("unknownCode", "sms", 400)]
    [InlineData("error5xx", "zalo", 502)]
    [InlineData("error5xx", "telegram", 502)]
    [InlineData("error5xx", "sms", 500)]
    public async Task A_refused_send_is_answered_in_the_providers_way_and_not_recorded(string fault, string channel, int status)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var token = await sandbox.AccessTokenAsync();
        using var set = await sandbox.ControlAsync("faults", $$"""{"channel":"{{channel}}","{{fault}}":1}""");

        using var response = await SendAsync(sandbox, channel, token, CancellationToken.None);

        ((int)response.StatusCode).ShouldBe(status);
        (await sandbox.MessagesAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("zalo")]
    [InlineData("telegram")]
    [InlineData("sms")]
    public async Task A_send_may_be_recorded_and_never_answered(string channel)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var token = await sandbox.AccessTokenAsync();
        using var set = await sandbox.ControlAsync("faults", """{"timeoutAfterAccept":1}""");
        using var patience = new CancellationTokenSource();

        var sending = SendAsync(sandbox, channel, token, patience.Token);
        while ((await sandbox.MessagesAsync()).Length == 0)
            await Task.Yield();
        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(sending);
        (await sandbox.MessagesAsync()).ShouldHaveSingleItem().GetProperty("channel").GetString().ShouldBe(channel);
    }

    [Theory]
    [InlineData("zalo")]
    [InlineData("telegram")]
    [InlineData("sms")]
    public async Task Garbage_follows_a_message_that_is_recorded(string channel)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var token = await sandbox.AccessTokenAsync();
        using var set = await sandbox.ControlAsync("faults", """{"garbage":1,"seed":1}""");

        var answers = new List<string>();
        foreach (var _ in Enumerable.Range(0, 20))
            answers.Add(await GarbageAsync(sandbox, channel, token));

        answers.Distinct().ShouldBe(["502", "broken off"], ignoreOrder: true);
        (await sandbox.MessagesAsync()).Length.ShouldBe(20);
    }

    [Fact]
    public void The_same_seed_rolls_the_same_faults()
    {
        bool[] Roll(int seed)
        {
            var faults = new ChannelFaults(seed, null, TimeProvider.System);
            faults.Set(new FaultSettings { Error5xx = 0.3 });
            return [.. Enumerable.Range(0, 1000).Select(_ => faults.Roll(s => s.Error5xx))];
        }

        Roll(7).ShouldBe(Roll(7));
        Roll(7).ShouldNotBe(Roll(8));
        Roll(7).Count(hit => hit).ShouldBeInRange(240, 360);
    }

    [Fact]
    public void A_bucket_refills_with_time()
    {
        var clock = new StandingClock();
        var bucket = new TokenBucket(2, clock);

        bucket.Refuse().ShouldBeNull();
        bucket.Refuse().ShouldBeNull();
        bucket.Refuse().ShouldBe(TimeSpan.FromSeconds(0.5));
        clock.Now += TimeSpan.FromSeconds(0.5);
        bucket.Refuse().ShouldBeNull();
    }

    private static async Task<string> GarbageAsync(RunningSandbox sandbox, string channel, string token)
    {
        try
        {
            using var response = await SendAsync(sandbox, channel, token, CancellationToken.None);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
            return ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (HttpRequestException)
        {
            return "broken off";
        }
    }

    private static Task<HttpResponseMessage> SendAsync(RunningSandbox sandbox, string channel, string zaloToken, CancellationToken ct)
    {
        var request = channel switch
        {
            "zalo" => new HttpRequestMessage(HttpMethod.Post, "/v3.0/oa/message/cs")
            {
                Content = new StringContent("""{"recipient":{"user_id":"1"},"message":{"text":"a"}}"""),
                Headers = { { "access_token", zaloToken } },
            },
            "telegram" => new HttpRequestMessage(HttpMethod.Post, $"/bot{SandboxDefaults.TelegramBotToken}/sendMessage")
            {
                Content = RunningSandbox.Form(("chat_id", "1"), ("text", "a")),
            },
            _ => new HttpRequestMessage(HttpMethod.Post, RunningSandbox.TwilioPath("Messages.json"))
            {
                Content = RunningSandbox.Form(("To", "+84901234567"), ("From", "UBNDTINH"), ("Body", "a")),
                Headers = { Authorization = RunningSandbox.TwilioCredentials },
            },
        };
        return sandbox.Http.SendAsync(request, ct);
    }
}
