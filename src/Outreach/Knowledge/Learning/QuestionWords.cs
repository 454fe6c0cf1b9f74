using System.Security.Cryptography;
using System.Text;
using Outreach.Assistant.Knowledge;
using Outreach.Language;

namespace Outreach.Knowledge.Learning;

/// <summary>The plain words a question is about: without marks and case, short forms written out, polite and framing words left out.</summary>
internal sealed class QuestionWords(Lexicon lexicon)
{
    /// <summary>Share of the words of both that must be common to ask for the same.</summary>
    public const double SameFrom = 0.6;

    private readonly string[][] silent =
        [.. lexicon.StopWords.Concat(lexicon.FrameWords).Select(Split).Where(words => words.Length > 0).OrderByDescending(words => words.Length)];

    private readonly Dictionary<string, string[]> writtenOut = lexicon.Abbreviations
        .Where(pair => pair.Value.Count > 0)
        .GroupBy(pair => VietnameseMarks.Strip(pair.Key).ToLowerInvariant())
        .ToDictionary(pair => pair.Key, pair => Split(pair.First().Value[0]));

    /// <summary>Sorted, each once. A question of nothing but framing words keeps them all.</summary>
    public IReadOnlyList<string> Of(string text)
    {
        var all = Split(text).SelectMany(word => writtenOut.GetValueOrDefault(word) ?? [word]).ToList();
        var telling = Told(all).Distinct().Order(StringComparer.Ordinal).ToList();
        return telling.Count > 0 ? telling : [.. all.Distinct().Order(StringComparer.Ordinal)];
    }

    public static string IdOf(IReadOnlyList<string> words) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', words))))[..16];

    /// <summary>Common words as a share of all words of both; 0..1.</summary>
    public static double Overlap(IReadOnlySet<string> a, IReadOnlyList<string> b)
    {
        var common = b.Count(a.Contains);
        return common == 0 ? 0 : (double)common / (a.Count + b.Count - common);
    }

    private IEnumerable<string> Told(List<string> words)
    {
        for (var i = 0; i < words.Count;)
        {
            var at = i;
            var length = silent.FirstOrDefault(phrase => phrase.Length <= words.Count - at && phrase.Index().All(word => words[at + word.Index] == word.Item))?.Length ?? 0;
            if (length == 0)
                yield return words[i];
            i += Math.Max(1, length);
        }
    }

    private static string[] Split(string text) =>
        new string([.. VietnameseMarks.Strip(text).ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
