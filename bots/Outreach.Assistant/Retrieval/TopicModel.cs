using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Retrieval;

/// <summary>
/// Which words belong to public services and which to everything else people talk about: learned from the names of procedures
/// and common questions on one side and the lexicon's off-topic sentences on the other (naive Bayes over words and pairs).
/// </summary>
internal sealed class TopicModel
{
    private const float Smoothing = 0.5f;
    private const int SaidCounts = 3;

    /// <summary>No word alone may decide.</summary>
    private const float Most = 2;

    private readonly Dictionary<string, float> odds = new(StringComparer.Ordinal);

    public TopicModel(IEnumerable<string> inScope, Lexicon lexicon, Func<string, Word[]> read)
    {
        // The names are many and official; what people say themselves counts for more.
        var said = lexicon.Synonyms.SelectMany(group => group.Said).Concat(lexicon.OnTopic).ToList();
        var inside = Count(inScope.Concat(Enumerable.Repeat(said, SaidCounts).SelectMany(sentences => sentences)), read);
        var outside = Count(lexicon.OffTopic.Values.SelectMany(sentences => sentences), read);
        var (all, others) = (inside.Values.Sum(), outside.Values.Sum());
        if (others == 0)
            return;
        var kinds = inside.Keys.Union(outside.Keys).ToList();
        foreach (var term in kinds)
            odds[term] = MathF.Log((inside.GetValueOrDefault(term) + Smoothing) / (all + (Smoothing * kinds.Count)))
                - MathF.Log((outside.GetValueOrDefault(term) + Smoothing) / (others + (Smoothing * kinds.Count)));
    }

    /// <summary>Evidence per word that the words that matter are about public services; 0 when nothing is known of them.</summary>
    public (float Mean, float Least) Of(Question question)
    {
        var (sum, least, count) = (0f, 0f, 0);
        var previous = "";
        for (var i = 0; i < question.Words.Length; i++)
        {
            var word = question.Words[i].Plain;
            // How something is typed says nothing of what it is about: "bnhiu", "z", "đk".
            if (question.Weights[i] <= 0 || question.IsShortForm(i))
            {
                previous = "";
                continue;
            }

            var known = odds.GetValueOrDefault(word);
            if (previous.Length > 0 && odds.TryGetValue(previous + " " + word, out var pair))
                known = pair;
            sum += known;
            least = Math.Min(least, known);
            count++;
            previous = word;
        }

        return count == 0 ? (0, 0) : (Math.Clamp(sum / count, -Most, Most), Math.Max(least, -2 * Most));
    }

    private static Dictionary<string, float> Count(IEnumerable<string> texts, Func<string, Word[]> read)
    {
        var counts = new Dictionary<string, float>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var words = read(text);
            for (var i = 0; i < words.Length; i++)
            {
                counts[words[i].Plain] = counts.GetValueOrDefault(words[i].Plain) + 1;
                if (i > 0)
                    counts[$"{words[i - 1].Plain} {words[i].Plain}"] = counts.GetValueOrDefault($"{words[i - 1].Plain} {words[i].Plain}") + 1;
            }
        }

        return counts;
    }
}
