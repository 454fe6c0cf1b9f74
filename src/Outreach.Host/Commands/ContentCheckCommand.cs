using System.CommandLine;
using Outreach.Content;
using Outreach.Storage;

namespace Outreach.Host.Commands;

/// <summary><c>content check</c>: every error of a content folder as <c>file:line: message</c>.</summary>
internal static class ContentCheckCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("path")
        {
            Description = "The content folder. Default: the one that travels with the program",
            DefaultValueFactory = _ => new ContentOptions().Directory,
        };
        var check = new Command("check", "Check a content folder") { path };
        check.SetAction(parsed => Run(parsed.GetValue(path)!));
        return new Command("content", "Work on the content folder") { check };
    }

    private static int Run(string path)
    {
        var errors = ContentCheck.Run(path, TimeProvider.System.Today);
        foreach (var error in errors)
            System.Console.Error.WriteLine(error);
        if (errors.Count > 0)
            return CommandLine.BadInput;

        var library = ContentLibrary.Load(path);
        System.Console.WriteLine(
            $"{library.Procedures.Count} procedures, {library.Faqs.Count} questions, {library.Messages.Count} messages, {library.Infographics.Count} infographics, {library.Laws.Count} laws: no errors");
        return CommandLine.Done;
    }
}
