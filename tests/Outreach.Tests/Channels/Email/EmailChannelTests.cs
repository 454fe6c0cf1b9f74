using System.Text;
using Microsoft.Extensions.Options;
using Outreach.Channels.Email;
using Outreach.Delivery;
using Outreach.Storage;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Email;

public sealed class EmailChannelTests : IAsyncLifetime, IDisposable
{
    private const string Officer = "lan@example.gov.vn";

    private readonly string folder = Directory.CreateTempSubdirectory("outreach-test-").FullName;
    private FakeMailServer server = null!;
    private MediaStore media = null!;

    public Task InitializeAsync()
    {
        media = new MediaStore(folder);
        server = new FakeMailServer();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_letter_carries_words_subject_and_attachments()
    {
        var pdf = await media.SaveAsync(Encoding.ASCII.GetBytes("%PDF-1.7"), "pdf", default);
        var content = new MessageContent("Chiến dịch đã tạm dừng.\nXem lý do trên hệ thống.") { Subject = "Tạm dừng\r\nBcc: x@example.com", File = new(pdf, "thông báo.pdf", "application/pdf") };

        var outcome = await SendAsync(Officer, content);

        outcome.ShouldBeOfType<SendOutcome.Accepted>().ProviderId.ShouldEndWith("@example.gov.vn>");
        var letter = server.Letters.ShouldHaveSingleItem();
        letter.ShouldContain("Auto-Submitted: auto-generated");
        letter.ShouldNotContain("\nBcc:");
        letter.ShouldContain(Convert.ToBase64String(Encoding.UTF8.GetBytes("Chiến dịch đã tạm dừng."))[..20]);
        letter.ShouldContain(Convert.ToBase64String(Encoding.ASCII.GetBytes("%PDF-1.7")));
    }

    [Fact]
    public async Task All_attempts_are_one_letter_to_mail_servers_and_what_is_put_back_is_another()
    {
        var message = Message(Officer, new("Xin chào"));

        foreach (var attempt in (OutgoingMessage[])[message, message, message with { Round = 1 }])
            await Channel().SendAsync(attempt, default);

        var ids = server.Letters.Select(letter => letter.Split('\n').Single(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))).ToList();
        ids[1].ShouldBe(ids[0]);
        ids[2].ShouldNotBe(ids[0]);
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 no such user", typeof(SendOutcome.Rejected))]
    [InlineData("RCPT", "450 4.2.0 greylisted", typeof(SendOutcome.Postponed))]
    [InlineData("MAIL", "421 4.3.2 shutting down", typeof(SendOutcome.Postponed))]
    [InlineData("MAIL", "530 5.7.0 must issue STARTTLS first", typeof(SendOutcome.Misconfigured))]
    [InlineData("DATA", "554 5.7.1 refused as spam", typeof(SendOutcome.Rejected))]
    [InlineData("END", "452 4.3.1 mailbox full", typeof(SendOutcome.Postponed))]
    [InlineData("END", "", typeof(SendOutcome.Unconfirmed))]
    [InlineData("GREETING", "554 go away", typeof(SendOutcome.Rejected))]
    public async Task The_servers_answer_decides(string step, string answer, Type outcome)
    {
        server.Says(step, answer);

        (await SendAsync(Officer, new("Xin chào"))).ShouldBeOfType(outcome);
    }

    [Fact]
    public async Task A_server_that_is_down_postpones()
    {
        await using var gone = new FakeMailServer();
        var port = gone.Port;
        await gone.DisposeAsync();

        (await Channel(options => options.Port = port).SendAsync(Message(Officer, new("Xin chào")), default)).ShouldBeOfType<SendOutcome.Postponed>();
    }

    [Fact]
    public async Task A_server_without_TLS_where_TLS_is_asked_for_gets_nothing()
    {
        var outcome = await Channel(options => options.Tls = true).SendAsync(Message(Officer, new("Xin chào")), default);

        outcome.ShouldNotBeOfType<SendOutcome.Accepted>();
        server.Letters.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_server_nothing_can_leave() =>
        (await Channel(options => options.Host = null).SendAsync(Message(Officer, new("Xin chào")), default)).ShouldBeOfType<SendOutcome.Misconfigured>();

    [Fact]
    public async Task A_file_that_is_gone_is_named() =>
        (await SendAsync(Officer, new("Xin chào") { File = new("0".PadLeft(64, '0') + ".pdf", "a.pdf", "application/pdf") }))
            .ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("no_file");

    [Fact]
    public async Task Cancelled_before_it_began_throws() =>
        await Should.ThrowAsync<OperationCanceledException>(() => Channel().SendAsync(Message(Officer, new("Xin chào")), new CancellationToken(canceled: true)));

    private Task<SendOutcome> SendAsync(string to, MessageContent content) => Channel().SendAsync(Message(to, content), default);

    private static OutgoingMessage Message(string to, MessageContent content) => new(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), "default", to, content);

    private EmailChannel Channel(Action<EmailOptions>? change = null)
    {
        var options = new EmailOptions { Host = "127.0.0.1", Port = server.Port, Tls = false, From = "Tổ truyền thông <tb@example.gov.vn>" };
        change?.Invoke(options);
        return new EmailChannel(media, Options.Create(options), TimeProvider.System);
    }
}
