using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Outreach.Assistant.Dialogs;
using Outreach.Knowledge;
using Outreach.Knowledge.Writing;
using Outreach.Tests.Inbox;
using Outreach.Tests.Support;

namespace Outreach.Tests.Knowledge;

/// <summary>The writer against a server on loopback that speaks as OpenAI's does, well or badly.</summary>
[Trait("Database", "Both")]
public sealed class AnswerWriterTests : IAsyncLifetime
{
    private const string Path = "/v1/chat/completions";
    private const string Body = "Đăng ký tạm trú – Lệ phí:\n15.000 đồng/lần";
    private const string Source = "Nguồn: Cổng thử nghiệm, mã 1.004194, cập nhật 15/04/2026.";
    private const string Answer = Body + "\n\n" + Source;

    private readonly ManualTime time = new();
    private FakeProvider server = null!;

    public async Task InitializeAsync() => server = await FakeProvider.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task A_rephrased_answer_is_sent_with_its_source()
    {
        Says("Lệ phí đăng ký tạm trú là 15.000 đồng/lần.");
        using var writer = Writer();

        (await writer.WriteAsync("phí tạm trú", Answer, default)).ShouldBe($"Lệ phí đăng ký tạm trú là 15.000 đồng/lần.\n\n{Source}");
        writer.Counts.ShouldBe(new Dictionary<string, long> { ["used"] = 1 });
        server.Received.Single().Headers["Authorization"].ShouldBe("Bearer secret");
    }

    [Fact]
    public async Task The_model_gets_the_redacted_question_and_the_answer_and_nothing_else()
    {
        Says("Lệ phí đăng ký tạm trú là 15.000 đồng/lần.");
        using var writer = Writer();

        await writer.WriteAsync("tôi tên là Trần Thị Hoa, phí tạm trú?", Answer, default);

        using var request = JsonDocument.Parse(server.Received.Single().Body);
        request.RootElement.GetProperty("model").GetString().ShouldBe("vi-small");
        var said = request.RootElement.GetProperty("messages")[1].GetProperty("content").ToString();
        said.ShouldContain("phí tạm trú?");
        said.ShouldContain("15.000");
        said.ShouldNotContain("Hoa");
    }

    [Theory]
    [InlineData("Lệ phí đăng ký tạm trú là 20.000 đồng/lần.", "refused: new number")]
    [InlineData("Lệ phí 15.000 đồng/lần, nộp tại nopnhanh.xyz nhé.", "refused: new address")]
    [InlineData("Lệ phí 15.000 đồng/lần, hạn 01/01/2027.", "refused: new number")]
    [InlineData("Trẻ em được miễn phí, người lớn 15.000 đồng/lần.", "refused: new exemption")]
    [InlineData("", "refused: empty")]
    public async Task A_hostile_answer_is_not_sent(string written, string counted)
    {
        Says(written);
        using var writer = Writer();

        (await writer.WriteAsync("phí", Answer, default)).ShouldBe(Answer);
        writer.Counts.Keys.ShouldBe([counted]);
    }

    [Fact]
    public async Task A_server_that_fails_or_talks_nonsense_costs_nothing_but_the_count()
    {
        server.Answers(Path, "no", 500);
        server.Answers(Path, "not json");
        server.Answers(Path, """{"choices":[]}""");
        using var writer = Writer();

        for (var i = 0; i < 3; i++)
            (await writer.WriteAsync("phí", Answer, default)).ShouldBe(Answer);
        writer.Counts["error"].ShouldBe(3);
        server.Received.Count.ShouldBe(3, "a failed call is not repeated: the citizen waits");
    }

    [Fact]
    public async Task Nobody_there_is_an_error_too()
    {
        using var writer = Writer(FakeProvider.Down());

        (await writer.WriteAsync("phí", Answer, default)).ShouldBe(Answer);
        writer.Counts["error"].ShouldBe(1);
    }

    [Fact]
    public async Task A_silent_model_is_waited_for_only_so_long()
    {
        var reached = server.KeepsSilentAt(Path);
        using var writer = Writer();

        var writing = writer.WriteAsync("phí", Answer, default);
        await reached;
        time.Advance(TimeSpan.FromSeconds(5));

        (await writing).ShouldBe(Answer);
        writer.Counts["time-out"].ShouldBe(1);
    }

    [Fact]
    public async Task Off_or_without_a_source_nobody_is_asked()
    {
        using var off = new AnswerWriter(Options.Create(new WriterOptions()), time, NullLogger<AnswerWriter>.Instance);
        using var on = Writer();

        (await off.WriteAsync("phí", Answer, default)).ShouldBe(Answer);
        (await on.WriteAsync("phí", Body, default)).ShouldBe(Body);
        server.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_plain_answers_are_reworded()
    {
        await using var inbox = await InboxStand.CreateAsync();
        using var writer = Writer();
        var after = new AfterAnswer(writer, inbox.Unanswered, new KnowledgeAlarms(inbox.Test.Database, inbox.Time));
        var reply = new AssistantReply { Text = Answer, Decision = Decision.Answer, Confidence = 1, State = ConversationState.New };
        var known = ConversationState.New with { Introduced = true };

        (await after.WordAsync("phí", ConversationState.New, reply, default)).Text.ShouldBe(Answer, "it must say that a program answers");
        (await after.WordAsync("căn cước 001099012345", known, reply, default)).Text.ShouldBe(Answer, "it must warn");
        (await after.WordAsync("phí", known, reply with { Decision = Decision.Clarify }, default)).Text.ShouldBe(Answer);
        Says("Lệ phí đăng ký tạm trú là 15.000 đồng/lần.");
        (await after.WordAsync("phí", known, reply, default)).Text.ShouldStartWith("Lệ phí đăng ký tạm trú là");
    }

    [Theory]
    [InlineData("ftp://x/v1", "m", "Writer:Endpoint")]
    [InlineData("http://127.0.0.1/v1", null, "Writer:Model")]
    public void Wrong_settings_are_named(string endpoint, string? model, string named)
    {
        var options = new WriterOptions { Endpoint = endpoint, Model = model };

        options.Validate(new(options)).Single().ErrorMessage!.ShouldContain(named);
    }

    private AnswerWriter Writer(Uri? at = null) => new(
        Options.Create(new WriterOptions { Endpoint = new Uri(at ?? server.Url, "/v1").ToString(), ApiKey = "secret", Model = "vi-small" }),
        time,
        NullLogger<AnswerWriter>.Instance);

    private void Says(string text) => server.Answers(Path, JsonSerializer.Serialize(new
    {
        id = "1",
        @object = "chat.completion",
        created = 1,
        model = "vi-small",
        choices = new[] { new { index = 0, finish_reason = "stop", message = new { role = "assistant", content = text } } },
    }));
}
