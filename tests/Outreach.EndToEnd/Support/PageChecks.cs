using System.Text.Json;
using Microsoft.Playwright;

namespace Outreach.EndToEnd.Support;

/// <summary>What is asked of every page, whatever it shows.</summary>
public static class PageChecks
{
    private static readonly string Axe = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js"));

    /// <summary>axe-core finds nothing that would keep people with disabilities out.</summary>
    public static Task ShouldBeAccessibleAsync(this IPage page) => page.MainFrame.ShouldBeAccessibleAsync();

    /// <inheritdoc cref="ShouldBeAccessibleAsync(IPage)"/>
    public static async Task ShouldBeAccessibleAsync(this IFrame frame)
    {
        await frame.EvaluateAsync(Axe);
        var found = await frame.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(v => ({ id: v.id, impact: v.impact, at: v.nodes.map(n => `${n.target}: ${n.failureSummary}`) }))");
        found.EnumerateArray()
            .Where(violation => violation.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(violation => violation.ToString())
            .ShouldBeEmpty();
    }

    /// <summary>Saves what is on the screen when OUTREACH_SCREENSHOTS names a folder.</summary>
    public static async Task PictureAsync(this IPage page, string name, bool whole = false)
    {
        if (Environment.GetEnvironmentVariable("OUTREACH_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = whole });
    }
}
