using System.Text;

namespace Outreach.Tests.Fuzzing;

/// <summary>Inputs that once did harm. Whatever <see cref="FuzzTests"/> finds is added here before it is mended.</summary>
public sealed class FuzzRegressionTests(FuzzRegressionTests.Service service) : IClassFixture<FuzzRegressionTests.Service>
{
    /// <summary>One for all: a whole service takes a second to start.</summary>
    public sealed class Service : IAsyncLifetime
    {
        internal FuzzStand Stand { get; private set; } = null!;

        public async Task InitializeAsync() => Stand = await FuzzStand.StartAsync();

        public async Task DisposeAsync() => await Stand.DisposeAsync();
    }


    /// <param name="Body">One byte a letter.</param>
    /// <param name="Path">When it is not as usual.</param>
    public sealed record Harm(string Label, string Target, string ContentType, string Body, string? Path = null)
    {
        public override string ToString() => Label;
    }

    public static TheoryData<Harm> Harms =>
    [
        new("Opt-out form that breaks off in a field", "opt-out page", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"act\"\r\n\r\nsto"),
        new("Opt-out form without its end", "opt-out page", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"act\"\r\n\r\nstop\r\n"),
        new("Task form that breaks off in the photograph", "task page", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.png\"\r\n\r\n\u0089PNG"),
        new("Opt-out form in UTF-7", "opt-out page", "application/x-www-form-urlencoded; charset=utf-7", "act=stop"),
        new("Task form in UTF-7", "task page", "application/x-www-form-urlencoded; charset=utf-7", "act=look"),
        new("Direct Line's address in capitals", "direct line start", "application/json", "{}", "/V3/DIRECTLINE/CONVERSATIONS"),
        new("Half a surrogate pair in the id of an activity", "direct line post", "application/json", """{"type":"message","text":"a","channelData":{"clientActivityID":"\ud800"}}"""),
        new("Half a surrogate pair where nobody looks", "direct line post", "application/json", """{"type":"message","text":"a","mood":{"x":["\ude00"]}}"""),
        new("Half a surrogate pair as a name", "direct line post", "application/json", """{"type":"message","text":"a","value":{"\ud83d":1}}"""),
        new("Half a surrogate pair in a form", "bot framework", "application/json",
            """{"type":"message","serviceUrl":"https://smba.example/apac/","channelId":"webchat","from":{"id":"u"},"conversation":{"id":"c"},"recipient":{"id":"b"},"value":{"\ud800":"a","b":"\ud800"}}"""),
        new("Nothing among the attachments", "direct line post", "application/json", """{"type":"message","text":"a","attachments":[null]}"""),
        new("Nothing as a row of keys", "telegram", "application/json",
            """{"update_id":1,"callback_query":{"id":"1","from":{"id":1},"message":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"reply_markup":{"inline_keyboard":[null,[null,{"callback_data":"a"}]]}},"data":"a"}}"""),
    ];

    [Theory]
    [MemberData(nameof(Harms))]
    public void Does_none_any_more(Harm harm)
    {
        var stand = service.Stand;
        var target = FuzzTargets.All.Single(each => each.Name == harm.Target);
        var post = target.Samples.First(sample => sample.Method == "POST");
        var subject = target.Subjects(stand)[0];
        var request = new FuzzRequest("POST", (harm.Path ?? post.Path).Replace("%S%", subject, StringComparison.Ordinal), harm.ContentType, Encoding.Latin1.GetBytes(harm.Body)) { Subject = subject };
        target.Sign(stand, request);

        using var connection = new FuzzConnection(stand.Url);
        connection.Send(request.ToBytes(stand.Url.Authority), isHead: false).ShouldNotBeNull().ShouldBeLessThan(500);

        stand.Log.Errors.ShouldBeEmpty("of this input or one before");
    }
}
