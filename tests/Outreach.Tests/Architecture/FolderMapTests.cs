using System.Text.RegularExpressions;

namespace Outreach.Tests.Architecture;

/// <summary>Keeps the map of who may use whom, by reading the source.</summary>
public sealed partial class FolderMapTests
{
    private const string Everything = "*";

    /// <summary>Every area of the source, and the areas its files may name. An area may always name itself; all but the pure ones may use Storage.</summary>
    private static readonly Area[] Map =
    [
        new("Language", [], "pure: text in, text out"),
        new("BotFramework", [], "a protocol; knows nothing of the service"),
        new("Assistant", ["Language"], "pure: a turn in, a reply out"),

        new("Storage", [], "knows no feature"),
        new("Cluster", ["Storage"], "where the shared store lies"),
        new("Accounts", ["Storage"], "keys and audit are tables"),
        new("People", ["Storage", "Language", "Accounts"], "imported headings are compared without marks; its REST interface asks for scopes"),
        new("Content", ["Storage", "Language", "Assistant", "Accounts"], "procedures, questions and lexicon are read into the assistant's own records; its REST interface asks for scopes"),
        new("Knowledge", ["Storage", "Cluster", "Content", "Assistant", "Language", "Accounts"], "what the assistant knows now: the content library and what officers imported and approved; a sweep groups questions"),
        new("Delivery", ["Storage", "Cluster", "People", "Content", "Accounts"], "an opt-out closes the address; sending rules are content; its REST interface asks for scopes"),
        new("Inbox", ["Storage", "People", "Delivery", "Assistant", "BotFramework", "Language", "Content", "Knowledge", "Feedback", "Accounts", "Cluster"], "the assistant is asked here; words of refusal are read without marks; what citizens report is handed on; officers end handoffs by REST; old conversations go by a sweep"),
        new("Feedback", ["Storage", "Accounts"], "its REST interface asks for scopes"),
        new("Campaigns", ["Storage", "Cluster", "Content", "People", "Delivery", "Accounts", "Language"], "what is read out is written in words; its REST interface asks for scopes and writes the audit log"),
        new("Plans", ["Storage", "Campaigns", "Content", "Accounts"], "tasks lead to campaigns; its REST interface asks for scopes"),

        new("Channels", ["Storage", "Delivery"], "what channels share; a stored file is uploaded once"),
        new("Channels.Zalo", ["Storage", "Cluster", "Delivery", "Inbox", "People"], "reads pictures from the media store; a sweep keeps unused tokens alive"),
        new("Channels.Telegram", ["Storage", "Cluster", "Delivery", "Inbox", "People"], "reads pictures from the media store; one node alone fetches updates"),
        new("Channels.Twilio", ["Storage", "Delivery", "Inbox", "People", "Content"], "counts SMS parts"),
        new("Channels.Facebook", ["Storage", "Delivery", "Inbox", "People"], "reads pictures from the media store"),
        new("Channels.Webhook", ["Storage", "Delivery", "Inbox"], "other systems fetch pictures by their public address; the outbox tells which system a message went to"),
        new("Channels.SmsGateway", ["Storage", "Delivery", "Inbox", "People", "Content"], "counts SMS parts and takes marks off; reads numbers as gateways write them"),
        new("Channels.BotFramework", ["Storage", "Delivery", "Inbox", "People", "BotFramework"], "activities in and out by the Bot Framework"),
        new("Channels.Email", ["Storage", "Delivery"], "reads attachments from the media store"),
        new("Channels.Manual", ["Storage", "Delivery", "Accounts"], "a person sends; confirms over REST"),
        new("Channels.Web", ["Storage", "Delivery", "Inbox", "People", "BotFramework"], "our own Direct Line is its provider"),

        new("Console", ["Accounts", "Campaigns", "Content", "Inbox", "People", "Plans"], "the features' public faces, never Storage"),
        new("Sandbox", [], "the providers' side: shares no code with ours, or both would be wrong in the same way"),
        new("Host", [Everything], "it wires"),
    ];

    [Fact]
    public void Every_folder_names_only_what_the_map_allows()
    {
        var wrong =
            from file in SourceTree.Files("src", "bots")
            let area = AreaOf(file.Path)
            let rule = Map.SingleOrDefault(rule => rule.Name == area)
            from used in Used(file)
            where used != area && rule is not null && !rule.MayUse.Contains(Everything) && !rule.MayUse.Contains(used)
            select $"{file.Path}: {area} may not use {used}";

        wrong.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void Every_folder_is_on_the_map_and_nothing_else()
    {
        var areas = SourceTree.Files("src", "bots").Select(file => AreaOf(file.Path)).Distinct().Order().ToList();

        areas.ShouldBe(Map.Select(area => area.Name).Order());
    }

    [Fact]
    public void No_channel_knows_another()
    {
        var channels = Map.Where(area => area.Name.StartsWith("Channels.", StringComparison.Ordinal)).ToList();

        channels.Count.ShouldBeGreaterThan(1);
        channels.ShouldAllBe(channel => !channel.MayUse.Any(used => used.StartsWith("Channels.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_but_the_host_knows_a_channel() =>
        Map.Where(area => area.Name != "Host" && !area.Name.StartsWith("Channels", StringComparison.Ordinal))
            .ShouldAllBe(area => !area.MayUse.Any(used => used.StartsWith("Channels", StringComparison.Ordinal)));

    /// <summary>Areas a file names, in a using or by a full name.</summary>
    private static IEnumerable<string> Used(SourceFile file) =>
        NameOfOurs().Matches(file.Text).Select(name => Shorten(name.Groups[1].Value.Split('.'))).Where(name => Map.Any(area => area.Name == name)).Distinct();

    private static string AreaOf(string path)
    {
        var folders = path.Split('/')[1..^1];
        return folders[0] == "Outreach" ? Shorten(folders[1..]) : folders[0]["Outreach.".Length..];
    }

    private static string Shorten(string[] parts) =>
        parts is ["Channels", var channel, ..] && Directory.Exists(Path.Combine(SourceTree.Root, "src", "Outreach", "Channels", channel)) ? $"Channels.{channel}" : parts[0];

    [GeneratedRegex(@"(?<![\w.])Outreach\.([A-Z]\w*(?:\.[A-Z]\w*)*)")]
    private static partial Regex NameOfOurs();

    private sealed record Area(string Name, string[] MayUse, string Reason);
}
