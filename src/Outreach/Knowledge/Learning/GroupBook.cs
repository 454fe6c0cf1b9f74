namespace Outreach.Knowledge.Learning;

/// <summary>The groups there are, found by the words of their first question.</summary>
internal sealed class GroupBook
{
    private readonly List<(string Id, HashSet<string> Words)> groups = [];
    private readonly Dictionary<string, List<int>> byWord = [];
    private readonly HashSet<string> known = [];

    public void Add(string id, IReadOnlyList<string> words)
    {
        if (!known.Add(id))
            return;
        foreach (var word in words)
        {
            if (!byWord.TryGetValue(word, out var holders))
                byWord[word] = holders = [];
            holders.Add(groups.Count);
        }

        groups.Add((id, [.. words]));
    }

    /// <summary>The group of a question with these words, made where there was none.</summary>
    public string Place(IReadOnlyList<string> words)
    {
        var own = QuestionWords.IdOf(words);
        if (known.Contains(own))
            return own;
        var near = words.SelectMany(word => byWord.GetValueOrDefault(word) ?? []).Distinct()
            .Select(i => (groups[i].Id, Overlap: QuestionWords.Overlap(groups[i].Words, words)))
            .Where(group => group.Overlap >= QuestionWords.SameFrom)
            .OrderByDescending(group => group.Overlap)
            .FirstOrDefault();
        if (near.Id is not null)
            return near.Id;
        Add(own, words);
        return own;
    }
}
