using Outreach.Content;

namespace Outreach.Tests.Content;

/// <summary>The content that ships with the program.</summary>
public sealed class RepositoryContentTests
{
    // The day it was last reviewed as a whole. Later days are the officers' business: `outreach content check` uses today,
    // and a law that expires must not fail the build of a program that did not change.
    private static readonly DateOnly Reviewed = new(2026, 11, 22);

    // The folder itself, not the copy beside the assembly: that one keeps files that were since renamed.
    private static readonly string Folder = Path.Combine(RepositoryRoot(), "content");

    [Fact]
    public void It_passes_its_own_check() => ContentCheck.Run(Folder, Reviewed).ShouldBeEmpty();

    [Fact]
    public void It_answers_the_general_questions_and_has_messages_to_send()
    {
        var library = ContentLibrary.Load(Folder);

        library.Faqs.Count.ShouldBeGreaterThanOrEqualTo(17);
        library.Messages.Count.ShouldBeGreaterThanOrEqualTo(6);
        library.Infographics.Count.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public void Its_plain_text_messages_fit_two_parts_with_the_label() =>
        ContentLibrary.Load(Folder).Messages.ShouldAllBe(message => SmsLength.Measure(SendingText.WithLabel(message.Variants.SmsPlain, "[QC]")).Parts <= 2);

    [Fact]
    public void Its_plain_text_messages_pass_any_gateway() =>
        ContentLibrary.Load(Folder).Messages.ShouldAllBe(message => SmsText.RefusedByGateways(message.Variants.SmsPlain, null).Count == 0);

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Outreach.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No Outreach.sln above the tests.");
        return folder.FullName;
    }
}
