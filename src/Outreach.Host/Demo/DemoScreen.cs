using System.Globalization;
using Outreach.Campaigns;
using Outreach.Storage;
using Spectre.Console;

namespace Outreach.Host.Demo;

/// <summary>What the demo shows: a progress bar on a terminal, plain lines when piped, a table at the end.</summary>
internal sealed class DemoScreen(IAnsiConsole console, TimeProvider time)
{
    public void Started(string serviceUrl, string sandboxUrl, string dataDirectory)
    {
        console.WriteLine($"Service   {serviceUrl}");
        console.WriteLine($"Phones    {sandboxUrl}");
        console.WriteLine($"Data      {dataDirectory}");
    }

    public void Seeded(int contacts, int planTasks) => console.WriteLine($"{contacts:N0} synthetic contacts, {planTasks} tasks of two year plans");

    public void Scheduled(Campaign campaign) => console.WriteLine($"Campaign “{campaign.Name}” by {campaign.CreatedBy}, approved by {campaign.ApprovedBy}, scheduled for {campaign.ScheduledAt?.ToLocal():HH:mm:ss}");

    public DemoProgress Follow() => new(console, time);

    public void Finished(DemoReport report)
    {
        foreach (var campaign in report.Campaigns)
        {
            console.Write(Table(campaign));
            foreach (var (reason, count) in campaign.Reasons.OrderByDescending(pair => pair.Value))
                console.WriteLine($"  {count,6:N0}  {reason}");
        }

        console.WriteLine($"Lost {report.Lost}, duplicated {report.Duplicated} (counted by the sandbox); assistant answered {report.Assistant.Answered} of {report.Assistant.Asked} questions");
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Seconds:F1} s, {report.MessagesPerSecond:F0} messages/s, peak memory {report.PeakMemoryBytes / 1048576} MB"));
    }

    public void WhereToLook(string serviceUrl, string sandboxUrl)
    {
        console.WriteLine($"Public page and chat   {serviceUrl}/");
        console.WriteLine($"REST                   {serviceUrl}/openapi/v1.json");
        console.WriteLine($"Citizens' phones       {sandboxUrl}/");
        console.WriteLine("Ctrl+C stops it.");
    }

    private static Table Table(DemoCampaignReport campaign)
    {
        var table = new Table().Border(TableBorder.Simple).Title(campaign.Name.EscapeMarkup());
        foreach (var column in (string[])["channel", "planned", "suppressed", "sent", "delivered", "failed", "unknown"])
            table.AddColumn(column, definition => definition.Alignment = column == "channel" ? Justify.Left : Justify.Right);
        foreach (var (name, counts) in campaign.Channels)
        {
            int[] numbers = [counts.Planned, counts.Suppressed, counts.Sent, counts.Delivered, counts.Failed, counts.Unknown];
            table.AddRow([name, .. numbers.Select(number => number.ToString("N0", CultureInfo.InvariantCulture))]);
        }

        return table;
    }
}
