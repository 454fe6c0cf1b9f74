using System.Text.Json.Nodes;
using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Zalo;

/// <summary>Content that Zalo takes in several requests, and what happens when one of them does not get through.</summary>
[Trait("Database", "Both")]
public sealed class ZaloPartsTests : IAsyncLifetime
{
    private const string Send = "/v3.0/oa/message/cs";
    private const string Upload = "/v2.0/oa/upload/file";
    private const string Uploaded = """{"data":{"token":"tok-1"},"error":0,"message":"Success"}""";

    private FakeProvider provider = null!;
    private ChannelStand stand = null!;

    public async Task InitializeAsync()
    {
        provider = await FakeProvider.StartAsync();
        stand = await ZaloStand.WithTokenAsync(provider.Url);
    }

    public async Task DisposeAsync()
    {
        await stand.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task A_file_goes_before_the_words_and_the_words_name_the_message()
    {
        provider.Answers(Upload, Uploaded);
        provider.Answers(Send, Sent("file"));
        provider.Answers(Send, Sent("words"));

        (await SendAsync(await FormAsync())).ShouldBe(new SendOutcome.Accepted("words"));

        provider.Received[0].Body.ShouldContain("name=\"file\"; filename=\"To khai.pdf\"");
        Message(1).ToJsonString().ShouldBe("""{"attachment":{"type":"file","payload":{"token":"tok-1"}}}""");
        Message(2)["text"]!.GetValue<string>().ShouldBe("Mẫu đơn");
        stand.Channel.CostOf(await FormAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_file_is_uploaded_once_for_many()
    {
        provider.Answers(Upload, Uploaded);
        provider.Answers(Send, Sent("1"));
        provider.Answers(Send, Sent("2"));
        var file = (await FormAsync()) with { Text = "" };

        await SendAsync(file);
        (await SendAsync(file)).ShouldBe(new SendOutcome.Accepted("2"));
    }

    [Fact]
    public async Task A_file_that_is_refused_leaves_nothing_with_the_citizen()
    {
        provider.Answers(Upload, """{"error":-201,"message":"file is invalid"}""");

        (await SendAsync(await FormAsync())).ShouldBe(new SendOutcome.Rejected("-201", "file is invalid"));
    }

    [Fact]
    public async Task After_a_pause_only_the_missing_part_is_sent()
    {
        var message = stand.Message("246", await FormAsync());
        provider.Answers(Upload, Uploaded);
        provider.Answers(Send, Sent("file"));
        provider.Answers(Send, """{"error":-32,"message":"limit"}""");
        (await stand.Channel.SendAsync(message, default)).ShouldBeOfType<SendOutcome.Postponed>();

        provider.Answers(Send, Sent("words"));
        (await stand.Channel.SendAsync(message, default)).ShouldBe(new SendOutcome.Accepted("words"));

        Message(3)["text"].ShouldNotBeNull();
        provider.Received.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_lost_answer_to_the_last_part_leaves_the_message_unconfirmed()
    {
        provider.Answers(Upload, Uploaded);
        provider.Answers(Send, Sent("file"));
        provider.BreaksOffAt(Send);

        (await SendAsync(await FormAsync())).ShouldBeOfType<SendOutcome.Unconfirmed>();
    }

    [Fact]
    public async Task A_refusal_after_a_part_has_arrived_says_so()
    {
        provider.Answers(Send, Sent("list"));
        provider.Answers(Send, """{"error":-201,"message":"no"}""");

        (await SendAsync(new("Chọn") { Cards = [new("A")] })).ShouldBe(new SendOutcome.Rejected("-201", "no (part 1 of 2 had arrived)"));
    }

    [Fact]
    public async Task Buttons_stay_under_the_words()
    {
        provider.Answers(Send, Sent("list"));
        provider.Answers(Send, Sent("words"));

        await SendAsync(new("Chọn", Buttons: [new("Khác")]) { Cards = [new("A")] });

        Message(0)["attachment"]!["payload"]!["buttons"].ShouldBeNull();
        Message(1)["attachment"]!["payload"]!["buttons"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_to_say_is_refused() =>
        (await SendAsync(new("  "))).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("empty");

    private Task<SendOutcome> SendAsync(MessageContent content) => stand.SendAsync("246", content);

    private async Task<MessageContent> FormAsync() => new("Mẫu đơn")
    {
        File = new(await stand.Media.SaveAsync("%PDF-1.7"u8.ToArray(), "pdf", CancellationToken.None), "Tờ khai.pdf", "application/pdf"),
    };

    private JsonNode Message(int request) => JsonNode.Parse(provider.Received[request].Body)!["message"]!;

    private static string Sent(string id) => $$"""{"data":{"message_id":"{{id}}"},"error":0}""";
}
