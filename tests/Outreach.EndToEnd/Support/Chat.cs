using Microsoft.Playwright;

namespace Outreach.EndToEnd.Support;

/// <summary>The chat widget as its visitor finds it: by what it is called, not by how it is built.</summary>
public sealed class Chat(IPage page)
{
    public ILocator Window => page.GetByRole(AriaRole.Dialog, new() { Name = "Trợ lý tự động" });

    public ILocator Input => page.GetByLabel("Câu hỏi của ông/bà");

    /// <summary>Answers about one procedure; the greeting before them is about none.</summary>
    public ILocator AnswersAbout(string procedure) => Window.Locator(".bubble.bot").Filter(new() { HasText = procedure });

    public ILocator Questions => Window.Locator(".bubble.user");

    public ILocator Suggestion(string title) => Window.GetByRole(AriaRole.Button, new() { Name = title, Exact = true });

    public Task OpenAsync() => page.Locator("outreach-chat").GetByRole(AriaRole.Button, new() { Name = "Hỏi trợ lý" }).ClickAsync();

    public async Task AskAsync(string question)
    {
        await Input.FillAsync(question);
        await Input.PressAsync("Enter");
    }

    /// <summary>Waits until there are so many answers about a procedure.</summary>
    public Task IsAnsweredAsync(string procedure, int times = 1) =>
        Assertions.Expect(AnswersAbout(procedure)).ToHaveCountAsync(times);
}
