using Outreach.Campaigns;
using Spectre.Console;

namespace Outreach.Host.Demo;

/// <summary>How far a campaign is: one line rewritten in place on a terminal, a line every few seconds when piped.</summary>
internal sealed class DemoProgress(IAnsiConsole console, TimeProvider time) : IDisposable
{
    private const int Width = 20;

    private static readonly TimeSpan PlainEvery = TimeSpan.FromSeconds(2);

    private readonly bool rewrites = console.Profile.Capabilities.Ansi && !System.Console.IsOutputRedirected;

    private DateTimeOffset lastPlain;
    private string last = "";

    public void Show(CampaignState state, CampaignReport report)
    {
        var planned = report.Channels.Values.Sum(channel => channel.Planned);
        var done = planned - report.Channels.Values.Sum(channel => channel.Waiting);
        var delivered = report.Channels.Values.Sum(channel => channel.Delivered);
        var share = planned == 0 ? 0 : (double)done / planned;
        var text = $"{state,-9} {share,4:P0}  {done:N0} of {planned:N0} settled, {delivered:N0} delivered";
        if (rewrites)
            console.Profile.Out.Writer.Write($"\r{Bar(share)} {text}\u001b[K");
        else if (text != last && time.GetUtcNow() - lastPlain >= PlainEvery)
            (lastPlain, last) = (Plain(text), text);
    }

    public void Dispose()
    {
        if (rewrites)
            console.WriteLine();
    }

    private DateTimeOffset Plain(string text)
    {
        console.WriteLine(text);
        return time.GetUtcNow();
    }

    private static string Bar(double share)
    {
        var full = (int)(share * Width);
        return new string('█', full) + new string('░', Width - full);
    }
}
