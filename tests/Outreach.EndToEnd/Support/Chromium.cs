using Microsoft.Playwright;

namespace Outreach.EndToEnd.Support;

/// <summary>The machine's own Chromium. Without it the page tests fail, they are not skipped: an untested page is no tested page.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Default = "/usr/bin/chromium";

    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public async Task InitializeAsync()
    {
        var program = Environment.GetEnvironmentVariable("OUTREACH_CHROMIUM") ?? Default;
        if (!File.Exists(program))
            throw new FileNotFoundException($"The page tests need Chromium at {program}: `apt-get install chromium`, or name another by OUTREACH_CHROMIUM.");

        Assertions.SetDefaultExpectTimeout((float)Eventually.Patience.TotalMilliseconds);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A page of a visitor of their own: no cookies or storage of others.</summary>
    public async Task<IPage> OpenAsync(string url, int width = 1280, int height = 900)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = "vi-VN",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout((float)Eventually.Patience.TotalMilliseconds);
        var page = await context.NewPageAsync();
        await page.GotoAsync(url);
        return page;
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
