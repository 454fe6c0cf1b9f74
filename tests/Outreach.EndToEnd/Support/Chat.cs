using Microsoft.Playwright;

namespace Outreach.EndToEnd.Support;

/// <summary>The chat as its visitor finds it: by what it is called, not by how it is built. The window is the page's, in it Web Chat in a frame.</summary>
public sealed class Chat(IPage page)
{
    public ILocator Launcher => page.Locator("outreach-chat").GetByRole(AriaRole.Button, new() { Name = "Hỏi trợ lý" });

    public ILocator Window => page.GetByRole(AriaRole.Dialog, new() { Name = "Trợ lý tự động" });

    public IFrameLocator Room => page.FrameLocator("outreach-chat iframe");

    public ILocator Input => Room.GetByRole(AriaRole.Textbox, new() { Name = "Câu hỏi của ông/bà" });

    /// <summary>How things stand: what our page says above Web Chat.</summary>
    public ILocator Status => Room.Locator("#status");

    /// <summary>Web Chat also writes what is new where screen readers listen; that is not counted.</summary>
    private ILocator Messages => Room.Locator("[role=feed] article");

    /// <summary>What the assistant said, oldest first; its greeting among it.</summary>
    public ILocator Answers => Messages.Filter(new() { HasNot = page.Locator(".webchat__bubble--from-user") });

    public ILocator Questions => Messages.Filter(new() { Has = page.Locator(".webchat__bubble--from-user") });

    /// <summary>Answers about one procedure; the greeting before them is about none.</summary>
    public ILocator AnswersAbout(string procedure) => Answers.Filter(new() { HasText = procedure });

    public ILocator Suggestion(string title) =>
        Room.GetByRole(AriaRole.Toolbar, new() { Name = "Gợi ý trả lời" }).GetByRole(AriaRole.Button, new() { Name = title, Exact = true });

    /// <summary>A button on a card. Web Chat also has each where screen readers listen, so it is found by what draws it.</summary>
    public ILocator CardButton(string title) => Room.Locator("button.ac-pushButton").Filter(new() { HasText = title });

    /// <summary>The frame that runs Web Chat, once the window was opened.</summary>
    public async Task<IFrame> FrameAsync() =>
        await (await page.Locator("outreach-chat iframe").ElementHandleAsync()).ContentFrameAsync() ?? throw new InvalidOperationException("The chat has no frame.");

    public async Task OpenAsync()
    {
        await Launcher.ClickAsync();
        await Input.WaitForAsync();
    }

    public async Task AskAsync(string question)
    {
        await Input.FillAsync(question);
        await Input.PressAsync("Enter");
    }

    /// <summary>Chooses a file and sends it, with words.</summary>
    public async Task SendFileAsync(string words, FilePayload file)
    {
        await Room.Locator("input[type=file]").SetInputFilesAsync(file);

        // Web Chat draws a small picture of it first, and ticks the paper clip when the file is ready to go.
        await Room.Locator(".webchat__attachment-icon--checked").WaitForAsync();
        await AskAsync(words);
    }

    /// <summary>Waits until there are so many answers about a procedure.</summary>
    public Task IsAnsweredAsync(string procedure, int times = 1) =>
        Assertions.Expect(AnswersAbout(procedure)).ToHaveCountAsync(times);
}
