using System.Net;
using System.Text.Json.Nodes;
using Outreach.Inbox;
using Outreach.Inbox.Handoffs;

namespace Outreach.Tests.Channels.BotFramework;

/// <summary>What comes in, and what is made of it.</summary>
[Trait("Database", "Both")]
public sealed class BotMessagesTests : IAsyncLifetime
{
    private const string Citizen = "msteams|19:c1";

    private BotStand stand = null!;

    /// <summary>Label, what the activity has beyond its head, and what is stored: kind and words.</summary>
    public static TheoryData<string, string, IncomingKind?, string?> Incoming => new()
    {
        { "Words", """ "type":"message","text":"đăng ký tạm trú" """, IncomingKind.Message, "đăng ký tạm trú" },
        { "Words made of single marks", "\"type\":\"message\",\"text\":\"ta\u0323m tru\u0301\"", IncomingKind.Message, "tạm trú" },
        { "Words to a bot in a group", """ "type":"message","text":"<at>Trợ lý</at> lệ phí?","entities":[{"type":"mention","text":"<at>Trợ lý</at>","mentioned":{"id":"28:b"}}] """, IncomingKind.Message, "lệ phí?" },
        { "Somebody else is mentioned", """ "type":"message","text":"<at>Lan</at> ơi","entities":[{"type":"mention","text":"<at>Lan</at>","mentioned":{"id":"29:l"}}] """, IncomingKind.Message, "<at>Lan</at> ơi" },
        { "A card's button", """ "type":"message","value":{"cmd":"ask","q":"lệ phí tạm trú"} """, IncomingKind.Message, "ask lệ phí tạm trú" },
        { "A post back", """ "type":"message","value":"lệ phí tạm trú","channelData":{"postBack":true} """, IncomingKind.Message, "lệ phí tạm trú" },
        { "A message back", """ "type":"message","text":"lệ phí","value":{"cmd":"x"} """, IncomingKind.Message, "lệ phí" },
        { "A form without anything", """ "type":"message","value":{"a":{},"b":null,"c":""} """, null, null },
        { "The contact form", """ "type":"message","value":{"cmd":"contact","name":" Hoa ","phone":"0912345678"} """, IncomingKind.SharedContact, null },
        { "A picture", """ "type":"message","attachments":[{"contentType":"image/jpeg","contentUrl":"https://files.example/1.jpg","name":"1.jpg"}] """, IncomingKind.Message, "" },
        { "A picture in the activity itself", """ "type":"message","attachments":[{"contentType":"image/jpeg","contentUrl":"data:image/jpeg;base64,AAAA"}] """, null, null },
        { "A citizen has come", """ "type":"conversationUpdate","membersAdded":[{"id":"28:b"},{"id":"29:u"},{"id":"29:v"}] """, IncomingKind.Joined, null },
        { "The bot has come", """ "type":"conversationUpdate","membersAdded":[{"id":"28:b"}] """, null, null },
        { "The bot was removed", """ "type":"conversationUpdate","membersRemoved":[{"id":"28:b"}] """, IncomingKind.Left, null },
        { "The citizen has left", """ "type":"conversationUpdate","membersRemoved":[{"id":"29:u"}] """, IncomingKind.Left, null },
        { "The topic changed", """ "type":"conversationUpdate","topicName":"x" """, null, null },
        { "Added to the contacts", """ "type":"contactRelationUpdate","action":"add" """, IncomingKind.Joined, null },
        { "Removed from the contacts", """ "type":"contactRelationUpdate","action":"remove" """, IncomingKind.Left, null },
        { "Installed", """ "type":"installationUpdate","action":"add" """, IncomingKind.Joined, null },
        { "Upgraded", """ "type":"installationUpdate","action":"add-upgrade" """, null, null },
        { "Uninstalled", """ "type":"installationUpdate","action":"remove" """, IncomingKind.Left, null },
        { "Data to be deleted", """ "type":"deleteUserData" """, IncomingKind.Withdrew, null },
        { "The conversation has ended", """ "type":"endOfConversation","code":"userCancelled" """, null, null },
        { "Typing", """ "type":"typing" """, null, null },
        { "A handoff was taken", """ "type":"event","name":"handoff.status","value":{"state":"accepted"} """, null, null },
        { "An event nobody knows", """ "type":"event","name":"x","value":7 """, null, null },
        { "A like", """ "type":"messageReaction","reactionsAdded":[{"type":"like"}] """, null, null },
        { "A type of tomorrow", """ "type":"application/vnd.tomorrow","text":"x" """, null, null },
        { "Members that are none", """ "type":"conversationUpdate","membersAdded":[null,{}],"membersRemoved":[null] """, null, null },
    };

    public async Task InitializeAsync() => stand = await BotStand.StartAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Theory]
    [MemberData(nameof(Incoming))]
    public async Task An_activity_is_stored_as_what_it_means(string label, string activity, IncomingKind? kind, string? text)
    {
        (await stand.PostAsync(Activity(activity))).ShouldBe((HttpStatusCode.OK, ""), label);

        var stored = await stand.InboxAsync();
        stored.Select(each => (each.Kind, each.Text, each.Sender)).ShouldBe(kind is { } expected ? [(expected, text, Citizen)] : []);
    }

    [Fact]
    public async Task The_contact_form_brings_name_and_number()
    {
        await stand.PostAsync(Activity(""" "type":"message","value":{"cmd":"contact","name":" Hoa ","phone":"0912345678"} """));

        (await stand.InboxAsync()).ShouldHaveSingleItem().Details!.Contact.ShouldBe(new SharedContact("Hoa", "0912345678"));
    }

    [Fact]
    public async Task A_repeated_activity_is_stored_once_and_the_same_id_elsewhere_is_another()
    {
        var activity = Activity(""" "type":"message","text":"a" """);
        for (var i = 0; i < 3; i++)
            (await stand.PostAsync(activity)).Status.ShouldBe(HttpStatusCode.OK);
        await stand.PostAsync(activity.Replace("19:c1", "19:c2", StringComparison.Ordinal));
        var nameless = Activity(""" "type":"message","text":"b" """, id: null);
        await stand.PostAsync(nameless);
        await stand.PostAsync(nameless);

        (await stand.InboxAsync()).Select(each => (each.Sender, each.Text)).ShouldBe([(Citizen, "a"), ("msteams|19:c2", "a"), (Citizen, "b")], ignoreOrder: true);
    }

    [Fact]
    public async Task Every_activity_refreshes_where_the_conversation_is_answered_until_the_citizen_wants_it_forgotten()
    {
        await stand.PostAsync(Activity(""" "type":"conversationUpdate","membersAdded":[{"id":"29:u","name":"Hoa"}] """, from: "28:b"));

        var reference = (await stand.ReferenceAsync(Citizen))!;
        (reference.ServiceUrl.OriginalString, reference.Bot!.Id, reference.User!.Id, reference.Locale).ShouldBe(("https://smba.example/apac/", "28:b", "29:u", "vi-VN"));

        await stand.PostAsync(Activity(""" "type":"deleteUserData" """, id: "2"));
        (await stand.ReferenceAsync(Citizen)).ShouldBeNull();
    }

    [Fact]
    public async Task Replies_that_are_expected_are_in_the_answer_and_the_same_for_a_repeat()
    {
        var question = Activity(""" "type":"message","text":"lệ phí đăng ký tạm trú","deliveryMode":"expectReplies" """);

        var (status, body) = await stand.PostAsync(question);

        status.ShouldBe(HttpStatusCode.OK);
        var replies = JsonNode.Parse(body)!["activities"]!.AsArray();
        var reply = replies.ShouldHaveSingleItem()!;
        (reply["type"]!.GetValue<string>(), reply["replyToId"]!.GetValue<string>()).ShouldBe(("message", "1"));
        reply["text"]!.GetValue<string>().ShouldContain("1.004194");
        (reply["from"]!["id"]!.GetValue<string>(), reply["recipient"]!["id"]!.GetValue<string>()).ShouldBe(("28:b", "29:u"));

        (await stand.PostAsync(question)).Body.ShouldBe(body);
        (await stand.Test.CountAsync("inbox WHERE state = 1")).ShouldBe(1);
        (await stand.Test.CountAsync("outbox WHERE state = 2")).ShouldBe(1);
        (await stand.Test.CountAsync("outbox WHERE state <> 2")).ShouldBe(0);
    }

    [Fact]
    public async Task The_conversation_goes_on_from_one_expected_reply_to_the_next()
    {
        await stand.PostAsync(Activity(""" "type":"message","text":"đăng ký tạm trú","deliveryMode":"expectReplies" """));

        var (_, body) = await stand.PostAsync(Activity(""" "type":"message","text":"lệ phí bao nhiêu?","deliveryMode":"expectReplies" """, id: "2"));

        JsonNode.Parse(body)!["activities"]![0]!["text"]!.GetValue<string>().ShouldContain("1.004194");
    }

    [Fact]
    public async Task The_same_message_twenty_times_at_once_is_answered_alike_and_once()
    {
        var question = Activity(""" "type":"message","text":"lệ phí đăng ký tạm trú","deliveryMode":"expectReplies" """);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => stand.PostAsync(question)));

        answers.Distinct().ShouldHaveSingleItem().Status.ShouldBe(HttpStatusCode.OK);
        (await stand.Test.CountAsync("outbox")).ShouldBe(1);
    }

    [Fact]
    public async Task A_wish_for_a_person_is_answered_with_a_handoff()
    {
        await stand.PostAsync(Activity(""" "type":"message","text":"đăng ký tạm trú","deliveryMode":"expectReplies" """));
        stand.Time.Advance(TimeSpan.FromSeconds(1));

        var (_, body) = await stand.PostAsync(Activity(""" "type":"message","text":"cho tôi gặp cán bộ","deliveryMode":"expectReplies" """, id: "2"));

        var replies = JsonNode.Parse(body)!["activities"]!.AsArray();
        replies[0]!["name"]!.GetValue<string>().ShouldBe("handoff.initiate");
        var lines = replies[0]!["attachments"]![0]!["content"]!["activities"]!.AsArray();
        lines[0]!["text"]!.GetValue<string>().ShouldBe("đăng ký tạm trú");
        lines[1]!["from"]!["id"]!.GetValue<string>().ShouldBe("28:b");
        lines[2]!["text"]!.GetValue<string>().ShouldBe("cho tôi gặp cán bộ");
        replies[1]!["type"]!.GetValue<string>().ShouldBe("message");
    }

    /// <summary>While a person has it the assistant says nothing; what is said of another conversation, or is nonsense, changes nothing.</summary>
    [Fact]
    public async Task What_the_other_side_says_of_a_handoff_is_kept_and_followed()
    {
        await stand.PostAsync(Activity(""" "type":"message","text":"cho tôi gặp cán bộ","deliveryMode":"expectReplies" """));
        await stand.PostAsync(Activity(""" "type":"event","name":"handoff.status","value":{"state":"gone fishing"} """, id: "2"));
        await stand.PostAsync(Activity(""" "type":"event","name":"handoff.status","value":"accepted" """, id: "3"));
        (await stand.HandoffAsync()).ShouldBe(HandoffState.Initiated);

        await stand.PostAsync(Activity(""" "type":"event","name":"handoff.status","value":{"state":"accepted"} """, id: "4"));
        (await stand.HandoffAsync()).ShouldBe(HandoffState.Accepted);
        (await AskAsync("5")).ShouldBeEmpty();

        await stand.PostAsync(Activity(""" "type":"event","name":"handoff.status","value":{"state":"completed"} """, id: "6"));
        (await stand.HandoffAsync()).ShouldBe(HandoffState.Completed);
        (await AskAsync("7")).ShouldNotBeEmpty();
    }

    private async Task<JsonArray> AskAsync(string id)
    {
        var (_, body) = await stand.PostAsync(Activity(""" "type":"message","text":"đăng ký tạm trú","deliveryMode":"expectReplies" """, id: id));
        return JsonNode.Parse(body)!["activities"]!.AsArray();
    }

    [Fact]
    public async Task A_procedure_comes_with_its_card()
    {
        var (_, body) = await stand.PostAsync(Activity(""" "type":"message","text":"đăng ký tạm trú","deliveryMode":"expectReplies" """));

        var content = JsonNode.Parse(body)!["activities"]![0]!["attachments"]![0]!["content"]!;
        content["title"]!.GetValue<string>().ShouldBe("Đăng ký tạm trú");
        content["tap"]!["value"]!.GetValue<string>().ShouldBe("https://dichvucong.gov.vn/tam-tru");
    }

    [Fact]
    public async Task An_invoke_is_answered_with_a_body()
    {
        var (status, body) = await stand.PostAsync(Activity(""" "type":"invoke","name":"adaptiveCard/action","value":{"action":{"type":"Action.Execute","data":{"q":"lệ phí tạm trú"}}} """));
        status.ShouldBe(HttpStatusCode.OK);
        JsonNode.Parse(body)!["statusCode"]!.GetValue<int>().ShouldBe(200);
        (await stand.InboxAsync()).ShouldHaveSingleItem().Text.ShouldBe("lệ phí tạm trú");

        var (unknown, problem) = await stand.PostAsync(Activity(""" "type":"invoke","name":"composeExtension/query","value":{} """, id: "2"));
        unknown.ShouldBe(HttpStatusCode.NotImplemented);
        JsonNode.Parse(problem)!["error"]!["code"]!.GetValue<string>().ShouldBe("NotImplemented");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"type\":7}")]
    [InlineData("{\"type\":\"message\"")]
    [InlineData("{\"type\":\"message\",\"channelId\":\"msteams\",\"serviceUrl\":\"https://smba.example/apac/\"}")]
    [InlineData("{\"type\":\"message\",\"channelId\":\"msteams\",\"serviceUrl\":\"https://smba.example/apac/\",\"conversation\":{\"id\":\"\"}}")]
    [InlineData("{\"type\":\"message\",\"channelId\":\"msteams\",\"serviceUrl\":\"https://smba.example/apac/\",\"conversation\":{\"id\":\"c\"},\"text\":\"\\ud800\"}")]
    [InlineData("{\"type\":\"message\",\"channelId\":\"msteams\",\"serviceUrl\":\"https://smba.example/apac/\",\"conversation\":{\"id\":\"c\"},\"value\":\"\\ud800\"}")]
    [InlineData("{\"type\":\"message\",\"channelId\":\"msteams\",\"serviceUrl\":\"https://smba.example/apac/\",\"conversation\":{\"id\":\"c\"},\"value\":{\"\\ud800\":\"a\",\"cmd\":\"\\udc00\"}}")]
    public async Task What_is_no_activity_is_refused(string body)
    {
        (await stand.PostAsync(body)).Status.ShouldBe(HttpStatusCode.BadRequest);

        (await stand.RowsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task More_than_256_KB_are_refused() =>
        (await stand.PostAsync(Activity($"\"type\":\"message\",\"text\":\"{new string('x', 256 * 1024)}\""))).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);

    [Fact]
    public async Task Values_of_any_depth_are_borne()
    {
        var deep = new string('[', 60) + new string(']', 60);

        (await stand.PostAsync(Activity($"\"type\":\"message\",\"text\":\"a\",\"channelData\":{deep}"))).Status.ShouldBe(HttpStatusCode.OK);
        (await stand.PostAsync(Activity($"\"type\":\"message\",\"text\":\"a\",\"channelData\":{new string('[', 100_000)}"))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static string Activity(string rest, string? id = "1", string from = "29:u") =>
        $$"""
        { {{rest}},{{(id is null ? "" : $"\"id\":\"{id}\",")}}"channelId":"msteams","serviceUrl":"https://smba.example/apac/","locale":"vi-VN",
         "from":{"id":"{{from}}","name":"Hoa"},"recipient":{"id":"28:b","name":"Trợ lý"},"conversation":{"id":"19:c1"} }
        """;
}
