namespace Outreach.Language.Spelling;

/// <summary>
/// Finds known words one slip away from a typed one: a letter too many, missing, wrong, or two swapped. Words are kept under
/// every form that lacks one of their letters, so that a look-up tries a handful of forms instead of all words. Immutable.
/// </summary>
public sealed class SpellingCorrector
{
    /// <summary>Shorter words have too many neighbours: nearly every three letters are a syllable.</summary>
    private const int ShortestTyped = 4;

    private const int ShortestKnown = 3;
    private const int Longest = 32;

    private readonly string[] words;
    private readonly int[] counts;

    // A chained hash table in four arrays: first entry of a bucket, then hash, word and next entry.
    private readonly int[] buckets;
    private readonly uint[] hashes;
    private readonly int[] owners;
    private readonly int[] next;

    private SpellingCorrector(KeyValuePair<string, int>[] vocabulary)
    {
        words = [.. vocabulary.Select(entry => entry.Key)];
        counts = [.. vocabulary.Select(entry => entry.Value)];
        var forms = words.Sum(word => word.Length + 1);
        buckets = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, forms))];
        (hashes, owners, next) = (new uint[forms + 1], new int[forms + 1], new int[forms + 1]);
        var entry = 0;
        for (var word = 0; word < words.Length; word++)
            for (var skip = -1; skip < words[word].Length; skip++)
                Enter(++entry, Hash(words[word], skip), word);
    }

    /// <summary>How many words it knows.</summary>
    public int Size => words.Length;

    /// <summary>Takes words of three letters and more; marks and case are left out, equal words are counted together.</summary>
    public static SpellingCorrector Build(IEnumerable<(string Word, int Count)> vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        var plain = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (word, count) in vocabulary)
            if (Plain(word) is { Length: >= ShortestKnown and <= Longest } key)
                plain[key] = plain.GetValueOrDefault(key) + count;
        return new SpellingCorrector([.. plain.OrderBy(entry => entry.Key, StringComparer.Ordinal)]);
    }

    /// <summary>Known words at most one slip away, the nearest first, of equally near the more frequent. The word itself is among them if known.</summary>
    /// <param name="word">Four letters or more; shorter and very long ones have no suggestions.</param>
    public IReadOnlyList<SpellingSuggestion> Suggest(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var typed = Plain(word);
        if (typed.Length is < ShortestTyped or > Longest)
            return [];
        List<SpellingSuggestion>? found = null;
        for (var skip = -1; skip < typed.Length; skip++)
            Collect(typed, Hash(typed, skip), ref found);
        found?.Sort(static (one, other) => one.Distance != other.Distance ? one.Distance.CompareTo(other.Distance)
            : one.Count != other.Count ? other.Count.CompareTo(one.Count) : string.CompareOrdinal(one.Word, other.Word));
        return found ?? [];
    }

    private void Collect(string typed, uint hash, ref List<SpellingSuggestion>? found)
    {
        for (var entry = buckets[hash & (buckets.Length - 1)]; entry != 0; entry = next[entry])
        {
            var word = words[owners[entry]];
            if (hashes[entry] != hash || OneSlip.Between(typed, word) is not { } distance || IsIn(found, word))
                continue;
            (found ??= []).Add(new SpellingSuggestion(word, counts[owners[entry]], distance));
        }
    }

    private void Enter(int entry, uint hash, int word)
    {
        var bucket = hash & (buckets.Length - 1);
        (hashes[entry], owners[entry], next[entry]) = (hash, word, buckets[bucket]);
        buckets[bucket] = entry;
    }

    private static bool IsIn(List<SpellingSuggestion>? found, string word)
    {
        if (found is not null)
            foreach (var suggestion in found)
                if (ReferenceEquals(suggestion.Word, word))
                    return true;
        return false;
    }

    private static string Plain(string word) => VietnameseMarks.Strip(word.ToLowerInvariant());

    /// <summary>FNV-1a of the word without the letter at <paramref name="skip"/>.</summary>
    private static uint Hash(string word, int skip)
    {
        var hash = 2166136261u;
        for (var i = 0; i < word.Length; i++)
            if (i != skip)
                hash = (hash ^ word[i]) * 16777619u;
        return hash ^ hash >> 15;
    }
}
