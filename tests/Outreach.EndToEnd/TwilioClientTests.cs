using System.Net;
using System.Security.Cryptography;
using System.Text;
using Outreach.EndToEnd.Support;
using Outreach.Sandbox;

namespace Outreach.EndToEnd;

/// <summary>SMS by Twilio in front of other people's judges: Twilio's own Node library, and a mock made from Twilio's own description.</summary>
public sealed class TwilioClientTests
{
    private const string Description = "twilio-messages.openapi.json";
    private const string Citizen = "+84900000077";
    private const string Account = "AC0123456789abcdef0123456789abcdef";
    private const string Token = "end-to-end-auth-token";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Twilio_s_library_understands_the_sandbox_and_the_webhooks_understand_the_library()
    {
        using var data = new DataFolder();
        await using var service = await OutreachProcess.ServeAsync(null, "serve", "--data", data.Path, "--urls", "http://127.0.0.1:0");

        var output = await NodeProgram.RunAsync(
            "twilio",
            "client.mjs",
            new Dictionary<string, string>
            {
                ["SERVICE"] = service.ServiceUrl,
                ["SANDBOX"] = service.SandboxUrl,
                ["ACCOUNT"] = SandboxDefaults.TwilioAccountSid,
                ["TOKEN"] = SandboxDefaults.TwilioAuthToken,
                ["SENDER"] = SandboxDefaults.TwilioSender,
                ["CITIZEN"] = Citizen,
            },
            Patience);

        output.ShouldContain("DONE");
        var database = ServiceDatabase.Sqlite(data);
        (await database.CountAsync("inbox WHERE channel = 'sms'")).ShouldBe(4);
        (await database.CountAsync("receipts WHERE status = 2 AND reason = '30003 undelivered'")).ShouldBe(1);

        // Seven messages are the library's own; the assistant answers what it was asked through the library's signatures.
        using var sandbox = new SandboxControl(service.SandboxUrl);
        await Eventually.FindsAsync("replies", async () => await sandbox.MessagesAsync("sms", Citizen) is { Count: >= 11 } messages ? messages : null);
    }

    [Theory]
    [InlineData("From", "HUEPORTAL")]
    [InlineData("From", "+14155550199")]
    [InlineData("MessagingServiceSid", "MG0123456789abcdef0123456789abcdef")]
    public async Task A_mock_made_from_Twilio_s_description_takes_every_message(string sender, string value)
    {
        await using var prism = await Prism.MockAsync(Description);
        using var data = new DataFolder();
        await using var service = await ServeAsync(data, prism.Url, ($"Channels__Twilio__{sender}", value), ("Channels__Twilio__ValidityPeriodSeconds", "3600"));

        await WriteAsync(service.ServiceUrl, "Đăng ký khai sinh cần giấy tờ gì?");

        var requests = await prism.RequestsAsync(1);
        requests[0].ShouldBe($"POST /2010-04-01/Accounts/{Account}/Messages.json 201");
        await Eventually.FindsAsync("the message as sent", async () =>
            await ServiceDatabase.Sqlite(data).CountAsync("outbox WHERE channel = 'sms' AND state = 2 AND provider_id LIKE 'SM%'") == 1 ? "sent" : null);
        prism.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_mock_takes_the_look_up_after_a_lost_answer_page_by_page()
    {
        await using var prism = await Prism.MockAsync(Description, losesAnswers: true);
        using var data = new DataFolder();
        await using var service = await ServeAsync(data, prism.Url, ("Channels__Twilio__From", "HUEPORTAL"), ("Channels__Twilio__LookupAfterSeconds", "0"));

        await WriteAsync(service.ServiceUrl, "Đăng ký khai sinh cần giấy tờ gì?");

        // The mock's list has another page for ever, so the look-up gives up; what counts is how it asks.
        var requests = await prism.RequestsAsync(3);
        requests[0].ShouldBe($"POST /2010-04-01/Accounts/{Account}/Messages.json 201");
        requests[1].ShouldBe($"GET /2010-04-01/Accounts/{Account}/Messages.json?To=%2B84900000077&PageSize=1000 200");
        requests[2].ShouldContain("&PageToken=");
        requests.Count(request => request.StartsWith("POST", StringComparison.Ordinal)).ShouldBe(1);
        prism.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Account, "From=HUEPORTAL&Body=a", "required property 'To'")]
    [InlineData(Account, "To=%2B84900000077&MessagingServiceSid=MG1&Body=a", "MessagingServiceSid")]
    [InlineData(Account, "To=%2B84900000077&From=HUEPORTAL&Body=a&ValidityPeriod=soon", "ValidityPeriod")]
    [InlineData("AC1", "To=%2B84900000077&From=HUEPORTAL&Body=a", "accountsid")]
    public async Task The_mock_would_have_complained(string account, string form, string complaint)
    {
        await using var prism = await Prism.MockAsync(Description);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account}:{Token}")));

        using var answer = await http.PostAsync(
            $"{prism.Url}/2010-04-01/Accounts/{account}/Messages.json", new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Eventually.FindsAsync("a complaint", () => Task.FromResult(prism.Complaints is [var first, ..] ? first : null))).ShouldContain(complaint);
    }

    private static async Task<OutreachProcess> ServeAsync(DataFolder data, string provider, params (string Key, string Value)[] settings)
    {
        var url = OutreachProcess.FreeUrl();
        var environment = new Dictionary<string, string>
        {
            ["OUTREACH__Sandbox__Enabled"] = "false",
            ["OUTREACH__Service__PublicUrl"] = url,
            ["OUTREACH__Channels__Twilio__BaseUrl"] = provider,
            ["OUTREACH__Channels__Twilio__AccountSid"] = Account,
            ["OUTREACH__Channels__Twilio__AuthToken"] = Token,
        };
        foreach (var (key, value) in settings)
            environment["OUTREACH__" + key] = value;
        var service = OutreachProcess.Start(environment, "serve", "--data", data.Path, "--urls", url);
        await service.ServingAsync();
        return service;
    }

    /// <summary>A citizen's question, as Twilio would hand it over; the answer leaves through the adapter.</summary>
    private static async Task WriteAsync(string serviceUrl, string text)
    {
        var url = serviceUrl + "/webhooks/twilio/default";
        SortedDictionary<string, string> fields = new(StringComparer.Ordinal) { ["Body"] = text, ["From"] = Citizen, ["MessageSid"] = "SM" + new string('a', 32), ["To"] = "HUEPORTAL" };
        using var form = new FormUrlEncodedContent(fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = form };
        request.Headers.Add("X-Twilio-Signature", Signature(url + string.Concat(fields.Select(field => field.Key + field.Value))));
        using var http = new HttpClient();
        using var answer = await http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "Twilio's choice.")]
    private static string Signature(string signed) => Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Token), Encoding.UTF8.GetBytes(signed)));
}
