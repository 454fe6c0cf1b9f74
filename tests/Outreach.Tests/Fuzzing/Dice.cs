namespace Outreach.Tests.Fuzzing;

/// <summary>Choices that can be repeated: the same seed and number always give the same (SplitMix64).</summary>
internal sealed class Dice(long seed, long number)
{
    private ulong state = Mix((ulong)seed) ^ (ulong)number;

    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public bool OneIn(int times) => Below(times) == 0;

    public T Of<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
            bytes[i] = (byte)Next();
        return bytes;
    }

    private ulong Next() => Mix(state += 0x9E3779B97F4A7C15);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
