using System.Buffers;

namespace Outreach.Language.Accents;

/// <summary>The candidates of every word of a sentence, and which of them was chosen. Uses pooled memory: dispose it.</summary>
internal sealed class AccentLattice(int words) : IDisposable
{
    private const int Width = AccentModel.MostCandidates;
    private static readonly int[] Outside = [SyllableTable.Break];

    private readonly int[] syllables = ArrayPool<int>.Shared.Rent(Math.Max(1, words * Width));
    private readonly byte[] widths = ArrayPool<byte>.Shared.Rent(Math.Max(1, words));
    private readonly byte[] typed = ArrayPool<byte>.Shared.Rent(Math.Max(1, words));
    private readonly byte[] chosen = ArrayPool<byte>.Shared.Rent(Math.Max(1, words));
    private readonly float[] confidence = ArrayPool<float>.Shared.Rent(Math.Max(1, words));

    /// <summary>Per word, per candidate, per candidate of the word before: the best candidate two words before.</summary>
    private readonly byte[] from = ArrayPool<byte>.Shared.Rent(Math.Max(1, words * Width * Width));

    /// <summary>No candidate is what was typed.</summary>
    private const byte NotTyped = byte.MaxValue;

    public int Count { get; private set; }

    /// <summary>A word that is certain: marked already, or unknown.</summary>
    public void Add(int syllable)
    {
        syllables[Count * Width] = syllable;
        typed[Count] = NotTyped;
        widths[Count++] = 1;
    }

    /// <summary>A word without marks; <paramref name="plain"/> is the candidate that has none, if it is one.</summary>
    public void Add(int[] candidates, int plain)
    {
        if (candidates.Length == 0)
        {
            Add(SyllableTable.Break);
            return;
        }

        candidates.CopyTo(syllables, Count * Width);
        typed[Count] = Array.IndexOf(candidates, plain) is >= 0 and var at ? (byte)at : NotTyped;
        widths[Count++] = (byte)candidates.Length;
    }

    /// <summary>Candidates of a word; before the first word there is a break.</summary>
    public ReadOnlySpan<int> Candidates(int word) => word < 0 || word >= Count ? Outside : syllables.AsSpan(word * Width, widths[word]);

    public bool IsTyped(int word, int candidate) => typed[word] == candidate;

    public void SetFrom(int word, int candidate, int before, int best) => from[(word * Width + candidate) * Width + before] = (byte)best;

    public int From(int word, int candidate, int before) => from[(word * Width + candidate) * Width + before];

    public void Choose(int word, int candidate) => chosen[word] = (byte)candidate;

    public int Chosen(int word) => word < 0 || word >= Count ? SyllableTable.Break : syllables[word * Width + chosen[word]];

    public int ChosenIndex(int word) => chosen[word];

    public void SetConfidence(int word, float value) => confidence[word] = value;

    public float Confidence(int word) => confidence[word];

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(syllables);
        ArrayPool<byte>.Shared.Return(widths);
        ArrayPool<byte>.Shared.Return(typed);
        ArrayPool<byte>.Shared.Return(chosen);
        ArrayPool<float>.Shared.Return(confidence);
        ArrayPool<byte>.Shared.Return(from);
    }
}
