using System.Buffers;

namespace Outreach.Assistant.Retrieval;

/// <summary>A few values by word number, found by one look into an array: the closer look asks thousands of times a question.</summary>
internal sealed class WordSlots<T>(int words) : IDisposable
    where T : class, new()
{
    private static readonly ArrayPool<short> Pool = ArrayPool<short>.Create(1 << 20, 16);

    private readonly short[] slots = Rented(words);
    private readonly List<(int Word, T Value)> values = [];

    public IReadOnlyList<(int Word, T Value)> All => values;

    public T? Find(int word) => slots[word] is var slot and > 0 ? values[slot - 1].Value : null;

    /// <summary>The value of a word, made when it has none.</summary>
    public T Take(int word)
    {
        if (Find(word) is { } known)
            return known;
        var value = new T();
        values.Add((word, value));
        slots[word] = (short)values.Count;
        return value;
    }

    /// <summary>Leaves the array empty for the next question.</summary>
    public void Dispose()
    {
        foreach (var (word, _) in values)
            slots[word] = 0;
        values.Clear();
        Pool.Return(slots);
    }

    private static short[] Rented(int size) => Pool.Rent(Math.Max(1, size));
}
