using Microsoft.AspNetCore.Http;
using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels;

/// <summary>What every channel owes the dispatcher, whatever its provider does to it.</summary>
[Trait("Database", "Both")]
public abstract class ChannelContract : IAsyncLifetime
{
    protected FakeProvider Provider { get; private set; } = null!;

    protected ChannelStand Stand { get; private set; } = null!;

    /// <summary>Where a plain text goes.</summary>
    protected abstract string SendPath { get; }

    protected abstract string Address { get; }

    /// <summary>The provider's own way to say "too many requests".</summary>
    protected abstract (int Status, string Body) TooManyRequests { get; }

    /// <summary>The provider's answer to a message it took.</summary>
    protected abstract (int Status, string Body) Taken { get; }

    /// <summary>A refusal in the provider's form, with a code that no documentation knows.</summary>
    protected abstract (int Status, string Body) UnknownCode { get; }

    /// <summary>Whether the provider documents that a plain 500 may be repeated.</summary>
    protected abstract bool Repeats500 { get; }

    /// <summary>Whether a message without an answer may be sent again, because the other side knows it by its id.</summary>
    protected virtual bool RepeatsLostAnswers => false;

    /// <summary>Whether a 2xx means that it was taken, whatever came with it.</summary>
    protected virtual bool StatusTellsAll => false;

    /// <summary>Whether the provider is told our id, by which it knows a repeat or names the message in its receipts.</summary>
    protected virtual bool TellsItsId => false;

    /// <summary>The plainest message this channel can carry.</summary>
    protected virtual MessageContent Plain => new("Xin chào");

    protected abstract Task<ChannelStand> StandAsync(Uri provider);

    public async Task InitializeAsync()
    {
        Provider = await FakeProvider.StartAsync();
        Stand = await StandAsync(Provider.Url);
    }

    public async Task DisposeAsync()
    {
        await Stand.DisposeAsync();
        await Provider.DisposeAsync();
    }

    [Fact]
    public async Task A_provider_that_is_down_postpones()
    {
        await using var stand = await StandAsync(FakeProvider.Down());

        (await stand.SendAsync(Address, Plain)).ShouldBeOfType<SendOutcome.Postponed>().For.ShouldBe(PostponedFor.Failure);
    }

    [Fact]
    public async Task A_500_is_met_as_the_provider_documents()
    {
        Provider.Answers(SendPath, "<html>Internal Server Error</html>", 500, "text/html");

        (await SendAsync()).ShouldBeOfType(Repeats500 ? typeof(SendOutcome.Postponed) : typeof(SendOutcome.Unconfirmed));
    }

    [Theory]
    [InlineData(502)]
    [InlineData(504)]
    public async Task A_gateway_that_lost_the_answer_leaves_it_unconfirmed(int status)
    {
        Provider.Answers(SendPath, "<html>Bad Gateway</html>", status, "text/html");

        ShouldBeLost(await SendAsync());
    }

    [Fact]
    public async Task Too_many_requests_postpones()
    {
        Provider.Answers(SendPath, TooManyRequests.Body, TooManyRequests.Status);

        (await SendAsync()).ShouldBeOfType<SendOutcome.Postponed>().For.ShouldBe(PostponedFor.Pace);
    }

    [Fact]
    public async Task Too_many_requests_by_a_gateway_postpones()
    {
        Provider.Answers(SendPath, "<html>Too Many Requests</html>", 429, "text/html");

        (await SendAsync()).ShouldBeOfType<SendOutcome.Postponed>().For.ShouldBe(PostponedFor.Pace);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Mon, 05 Jan 2026 02:00:09 GMT", 9)]
    [InlineData("2000000000", 86_400)]
    public async Task A_pause_named_in_the_header_is_kept_for_up_to_a_day(string header, int seconds)
    {
        Provider.Answers(SendPath, async context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = header;
            await context.Response.WriteAsync("<html>Too Many Requests</html>");
        });

        (await SendAsync()).ShouldBe(new SendOutcome.Postponed("HTTP 429", TimeSpan.FromSeconds(seconds), PostponedFor.Pace));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("Sun, 05 Jan 2025 02:00:09 GMT")]
    [InlineData("soon")]
    public async Task A_pause_that_is_over_or_makes_no_sense_is_none(string header)
    {
        Provider.Answers(SendPath, context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = header;
            return Task.CompletedTask;
        });

        (await SendAsync()).ShouldBeOfType<SendOutcome.Postponed>().RetryAfter.ShouldNotBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Silence_after_the_request_leaves_it_unconfirmed()
    {
        var reached = Provider.KeepsSilentAt(SendPath);

        var sending = SendAsync();
        await reached;
        Stand.Time.Advance(TimeSpan.FromSeconds(20));

        ShouldBeLost(await sending, "no answer within 20 s");
    }

    [Theory]
    [InlineData("<html>It works!</html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"message\":\"\\ud800\"}")]
    [InlineData("{\"error\":1e99,\"ok\":3,\"sid\":{}}")]
    public async Task A_success_that_is_not_the_provider_s_leaves_it_unconfirmed(string body)
    {
        Provider.Answers(SendPath, body, 200, "text/html");

        var outcome = await SendAsync();

        if (StatusTellsAll)
            outcome.ShouldBeOfType<SendOutcome.Accepted>();
        else
            ShouldBeLost(outcome);
    }

    [Fact]
    public async Task Half_an_answer_leaves_it_unconfirmed()
    {
        Provider.BreaksOffAt(SendPath);

        ShouldBeLost(await SendAsync());
    }

    [Fact]
    public async Task No_answer_at_all_leaves_it_unconfirmed()
    {
        Provider.Answers(SendPath, context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        ShouldBeLost(await SendAsync());
    }

    [Fact]
    public async Task A_body_that_never_comes_leaves_it_unconfirmed()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Provider.Answers(SendPath, async context =>
        {
            context.Response.ContentLength = 500;
            await context.Response.Body.FlushAsync();
            begun.SetResult();
            var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        });

        var sending = SendAsync();
        await begun.Task;
        Stand.Time.Advance(TimeSpan.FromSeconds(20));

        ShouldBeLost(await sending, "no answer within 20 s");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_of_100_MB_leaves_it_unconfirmed_and_is_not_read_to_its_end(bool announced)
    {
        var block = new byte[1 << 20];
        Provider.Answers(SendPath, async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = announced ? 100 * block.Length : null;
            for (var i = 0; i < 100 && !context.RequestAborted.IsCancellationRequested; i++)
                await context.Response.Body.WriteAsync(block);
        });

        ShouldBeLost(await SendAsync());
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task A_redirect_is_not_followed(int status)
    {
        Provider.Answers(SendPath, context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });

        var outcome = await SendAsync();

        (outcome is SendOutcome.Unconfirmed or SendOutcome.Postponed).ShouldBeTrue(outcome.ToString());
        Provider.Received.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_answer_is_read_whatever_its_content_type()
    {
        Provider.Answers(SendPath, Taken.Body, Taken.Status, "text/html");

        (await SendAsync()).ShouldBeOfType<SendOutcome.Accepted>();
    }

    [Fact]
    public async Task A_refusal_with_an_unknown_code_is_one_messages_refusal()
    {
        Provider.Answers(SendPath, UnknownCode.Body, UnknownCode.Status);

        (await SendAsync()).ShouldBeOfType<SendOutcome.Rejected>();
    }

    [Fact]
    public async Task All_attempts_bear_one_id_and_what_an_officer_puts_back_bears_another()
    {
        for (var i = 0; i < 3; i++)
            Provider.Answers(SendPath, Taken.Body, Taken.Status);
        var message = Stand.Message(Address, Plain);
        var again = message with { Round = 1 };

        foreach (var attempt in (OutgoingMessage[])[message, message, again])
            await Stand.Channel.SendAsync(attempt, CancellationToken.None);

        var sent = Provider.Received.TakeLast(3).Select(request => (First: Bears(request, message.Id), Second: Bears(request, again.RequestId)));
        sent.ShouldBe(TellsItsId ? [(true, false), (true, false), (false, true)] : [(false, false), (false, false), (false, false)]);
    }

    [Fact]
    public async Task Cancellation_throws()
    {
        var reached = Provider.KeepsSilentAt(SendPath);
        using var cancel = new CancellationTokenSource();

        var sending = Stand.Channel.SendAsync(Stand.Message(Address, Plain), cancel.Token);
        await reached;
        await cancel.CancelAsync();

        await sending.ShouldThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_text_longer_than_the_limit_is_refused_before_it_leaves()
    {
        var text = new string('ă', Stand.Channel.Limits.TextLength + 1);

        (await Stand.SendAsync(Address, Plain with { Text = text })).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("too_long");
    }

    [Fact]
    public async Task More_buttons_than_the_limit_are_refused_before_they_leave()
    {
        MessageButton[] buttons = [.. Enumerable.Range(0, Stand.Channel.Limits.Buttons + 1).Select(i => new MessageButton($"Nút {i}"))];

        (await Stand.SendAsync(Address, Plain with { Buttons = buttons })).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("too_many_buttons");
    }

    private static bool Bears(ReceivedRequest request, Guid id) =>
        request.Body.Contains(id.ToString("N"), StringComparison.Ordinal) || request.Body.Contains(id.ToString("D"), StringComparison.Ordinal);

    private void ShouldBeLost(SendOutcome outcome, string? reason = null)
    {
        if (RepeatsLostAnswers)
            outcome.ShouldBeOfType<SendOutcome.Postponed>().For.ShouldBe(PostponedFor.Failure);
        else
            outcome.ShouldBeOfType<SendOutcome.Unconfirmed>();
        if (reason is not null)
            outcome.ToString().ShouldContain(reason);
    }

    protected Task<SendOutcome> SendAsync() => Stand.SendAsync(Address, Plain);
}
