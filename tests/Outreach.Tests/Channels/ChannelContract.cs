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

    /// <summary>Whether the provider documents that a plain 500 may be repeated.</summary>
    protected abstract bool Repeats500 { get; }

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

        (await stand.SendAsync(Address, new("Xin chào"))).ShouldBeOfType<SendOutcome.Postponed>();
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

        (await SendAsync()).ShouldBeOfType<SendOutcome.Unconfirmed>();
    }

    [Fact]
    public async Task Too_many_requests_postpones()
    {
        Provider.Answers(SendPath, TooManyRequests.Body, TooManyRequests.Status);

        (await SendAsync()).ShouldBeOfType<SendOutcome.Postponed>();
    }

    [Fact]
    public async Task Too_many_requests_by_a_gateway_postpones()
    {
        Provider.Answers(SendPath, "<html>Too Many Requests</html>", 429, "text/html");

        (await SendAsync()).ShouldBeOfType<SendOutcome.Postponed>();
    }

    [Fact]
    public async Task Silence_after_the_request_leaves_it_unconfirmed()
    {
        var reached = Provider.KeepsSilentAt(SendPath);

        var sending = SendAsync();
        await reached;
        Stand.Time.Advance(TimeSpan.FromSeconds(20));

        (await sending).ShouldBe(new SendOutcome.Unconfirmed("no answer within 20 s"));
    }

    [Theory]
    [InlineData("<html>It works!</html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task A_success_that_is_not_the_provider_s_leaves_it_unconfirmed(string body)
    {
        Provider.Answers(SendPath, body, 200, "text/html");

        (await SendAsync()).ShouldBeOfType<SendOutcome.Unconfirmed>();
    }

    [Fact]
    public async Task Half_an_answer_leaves_it_unconfirmed()
    {
        Provider.BreaksOffAt(SendPath);

        (await SendAsync()).ShouldBeOfType<SendOutcome.Unconfirmed>();
    }

    [Fact]
    public async Task Cancellation_throws()
    {
        var reached = Provider.KeepsSilentAt(SendPath);
        using var cancel = new CancellationTokenSource();

        var sending = Stand.Channel.SendAsync(Stand.Message(Address, new("Xin chào")), cancel.Token);
        await reached;
        await cancel.CancelAsync();

        await sending.ShouldThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_text_longer_than_the_limit_is_refused_before_it_leaves()
    {
        var text = new string('ă', Stand.Channel.Limits.TextLength + 1);

        (await Stand.SendAsync(Address, new(text))).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("too_long");
    }

    [Fact]
    public async Task More_buttons_than_the_limit_are_refused_before_they_leave()
    {
        MessageButton[] buttons = [.. Enumerable.Range(0, Stand.Channel.Limits.Buttons + 1).Select(i => new MessageButton($"Nút {i}"))];

        (await Stand.SendAsync(Address, new("Xin chào", Buttons: buttons))).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("too_many_buttons");
    }

    protected Task<SendOutcome> SendAsync() => Stand.SendAsync(Address, new("Xin chào"));
}
