namespace Outreach.Assistant.Retrieval;

/// <summary>Counts for each name how many others contain it whole.</summary>
internal static class CommonCases
{
    /// <summary>Words this common ("thủ tục", "đăng ký", "cấp") do not make a case.</summary>
    private const float LeastRarity = 1.2f;

    public static float[] Of(IndexedName[][] names, Postings postings)
    {
        var full = names.Select(variants => variants.Length == 0 ? [] : variants[0].Words.ToHashSet()).ToArray();
        return [.. names.Select((variants, i) => variants.Length == 0 ? 0 : MathF.Log(1 + Containing(variants[0].Words, i, full, postings)))];
    }

    private static int Containing(int[] name, int self, HashSet<int>[] all, Postings postings)
    {
        int[] words = [.. name.Where(word => postings.Rarity(word) >= LeastRarity).OrderBy(postings.Count)];
        if (words.Length == 0)
            return 0;
        var count = 0;
        foreach (var document in postings.Documents(words[0]))
            if (document != self && all[document].IsSupersetOf(words))
                count++;
        return count;
    }
}
