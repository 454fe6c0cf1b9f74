using Outreach.Assistant.Knowledge;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Outreach.Content;

/// <summary>Reads <c>content/lexicon/*.yaml</c>: how people say things. Every file may hold any of the sections.</summary>
public static class LexiconFile
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .Build();

    /// <summary>All files of a folder as one lexicon; an absent folder is an empty lexicon.</summary>
    /// <exception cref="FormatException">Names file and line of what cannot be read.</exception>
    public static Lexicon ReadFolder(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal)
            .Select(file => Parse(File.ReadAllText(file), file))
            .Aggregate(Lexicon.Empty, (all, one) => all.With(one))
        : Lexicon.Empty;

    /// <param name="text">YAML.</param>
    /// <param name="name">Name of the file, for errors.</param>
    /// <exception cref="FormatException">Names file and line of what cannot be read.</exception>
    public static Lexicon Parse(string text, string name)
    {
        try
        {
            return (Yaml.Deserialize<Sections?>(text) ?? new Sections()).ToLexicon(name);
        }
        catch (YamlException e)
        {
            throw new FormatException($"{name}:{e.Start.Line}: {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    private sealed class Sections
    {
        public List<Group> Synonyms { get; set; } = [];

        public Dictionary<string, List<string>> Abbreviations { get; set; } = [];

        public Dictionary<string, List<string>> Aspects { get; set; } = [];

        public Dictionary<string, List<string>> Cues { get; set; } = [];

        public Dictionary<string, List<string>> Intents { get; set; } = [];

        public List<string> StopWords { get; set; } = [];

        public List<string> FrameWords { get; set; } = [];

        public List<string> Qualifiers { get; set; } = [];

        public Dictionary<string, List<string>> OffTopic { get; set; } = [];

        public List<string> OnTopic { get; set; } = [];

        public Lexicon ToLexicon(string name) => new()
        {
            Synonyms = [.. Synonyms.Select(group => new Synonyms(group.Said, group.Means))],
            Abbreviations = Abbreviations.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value),
            Aspects = Keyed<Aspect>(Aspects, "aspects", name),
            Cues = Keyed<Cue>(Cues, "cues", name),
            Intents = Keyed<Intent>(Intents, "intents", name),
            StopWords = StopWords,
            FrameWords = FrameWords,
            Qualifiers = Qualifiers,
            OnTopic = OnTopic,
            OffTopic = OffTopic.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value),
        };

        private static Dictionary<TKey, IReadOnlyList<string>> Keyed<TKey>(Dictionary<string, List<string>> section, string title, string name)
            where TKey : struct, Enum =>
            section.ToDictionary(
                pair => Enum.TryParse<TKey>(pair.Key.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var key)
                    ? key
                    : throw new FormatException($"{name}: '{title}' has no entry '{pair.Key}'; known: {string.Join(", ", Enum.GetNames<TKey>())}"),
                pair => (IReadOnlyList<string>)pair.Value);
    }

    private sealed class Group
    {
        public List<string> Said { get; set; } = [];

        public List<string> Means { get; set; } = [];
    }
}
