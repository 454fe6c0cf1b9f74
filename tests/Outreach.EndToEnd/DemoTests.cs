using Outreach.EndToEnd.Support;

namespace Outreach.EndToEnd;

/// <summary>The main job from end to end, as its one command does it.</summary>
public sealed class DemoTests
{
    private const int Contacts = 1000;

    [Fact]
    public async Task The_demo_reaches_everyone_once_and_answers_everyone()
    {
        using var data = new DataFolder();
        await using var demo = OutreachProcess.Start(
            null, "demo", "--data", data.Path, "--urls", "http://127.0.0.1:0", "--contacts", $"{Contacts}", "--exit-when-done", "--json", data.File("report.json"));

        (await demo.ExitAsync()).ShouldBe(0, demo.Output);
        var report = DemoReport.Read(data.File("report.json"));
        (report.Contacts, report.Lost, report.Duplicated).ShouldBe((Contacts, 0, 0));
        report.Assistant.Asked.ShouldBe(20);
        report.Assistant.Answered.ShouldBe(report.Assistant.Asked, demo.Output);
        report.Campaign.Channels.Keys.ShouldBe(["zalo", "sms", "telegram"], ignoreOrder: true);
        report.Campaign.Sum(channel => channel.Planned).ShouldBe(Contacts);
        report.Campaign.Sum(channel => channel.Sent + channel.Suppressed).ShouldBe(Contacts);
        report.Campaign.Reasons.Keys.ShouldBe(["no_consent", "no_address", "do_not_contact"], ignoreOrder: true);
        report.Campaign.Reasons.Values.Sum().ShouldBe(report.Campaign.Sum(channel => channel.Suppressed));
        (report.MessagesPerSecond > 0 && report.PeakMemoryBytes > 0).ShouldBeTrue();

        CampaignWitness.Of(data).ShouldAgreeWith(report);
    }
}
