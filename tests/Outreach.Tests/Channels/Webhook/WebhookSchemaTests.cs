using System.Text;
using System.Text.Json.Nodes;
using Outreach.Channels.Webhook;

namespace Outreach.Tests.Channels.Webhook;

/// <summary>The published schema and our reader. That both sides keep to it is judged by somebody else's validator in the end-to-end tests.</summary>
public sealed class WebhookSchemaTests
{
    private static readonly JsonNode Schema = Read();

    public static TheoryData<string> Events =>
        [.. Schema["examples"]!.AsArray().Where(example => example!["endpoint"] is null).Select(example => example!.ToJsonString())];

    [Fact]
    public void Its_examples_show_every_type() =>
        Schema["examples"]!.AsArray().Select(example => example!["type"]!.GetValue<string>()).Distinct()
            .ShouldBe(["message", "joined", "left", "contact", "receipt"]);

    [Theory]
    [MemberData(nameof(Events))]
    public void What_it_shows_as_an_event_is_taken(string example) =>
        WebhookReader.Read(Encoding.UTF8.GetBytes(example), DateTimeOffset.UnixEpoch).ShouldNotBeOfType<WebhookEvent.Wrong>();

    private static JsonNode Read()
    {
        using var stream = typeof(WebhookReader).Assembly.GetManifestResourceStream("schemas/webhook.schema.json")!;
        return JsonNode.Parse(stream)!;
    }
}
