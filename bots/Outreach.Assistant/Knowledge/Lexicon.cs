namespace Outreach.Assistant.Knowledge;

/// <summary>
/// How people say things: read from <c>content/lexicon/*.yaml</c>. It helps to find an answer and is never shown as fact.
/// All words are written with their accents; questions without accents are matched by the plain letters.
/// </summary>
public sealed record Lexicon
{
    public static Lexicon Empty { get; } = new();

    public IReadOnlyList<Synonyms> Synonyms { get; init; } = [];

    /// <summary>Short form → what it may stand for. Several readings are weighed by their neighbours, never chosen in place.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Abbreviations { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Phrases that ask for one aspect ("bao nhiêu tiền" → <see cref="Aspect.Fee"/>).</summary>
    public IReadOnlyDictionary<Aspect, IReadOnlyList<string>> Aspects { get; init; } = new Dictionary<Aspect, IReadOnlyList<string>>();

    /// <summary>Phrases that steer the conversation.</summary>
    public IReadOnlyDictionary<Cue, IReadOnlyList<string>> Cues { get; init; } = new Dictionary<Cue, IReadOnlyList<string>>();

    /// <summary>Phrases about the conversation itself. Unlike cues they leave the words their weight for finding.</summary>
    public IReadOnlyDictionary<Intent, IReadOnlyList<string>> Intents { get; init; } = new Dictionary<Intent, IReadOnlyList<string>>();

    /// <summary>Words that say nothing about what is asked (ạ, dạ, cho hỏi, tôi, muốn).</summary>
    public IReadOnlyList<string> StopWords { get; init; } = [];

    /// <summary>Words of every procedure (thủ tục, hồ sơ, đề nghị): they count a little.</summary>
    public IReadOnlyList<string> FrameWords { get; init; } = [];

    /// <summary>What narrows a procedure down (có yếu tố nước ngoài, lưu động, cấp lại). Unasked for, it speaks against it.</summary>
    public IReadOnlyList<string> Qualifiers { get; init; } = [];

    /// <summary>By topic, what people say that is no matter of public services. The assistant learns from them what not to answer.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> OffTopic { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>What people say that names no procedure and is a matter of public services all the same.</summary>
    public IReadOnlyList<string> OnTopic { get; init; } = [];

    /// <summary>Both lexicons together; a short form in both keeps the readings of both.</summary>
    public Lexicon With(Lexicon other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Lexicon
        {
            Synonyms = [.. Synonyms, .. other.Synonyms],
            Abbreviations = Union(Abbreviations, other.Abbreviations),
            Aspects = Union(Aspects, other.Aspects),
            Cues = Union(Cues, other.Cues),
            Intents = Union(Intents, other.Intents),
            StopWords = [.. StopWords, .. other.StopWords],
            FrameWords = [.. FrameWords, .. other.FrameWords],
            Qualifiers = [.. Qualifiers, .. other.Qualifiers],
            OffTopic = Union(OffTopic, other.OffTopic),
            OnTopic = [.. OnTopic, .. other.OnTopic],
        };
    }

    private static Dictionary<TKey, IReadOnlyList<string>> Union<TKey>(
        IReadOnlyDictionary<TKey, IReadOnlyList<string>> a,
        IReadOnlyDictionary<TKey, IReadOnlyList<string>> b)
        where TKey : notnull =>
        a.Concat(b).GroupBy(pair => pair.Key, pair => pair.Value)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.SelectMany(values => values).Distinct()]);
}

/// <summary>What is said in daily life and the official words for it. Only that direction is followed.</summary>
public sealed record Synonyms(IReadOnlyList<string> Said, IReadOnlyList<string> Means);

/// <summary>What a phrase does to the conversation.</summary>
public enum Cue
{
    Greeting = 1,
    Thanks,
    Goodbye,

    /// <summary>"Bạn là ai", "có phải robot không".</summary>
    Identity,

    /// <summary>Asks for a person.</summary>
    Person,

    /// <summary>Reports harassment or a demand for money: people must see it.</summary>
    Misconduct,

    /// <summary>"Không, ý tôi là…".</summary>
    Correction,

    /// <summary>Points back at what was talked about ("thủ tục này", "thế còn").</summary>
    Reference,
}

/// <summary>What a message wants of the conversation rather than of the catalogue.</summary>
public enum Intent
{
    /// <summary>"Bạn làm được gì".</summary>
    Capabilities = 1,

    /// <summary>To be led step by step.</summary>
    Guide,
    Next,
    Back,

    /// <summary>To leave what is going on: a guide, a feedback.</summary>
    Stop,

    /// <summary>The rest of an answer that was too long.</summary>
    More,
    English,
    Vietnamese,

    /// <summary>To give feedback here.</summary>
    Feedback,
    Send,
    Skip,
    Edit,

    /// <summary>To complain or denounce, which the law leads elsewhere.</summary>
    Complaint,
    Insult,
    Sad,
    Praise,

    /// <summary>To make the assistant something else.</summary>
    Injection,

    /// <summary>What a unit is called since the mergers.</summary>
    Merger,
}
