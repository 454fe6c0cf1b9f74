using Outreach.Assistant.Knowledge;
using Outreach.Content;
using Outreach.Language;

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

        library.Procedures.Count.ShouldBeGreaterThanOrEqualTo(80);
        library.Faqs.Count.ShouldBeGreaterThanOrEqualTo(60);
        library.Messages.Count.ShouldBeGreaterThanOrEqualTo(6);
        library.Infographics.Count.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public void Its_plain_text_messages_fit_two_parts_with_the_label() =>
        ContentLibrary.Load(Folder).Messages.ShouldAllBe(message => SmsLength.Measure(SendingText.WithLabel(message.Variants.SmsPlain, "[QC]")).Parts <= 2);

    [Fact]
    public void Its_plain_text_messages_pass_any_gateway() =>
        ContentLibrary.Load(Folder).Messages.ShouldAllBe(message => SmsText.RefusedByGateways(message.Variants.SmsPlain, null).Count == 0);

    [Fact]
    public void It_knows_the_34_provinces_and_the_63_names_before_the_mergers()
    {
        var provinces = ContentLibrary.Load(Folder).Units.Where(unit => unit.IsProvince).ToList();

        provinces.Count.ShouldBe(34);
        provinces.SelectMany(NamesBefore).Distinct().Count().ShouldBe(63);
    }

    /// <summary>What two items claim, neither can be found by.</summary>
    [Fact]
    public void Nothing_people_say_stands_in_two_items()
    {
        var library = ContentLibrary.Load(Folder);

        library.Procedures.SelectMany(procedure => procedure.Aliases.Select(said => (Said: Key(said), Item: procedure.Code)))
            .Concat(library.Faqs.SelectMany(faq => faq.Phrasings.Select(said => (Said: Key(said), Item: faq.Id))))
            .Distinct()
            .GroupBy(entry => entry.Said)
            .Where(entries => entries.Count() > 1)
            .Select(entries => $"'{entries.Key}': {string.Join(", ", entries.Select(entry => entry.Item))}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void Everything_can_be_asked_for_in_several_ways()
    {
        var library = ContentLibrary.Load(Folder);

        library.Procedures.ShouldAllBe(procedure => procedure.Aliases.Count >= 6);
        library.Faqs.ShouldAllBe(faq => faq.Phrasings.Count >= 5);
    }

    private static string Key(string said) => VietnameseMarks.Strip(said.ToLowerInvariant());

    // Huế gave up the name Thừa Thiên Huế half a year before the mergers, so one of both counts.
    private static IEnumerable<string> NamesBefore(Unit unit) =>
        unit.Name == "Huế" ? [unit.Name] : unit.Formerly.Select(old => old.Replace("tỉnh ", "", StringComparison.Ordinal)).Append(unit.Name);

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Outreach.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No Outreach.sln above the tests.");
        return folder.FullName;
    }
}
