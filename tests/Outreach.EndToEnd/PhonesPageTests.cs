using Microsoft.Playwright;
using Outreach.EndToEnd.Support;
using static Microsoft.Playwright.Assertions;

namespace Outreach.EndToEnd;

/// <summary>The sandbox's page, where one sees what citizens see.</summary>
[Collection(Pages.Name)]
public sealed class PhonesPageTests(RunningDemo demo, Chromium chromium)
{
    [Fact]
    public async Task A_phone_shows_the_infographic_and_the_conversation()
    {
        using var sandbox = new SandboxControl(demo.SandboxUrl);
        var asked = (await sandbox.MessagesAsync("zalo")).GroupBy(message => message.To).MaxBy(phone => phone.Count())!.Key;
        var page = await chromium.OpenAsync(demo.SandboxUrl);
        await page.GetByRole(AriaRole.Searchbox).FillAsync(asked);
        await Expect(page.Locator("button.person")).ToHaveCountAsync(1);
        await page.Locator("button.person").ClickAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Zalo" }).ClickAsync();

        var infographic = page.Locator(".bubble img").First;
        await infographic.ScrollIntoViewIfNeededAsync();
        await Expect(infographic).ToHaveJSPropertyAsync("complete", true);
        (await infographic.EvaluateAsync<int>("image => image.naturalWidth")).ShouldBeGreaterThan(500);
        (await infographic.GetAttributeAsync("alt")).ShouldNotBeNullOrWhiteSpace();
        await Expect(page.Locator(".bubble.mine").First).ToContainTextAsync("khai sinh");
        await Expect(page.Locator(".bubble:not(.mine)").Filter(new() { HasText = "1.001193" }).First).ToBeVisibleAsync();
        await page.PictureAsync("sandbox-phone");
        await page.ShouldBeAccessibleAsync();
    }
}
