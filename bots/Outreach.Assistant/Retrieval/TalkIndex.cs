using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Retrieval;

/// <summary>Sentences that name nothing known: what people say off the topic, and about public services in general.</summary>
internal sealed class TalkIndex
{
    private const int Near = 10;

    private readonly SearchIndex index;
    private readonly int off;
    private readonly RankingWeights weights;

    public TalkIndex(Lexicon lexicon, QuestionReader reader, WordReader read, RankingWeights weights)
    {
        string[] offTopic = [.. lexicon.OffTopic.Values.SelectMany(sentences => sentences)];
        (off, this.weights) = (offTopic.Length, weights);
        index = IndexBuilder.Build([.. offTopic.Concat(lexicon.OnTopic).Select(sentence => new SearchDocument([sentence], "", "", Traits.None))], reader, read, weights);
    }

    /// <summary>Likeness to the nearest sentence of either side, 0..1.</summary>
    public (float Off, float On) Nearest(Question question)
    {
        var (offTopic, onTopic) = (0f, 0f);
        foreach (var hit in index.Search(question, weights.Faqs, Near))
        {
            if (hit.Document < off)
                offTopic = Math.Max(offTopic, hit.Cover.Likeness);
            else
                onTopic = Math.Max(onTopic, hit.Cover.Likeness);
        }

        return (offTopic, onTopic);
    }
}
