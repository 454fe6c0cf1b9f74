using System.Net.Http.Json;
using System.Text.Json;
using Outreach.Sandbox;
using Outreach.Tests.Support;

namespace Outreach.Tests.Sandbox;

public sealed class TelegramPollingWireTests
{
    [Fact]
    public async Task An_update_comes_until_a_higher_offset_confirms_it()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var one = await sandbox.CitizenAsync("""{"channel":"telegram","from":"5","text":"một"}""");
        var two = await sandbox.CitizenAsync("""{"channel":"telegram","from":"5","text":"hai"}""");

        (await IdsAsync(sandbox, "{}")).ShouldBe([one, two]);
        (await IdsAsync(sandbox, """{"limit":1}""")).ShouldBe([one]);
        (await IdsAsync(sandbox, $$"""{"offset":{{two}}}""")).ShouldBe([two]);
        (await IdsAsync(sandbox, "{}")).ShouldBe([two], "the first is confirmed for good");
        (await IdsAsync(sandbox, $$"""{"offset":{{two + 1}}}""")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_nobody_confirmed_is_there_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("outreach-test-").FullName;
        long two;
        await using (var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { DataDirectory = folder }))
        {
            await sandbox.CitizenAsync("""{"channel":"telegram","from":"5","text":"một"}""");
            two = await sandbox.CitizenAsync("""{"channel":"telegram","from":"5","text":"hai"}""");
            (await IdsAsync(sandbox, $$"""{"offset":{{two}}}""")).ShouldBe([two]);
        }

        await using (var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { DataDirectory = folder }))
            (await IdsAsync(sandbox, "{}")).ShouldBe([two]);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_held_question_is_answered_as_soon_as_something_happens_and_empty_when_its_time_is_over()
    {
        var time = new ManualTime();
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { Time = time });

        var held = IdsAsync(sandbox, """{"timeout":30}""");
        var seq = await sandbox.CitizenAsync("""{"channel":"telegram","from":"5","text":"một"}""");
        (await held).ShouldBe([seq]);

        var empty = IdsAsync(sandbox, $$"""{"offset":{{seq + 1}},"timeout":30}""");
        await Eventually.BecomesTrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(5));
                return Task.FromResult(empty.IsCompleted);
            },
            "the empty answer");
        (await empty).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_cannot_fetch_at_once()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var first = sandbox.TelegramAsync("getUpdates", """{"timeout":50}""");

        // Whichever of the two arrives later ends the other; repeated until that was the held one.
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                using var second = await sandbox.TelegramAsync("getUpdates", "{}");
                return first.IsCompleted;
            },
            "the end of the first");

        using var answer = await first;
        ((int)answer.StatusCode).ShouldBe(409);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("terminated by other getUpdates request");
    }

    [Fact]
    public async Task Nobody_can_fetch_while_a_webhook_is_set()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var set = await sandbox.TelegramAsync("setWebhook", """{"url":"http://127.0.0.1:1/"}""");

        using var answer = await sandbox.TelegramAsync("getUpdates", "{}");

        ((int)answer.StatusCode).ShouldBe(409);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("can't use getUpdates method while webhook is active");
        using var removed = await sandbox.TelegramAsync("deleteWebhook", "{}");
        (await IdsAsync(sandbox, "{}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_the_kinds_asked_for_come()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.CitizenAsync("""{"channel":"telegram","from":"5","event":"leave"}""");
        var words = await sandbox.CitizenAsync("""{"channel":"telegram","from":"6","text":"một"}""");

        (await IdsAsync(sandbox, """{"allowed_updates":["message"]}""")).ShouldBe([words]);
    }

    [Fact]
    public async Task A_group_that_became_a_supergroup_says_so_and_refuses_with_its_new_number()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.CitizenAsync("""{"channel":"telegram","from":"-5","movedTo":-1005}""");

        using var refusal = await sandbox.TelegramAsync("sendMessage", """{"chat_id":-5,"text":"a"}""");
        using var taken = await sandbox.TelegramAsync("sendMessage", """{"chat_id":-1005,"text":"a"}""");

        ((int)refusal.StatusCode).ShouldBe(400);
        (await refusal.Content.ReadAsStringAsync()).ShouldContain("\"parameters\":{\"migrate_to_chat_id\":-1005}");
        ((int)taken.StatusCode).ShouldBe(200);
        using var news = await sandbox.TelegramAsync("getUpdates", "{}");
        (await news.Content.ReadAsStringAsync()).ShouldContain("\"migrate_to_chat_id\":-1005");
    }

    [Theory]
    [InlineData("""{"channel":"telegram","from":"5","movedTo":-1005}""")]
    [InlineData("""{"channel":"telegram","from":"-5","movedTo":1005}""")]
    [InlineData("""{"channel":"zalo","from":"-5","movedTo":-1005}""")]
    public async Task Only_a_group_can_become_one(string action)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        using var answer = await sandbox.ControlAsync("inbound", action);

        ((int)answer.StatusCode).ShouldBe(400);
    }

    private static async Task<IReadOnlyList<long>> IdsAsync(RunningSandbox sandbox, string question)
    {
        using var answer = await sandbox.TelegramAsync("getUpdates", question);
        ((int)answer.StatusCode).ShouldBe(200, await answer.Content.ReadAsStringAsync());
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("result").EnumerateArray().Select(update => update.GetProperty("update_id").GetInt64())];
    }
}
