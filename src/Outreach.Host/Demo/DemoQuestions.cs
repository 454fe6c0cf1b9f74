using System.Net.Http.Json;
using System.Text.Json;
using Outreach.Sandbox.Journal;

namespace Outreach.Host.Demo;

/// <summary>Citizens ask the assistant on every channel, while the campaign is running, and wait for the right answer.</summary>
internal sealed class DemoQuestions(SandboxClient sandbox, string serviceUrl, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    /// <summary>What is asked, and what a right answer must contain: the procedure's code, or the portal for a general question.</summary>
    private static readonly (string Question, string Expected)[] Conversation =
    [
        ("Đăng ký khai sinh cho con cần giấy tờ gì?", "1.001193"),
        ("thế lệ phí bao nhiêu?", "1.001193"),
        ("dang ky tam tru mat bao lau", "1.004194"),
        ("mất bằng lái xe làm lại ntn", "3.000348"),
        ("thanh toán lệ phí trực tuyến thế nào?", "dichvucong.gov.vn"),
    ];

    /// <param name="citizens">Someone on each provider channel.</param>
    public async Task<DemoAssistantReport> AskAsync(IReadOnlyDictionary<string, string> citizens, CancellationToken ct)
    {
        var conversations = citizens.Select(citizen => AskOnChannelAsync(citizen.Key, citizen.Value, ct)).Append(AskOnWebAsync(ct));
        var answered = await Task.WhenAll(conversations);
        return new DemoAssistantReport(Conversation.Length * answered.Length, answered.Sum());
    }

    private async Task<int> AskOnChannelAsync(string channel, string citizen, CancellationToken ct)
    {
        var answered = 0;
        foreach (var (question, expected) in Conversation)
        {
            var seen = (await sandbox.MessagesAsync(channel, citizen, 0, ct)).Select(message => message.Seq).DefaultIfEmpty(0).Max();
            await sandbox.WriteAsync(channel, citizen, question, ct);
            async Task<bool> Arrived() => (await sandbox.MessagesAsync(channel, citizen, seen, ct)).Any(message => message.Text.Contains(expected, StringComparison.Ordinal));
            answered += await ComesTrueAsync(Arrived, ct) ? 1 : 0;
        }

        return answered;
    }

    /// <summary>As a browser does: a visitor's token, then Direct Line.</summary>
    private async Task<int> AskOnWebAsync(CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = new Uri(serviceUrl) };
        using var issued = await http.PostAsync("/chat/token", null, ct);
        var token = await issued.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(ct);
        http.DefaultRequestHeaders.Authorization = new("Bearer", token.GetProperty("token").GetString());
        var activities = $"/v3/directline/conversations/{token.GetProperty("conversationId").GetString()}/activities";

        var answered = 0;
        var watermark = "";
        foreach (var (question, expected) in Conversation)
        {
            using var posted = await http.PostAsJsonAsync(activities, new { type = "message", text = question, from = new { id = "" } }, ct);
            posted.EnsureSuccessStatusCode();
            async Task<bool> Arrived()
            {
                var set = await http.GetFromJsonAsync<JsonElement>($"{activities}?watermark={watermark}", ct);
                watermark = set.GetProperty("watermark").GetString() ?? watermark;
                return set.GetProperty("activities").EnumerateArray().Any(activity => IsAnswer(activity, expected));
            }

            answered += await ComesTrueAsync(Arrived, ct) ? 1 : 0;
        }

        return answered;
    }

    private static bool IsAnswer(JsonElement activity, string expected) =>
        activity.GetProperty("from").GetProperty("role").GetString() == "bot"
        && activity.TryGetProperty("text", out var text)
        && text.GetString()!.Contains(expected, StringComparison.Ordinal);

    private async Task<bool> ComesTrueAsync(Func<Task<bool>> condition, CancellationToken ct)
    {
        var deadline = time.GetUtcNow() + Patience;
        while (time.GetUtcNow() < deadline)
        {
            if (await condition())
                return true;
            await Task.Delay(Glance, time, ct);
        }

        return false;
    }
}
