using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Outreach.BotFramework.Activities;

namespace Outreach.Tests.BotFramework.Activities;

/// <summary>Whatever a channel puts into an activity comes out again, on every level, known to this program or not.</summary>
public sealed class ActivityRoundTripTests
{
    private static readonly string[] Channels = ["msteams", "webchat", "directline", "emulator"];

    /// <summary>Members this program reads, and what the schema has for each; any other member may be anything.</summary>
    private static readonly Dictionary<string, Gen<JsonNode?>> Account = new() { ["id"] = Text, ["name"] = Text, ["role"] = Text };

    private static readonly Dictionary<string, Gen<JsonNode?>> Button = new() { ["type"] = Text, ["title"] = Text, ["value"] = Anything(1) };

    private static readonly Dictionary<string, Gen<JsonNode?>> Known = new()
    {
        ["type"] = Text,
        ["id"] = Text,
        ["channelId"] = Gen.Elements(Channels).Select(channel => (JsonNode?)channel),
        ["timestamp"] = Gen.Choose(0, int.MaxValue).Select(seconds => (JsonNode?)DateTimeOffset.FromUnixTimeSeconds(seconds)),
        ["from"] = Object(Account),
        ["recipient"] = Object(Account),
        ["conversation"] = Object(new(Account.Where(member => member.Key != "role")) { ["isGroup"] = Gen.Elements(true, false).Select(flag => (JsonNode?)flag) }),
        ["replyToId"] = Text,
        ["serviceUrl"] = Text,
        ["locale"] = Text,
        ["text"] = Text,
        ["textFormat"] = Text,
        ["inputHint"] = Gen.Elements("expecting", "expectingInput", "accepting", "ignoringInput").Select(hint => (JsonNode?)hint),
        ["name"] = Text,
        ["value"] = Anything(2),
        ["channelData"] = Anything(2),
        ["attachmentLayout"] = Text,
        ["action"] = Text,
        ["deliveryMode"] = Text,
        ["attachments"] = List(Object(new() { ["contentType"] = Text, ["contentUrl"] = Text, ["name"] = Text, ["content"] = Anything(2) })),
        ["entities"] = List(Object(new() { ["type"] = Text })),
        ["membersAdded"] = List(Object(Account)),
        ["membersRemoved"] = List(Object(Account)),
        ["suggestedActions"] = Object(new() { ["to"] = List(Text), ["actions"] = List(Object(Button)) }),
    };

    private static Gen<JsonNode?> Text => ArbMap.Default.GeneratorFor<UnicodeString>().Select(text => (JsonNode?)JsonValue.Create(text.Get));

    [Fact]
    public void Nothing_is_lost() => Prop.ForAll(Arb.From(Object(Known)), Survives).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Every_member_the_specification_names_survives() => Survives(JsonNode.Parse(
        """
        {"type":"message","id":"a|1","timestamp":"2026-01-05T02:03:04.123Z","localTimestamp":"2026-01-05T09:03:04.123+07:00","localTimezone":"Asia/Ho_Chi_Minh",
         "channelId":"msteams","from":{"id":"29:1","name":"Hoa","aadObjectId":"7f","role":"user","properties":{"a":1}},
         "recipient":{"id":"28:2","name":"Trợ lý"},"conversation":{"id":"19:x@thread.v2;messageid=1","isGroup":true,"conversationType":"channel","tenantId":"t","aadObjectId":"o"},
         "replyToId":"a|0","serviceUrl":"https://smba.trafficmanager.net/apac/","callerId":"urn:botframework:azure","locale":"vi-VN","text":"tạm trú","textFormat":"plain",
         "speak":"<speak/>","inputHint":"expecting","attachmentLayout":"carousel","summary":"s","expiration":"2026-01-06T00:00:00Z","importance":"high",
         "attachments":[{"contentType":"application/vnd.microsoft.card.hero","content":{"title":"t","buttons":[{"type":"messageBack","title":"b","value":{"x":[1,2.50,1e3]}}]},"thumbnailUrl":"https://t","name":"n"}],
         "suggestedActions":{"to":["29:1"],"actions":[{"type":"imBack","title":"a","value":"a","image":"https://i","imageAltText":"alt","text":"t","displayText":"d","channelData":{"z":null}}],"later":true},
         "entities":[{"type":"mention","text":"<at>Bot</at>","mentioned":{"id":"28:2"}},{"type":"clientInfo","country":"VN"}],
         "value":{"cmd":"csat","rating":"5"},"valueType":"form","channelData":{"tenant":{"id":"t"}},"deliveryMode":"expectReplies","listenFor":["một"],
         "semanticAction":{"id":"x","entities":{"e":{"type":"Place"}}},"relatesTo":{"conversation":{"id":"c"}},"code":"unknown","label":"l","topicName":"n","historyDisclosed":false,
         "membersAdded":[{"id":"29:1"}],"membersRemoved":[],"reactionsAdded":[{"type":"like"}],"textHighlights":[{"text":"t","occurrence":1}],"x-tomorrow":[{"deep":{"er":[null,true]}}]}
        """)).ShouldBeTrue();

    [Theory]
    [InlineData("""{"type":"command","name":"application/vnd.x"}""")]
    [InlineData("""{"type":"something/of-tomorrow"}""")]
    public void A_type_nobody_knows_is_read(string json) => Read(json).Type.ShouldBe(JsonNode.Parse(json)!["type"]!.GetValue<string>());

    [Theory]
    [InlineData("expecting")]
    [InlineData("expectingInput")]
    public void Both_spellings_of_an_input_hint_are_kept(string hint) => Read($$"""{"type":"message","inputHint":"{{hint}}"}""").InputHint.ShouldBe(hint);

    private static Activity Read(string json) => JsonSerializer.Deserialize(json, ActivityJson.Default.Activity)!;

    private static bool Survives(JsonNode? before)
    {
        var activity = Read(before!.ToJsonString());
        var after = JsonNode.Parse(JsonSerializer.Serialize(activity, ActivityJson.Default.Activity));
        IsIn(before, after, "").ShouldBeTrue();
        return true;
    }

    /// <summary>Absent and null are one; moments are compared, not their spelling; numbers keep their digits.</summary>
    private static bool IsIn(JsonNode? before, JsonNode? after, string path) => before switch
    {
        null => after is null,
        JsonObject members => members.All(member => member.Value is null || (after as JsonObject)?[member.Key] is { } found && IsIn(member.Value, found, member.Key)),
        JsonArray items => after is JsonArray found && found.Count == items.Count && items.Zip(found).All(pair => IsIn(pair.First, pair.Second, path)),
        _ when path == "timestamp" => before.GetValue<DateTimeOffset>() == DateTimeOffset.Parse(after!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture),
        _ => before.ToJsonString() == after?.ToJsonString(),
    };

    /// <summary>Some of the known members, and some of which nobody has heard.</summary>
    private static Gen<JsonNode?> Object(Dictionary<string, Gen<JsonNode?>> known) =>
        from names in Gen.SubListOf(known.Keys.AsEnumerable())
        from members in names.Aggregate(
            Gen.Constant(ImmutableDictionary<string, JsonNode?>.Empty),
            (all, name) => all.SelectMany(sofar => known[name].Select(value => sofar.Add(name, value))))
        from strange in Gen.ListOf(Gen.Choose(0, 9).SelectMany(i => Anything(2).Select(value => (Name: $"x-{i}", Value: value))))
        select (JsonNode?)new JsonObject(strange.DistinctBy(each => each.Name).Aggregate(members, (all, each) => all.Add(each.Name, each.Value))
            .Select(each => KeyValuePair.Create(each.Key, each.Value?.DeepClone())));

    private static Gen<JsonNode?> List(Gen<JsonNode?> of) =>
        Gen.ListOf(of).Select(items => (JsonNode?)new JsonArray([.. items.Take(4).Select(item => item?.DeepClone())]));

    private static Gen<JsonNode?> Anything(int depth)
    {
        Gen<JsonNode?>[] simple =
        [
            Text,
            Gen.Constant((JsonNode?)null),
            ArbMap.Default.GeneratorFor<int>().Select(number => (JsonNode?)number),
            ArbMap.Default.GeneratorFor<decimal>().Select(number => (JsonNode?)number),
            Gen.Elements(true, false).Select(flag => (JsonNode?)flag),
        ];
        return depth == 0
            ? Gen.OneOf(simple)
            : Gen.OneOf([.. simple, List(Anything(depth - 1)), Gen.ListOf(Anything(depth - 1)).Select(items =>
                (JsonNode?)new JsonObject(items.Take(4).Select((item, i) => KeyValuePair.Create($"m{i}", item?.DeepClone()))))]);
    }
}
