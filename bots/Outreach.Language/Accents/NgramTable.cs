namespace Outreach.Language.Accents;

/// <summary>
/// Counts of pairs and triples of syllables, by number: one flat hash table, 12 bytes an entry at half load, where a dictionary
/// of strings would need twenty times as much.
/// </summary>
internal sealed class NgramTable(int capacity = 1 << 12)
{
    /// <summary>Sets triples apart from pairs, which use the lower 32 bits only.</summary>
    private const ulong TripleFlag = 1ul << 62;

    private ulong[] keys = new ulong[capacity];
    private int[] counts = new int[capacity];

    public int Entries { get; private set; }

    public long Bytes => 12L * keys.Length;

    /// <summary>Key 0 marks an empty slot, so the pair of two breaks is never counted.</summary>
    public static ulong Pair(int first, int second) => (uint)first << 16 | (uint)second;

    public static ulong Triple(int first, int second, int third) =>
        TripleFlag | (ulong)(uint)first << 32 | (ulong)(uint)second << 16 | (uint)third;

    public int this[ulong key] => counts[Slot(key)];

    public void Add(ulong key, int count = 1)
    {
        var slot = Slot(key);
        if (keys[slot] == 0)
        {
            if (2 * ++Entries > keys.Length)
            {
                Grow();
                slot = Slot(key);
            }

            keys[slot] = key;
        }

        counts[slot] += count;
    }

    /// <summary>A smaller table without the triples seen only once: half of all entries, and hardly any use.</summary>
    public NgramTable WithoutLoneTriples()
    {
        var kept = 0;
        for (var i = 0; i < keys.Length; i++)
            kept += IsKept(i) ? 1 : 0;
        var capacity = 1 << 12;
        while (capacity < 2 * kept)
            capacity *= 2;
        var pruned = new NgramTable(capacity);
        for (var i = 0; i < keys.Length; i++)
            if (IsKept(i))
                pruned.Add(keys[i], counts[i]);
        return pruned;
    }

    private bool IsKept(int slot) => counts[slot] > ((keys[slot] & TripleFlag) != 0 ? 1 : 0);

    private int Slot(ulong key)
    {
        var mask = keys.Length - 1;
        // Fibonacci hashing: the high bits of the product depend on all bits of the key.
        var slot = (int)(key * 0x9E3779B97F4A7C15 >> 32) & mask;
        while (keys[slot] != key && keys[slot] != 0)
            slot = slot + 1 & mask;
        return slot;
    }

    private void Grow()
    {
        var (oldKeys, oldCounts) = (keys, counts);
        keys = new ulong[2 * oldKeys.Length];
        counts = new int[keys.Length];
        for (var i = 0; i < oldKeys.Length; i++)
            if (oldKeys[i] != 0)
            {
                var slot = Slot(oldKeys[i]);
                (keys[slot], counts[slot]) = (oldKeys[i], oldCounts[i]);
            }
    }
}
