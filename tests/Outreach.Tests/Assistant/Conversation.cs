using Outreach.Assistant.Dialogs;
using Outreach.Tests.Architecture;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Outreach.Tests.Assistant;

/// <summary>A scripted conversation from <c>Conversations/*.yaml</c>: what a citizen says, turn by turn, and what must come back.</summary>
public sealed class Conversation
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build();

    public string Name { get; set; } = "";

    /// <summary>web (default), zalo (five buttons), messenger (three) or sms.</summary>
    public string Channel { get; set; } = "web";

    public string Language { get; set; } = "vi";

    /// <summary>Why it does not go as written yet; the expectation stays what a sensible citizen would expect.</summary>
    public string? NotYet { get; set; }

    public List<ScriptedTurn> Turns { get; set; } = [];

    internal ChannelAbilities Abilities => Channel switch
    {
        "web" => ChannelAbilities.Rich,
        "zalo" => new(5, Cards: false, 2000),
        "messenger" => new(3, Cards: true, 640),
        "sms" => ChannelAbilities.Sms,
        _ => throw new FormatException($"{Name}: no channel is called '{Channel}'"),
    };

    public static IEnumerable<(string File, Conversation Conversation)> All() =>
        from file in Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "tests", "Outreach.Tests", "Assistant", "Conversations"), "*.yaml").Order(StringComparer.Ordinal)
        from conversation in Yaml.Deserialize<List<Conversation>>(File.ReadAllText(file))
        select (Path.GetFileNameWithoutExtension(file), conversation);
}

/// <summary>One turn. What is not given is not looked at; several codes or ids that would do are separated by a bar.</summary>
public sealed class ScriptedTurn
{
    public string? Says { get; set; }

    /// <summary>Title of a button of the last reply.</summary>
    public string? Taps { get; set; }

    public string? Decision { get; set; }

    public string? Procedure { get; set; }

    public string? Faq { get; set; }

    /// <summary>As in the program's output; <c>none</c> for the overview.</summary>
    public string? Aspect { get; set; }

    /// <summary>Codes that must be among what is offered to choose from.</summary>
    public List<string> Offers { get; set; } = [];

    /// <summary>Code of the dossier to be looked up.</summary>
    public string? Dossier { get; set; }

    public List<string> Contains { get; set; } = [];

    public List<string> NotContains { get; set; } = [];
}
