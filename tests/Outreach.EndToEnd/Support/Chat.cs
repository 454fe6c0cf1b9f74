using Microsoft.Playwright;

namespace Outreach.EndToEnd.Support;

/// <summary>The chat widget as its visitor finds it: by what it is called, not by how it is built.</summary>
public sealed class Chat(IPage page)
{
    public ILocator Window => page.GetByRole(AriaRole.Dialog, new() { Name = "Trợ lý tự động" });

    public ILocator Input => page.GetByLabel("Câu hỏi của ông/bà");

    public ILocator Answers => Window.Locator(".bubble.bot");

    public ILocator Questions => Window.Locator(".bubble.user");

    public ILocator Suggestion(string title) => Window.GetByRole(AriaRole.Button, new() { Name = title, Exact = true });

    public Task OpenAsync() => page.Locator("outreach-chat").GetByRole(AriaRole.Button, new() { Name = "Hỏi trợ lý" }).ClickAsync();

    public async Task AskAsync(string question)
    {
        await Input.FillAsync(question);
        await Input.PressAsync("Enter");
    }

    /// <summary>Waits for the newest answer to hold these words.</summary>
    public Task IsAnsweredAsync(string words) => Assertions.Expect(Answers.Last).ToContainTextAsync(words, new() { Timeout = (float)Eventually.Patience.TotalMilliseconds });
}
