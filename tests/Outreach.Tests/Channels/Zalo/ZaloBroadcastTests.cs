using System.Text.Json.Nodes;
using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Zalo;

[Trait("Database", "Both")]
public sealed class ZaloBroadcastTests : ChannelContract
{
    protected override string SendPath => "/v2.0/oa/message";

    protected override string Address => "followers";

    protected override MessageContent Plain => new("Tiêm chủng tháng 8") { Template = new("4402c73f", new Dictionary<string, string>()) };

    protected override (int Status, string Body) TooManyRequests => (200, """{"error":-32,"message":"Your application reached limit call api"}""");

    protected override (int Status, string Body) Taken => (200, """{"data":{"message_id":"b1"},"error":0,"message":"Success"}""");

    protected override (int Status, string Body) UnknownCode => (200, """{"error":-9999,"message":"words"}""");

    protected override bool Repeats500 => true;

    [Theory]
    [InlineData("followers", "{}")]
    [InlineData("cities=4;ages=0,1", """{"cities":"4","ages":"0,1"}""")]
    public async Task An_article_is_shown_to_followers_of_a_kind(string address, string target)
    {
        Provider.Answers(SendPath, Taken.Body);

        (await Stand.SendAsync(address, Plain)).ShouldBe(new SendOutcome.Accepted("b1"));

        var expected = """
            {"recipient":{"target":TARGET},"message":{"attachment":{"type":"template","payload":{"template_type":"media","elements":[{"media_type":"article","attachment_id":"4402c73f"}]}}}}
            """.Replace("TARGET", target, StringComparison.Ordinal);
        JsonNode.DeepEquals(JsonNode.Parse(Provider.Received.Single().Body), JsonNode.Parse(expected)).ShouldBeTrue(Provider.Received.Single().Body);
    }

    [Theory]
    [InlineData("everybody")]
    [InlineData("cities=")]
    [InlineData("cities=a")]
    [InlineData("colour=1")]
    [InlineData("cities=1;cities=2")]
    public async Task A_target_that_makes_no_sense_reaches_nobody(string address) =>
        (await Stand.SendAsync(address, Plain)).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("bad_target");

    [Fact]
    public async Task Without_an_article_nothing_is_posted() =>
        (await Stand.SendAsync(Address, new("Xin chào"))).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("no_article");

    [Fact]
    public async Task An_article_in_the_making_waits()
    {
        Provider.Answers(SendPath, """{"error":-214,"message":"Article is being processed"}""");

        (await SendAsync()).ShouldBeOfType<SendOutcome.Postponed>().For.ShouldBe(PostponedFor.Recipient);
    }

    protected override Task<ChannelStand> StandAsync(Uri provider) => ZaloStand.WithTokenAsync(provider, "zalo-broadcast");
}
