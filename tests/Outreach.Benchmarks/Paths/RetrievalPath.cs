using System.Diagnostics;
using Outreach.Assistant.Knowledge;
using Outreach.Benchmarks.Measuring;
using Outreach.Content;
using Outreach.Knowledge;

namespace Outreach.Benchmarks.Paths;

/// <summary>Finding what a question means in the built-in content, against plain BM25 over the names, which knows neither typing without accents nor synonyms.</summary>
internal static class RetrievalPath
{
    public static async Task<IReadOnlyList<Row>> RunAsync(Scale scale)
    {
        var options = new ContentOptions();
        var content = ContentLibrary.Load(options.Directory);
        string[] names = [.. content.Procedures.Select(procedure => procedure.Name), .. content.Faqs.Select(faq => faq.Question)];
        string[] questions = [.. names, .. content.Procedures.SelectMany(procedure => procedure.Aliases)];
        var repeats = scale.Of(200, 20);
        var (plain, ours) = (new Bm25(names), KnowledgeFeature.Build(content, options));

        var asking = await Comparison.AlternateAsync(
            scale.Rounds,
            () => Microseconds(repeats, questions, question => plain.Search(question)),
            () => Microseconds(repeats, questions, question => ours.Find(question)));
        var building = await Comparison.AlternateAsync(
            scale.Rounds,
            () => Microseconds(repeats, [names], texts => _ = new Bm25(texts)),
            () => Microseconds(scale.Of(20, 2), [content], library => KnowledgeFeature.Build(library, options)));
        return
        [
            Row.Of("retrieval", $"µs per question on {names.Length} entries; lower is better", "plain BM25 over names", asking),
            Row.Of("retrieval", "index build with reading the lexicon, ms; lower is better", "plain BM25 over names", building.Select(time => time / 1000)),
        ];
    }

    private static Task<double> Microseconds<T>(int repeats, T[] inputs, Action<T> work)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < repeats; i++)
        {
            foreach (var input in inputs)
                work(input);
        }

        return Task.FromResult(watch.Elapsed.TotalMicroseconds / repeats / inputs.Length);
    }

    /// <summary>Okapi BM25 with the usual k1 = 1.2 and b = 0.75, words split at spaces.</summary>
    private sealed class Bm25
    {
        private readonly Dictionary<string, List<(int Document, int Count)>> postings = [];
        private readonly double[] norms;

        public Bm25(IReadOnlyList<string> documents)
        {
            var words = documents.Select(Words).ToList();
            var average = words.Average(list => list.Length);
            norms = [.. words.Select(list => 1.2 * (0.25 + (0.75 * list.Length / average)))];
            for (var i = 0; i < words.Count; i++)
            {
                foreach (var (word, count) in words[i].CountBy(word => word))
                {
                    if (!postings.TryGetValue(word, out var found))
                        postings[word] = found = [];
                    found.Add((i, count));
                }
            }
        }

        public List<(int Document, double Score)> Search(string question)
        {
            var scores = new double[norms.Length];
            foreach (var word in Words(question))
            {
                if (!postings.TryGetValue(word, out var found))
                    continue;
                var rarity = Math.Log(1 + ((norms.Length - found.Count + 0.5) / (found.Count + 0.5)));
                foreach (var (document, count) in found)
                    scores[document] += rarity * count * 2.2 / (count + norms[document]);
            }

            return [.. scores.Select((score, i) => (i, score)).Where(hit => hit.score > 0).OrderByDescending(hit => hit.score).Take(10)];
        }

        private static string[] Words(string text) => text.ToLowerInvariant().Split([' ', ',', '.', '?'], StringSplitOptions.RemoveEmptyEntries);
    }
}
