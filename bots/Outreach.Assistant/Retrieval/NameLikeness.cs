namespace Outreach.Assistant.Retrieval;

/// <summary>
/// How well a question and a name cover each other, each word counting by its rarity. This is what tells "đăng ký khai sinh"
/// from the six longer names that contain it. Words are compared without marks, for people leave them out or mistype them;
/// marks that differ are counted apart.
/// </summary>
internal sealed class NameLikeness
{
    private readonly Postings postings;
    private readonly float[] mass;
    private readonly WordIds[] typed;
    private readonly bool[] isMarked;
    private readonly Reread[] reread;
    private readonly float total;

    /// <summary>Word → the places of the question it answers, and how far it is trusted there.</summary>
    private readonly Dictionary<int, List<(int Place, float Trust)>> places = [];
    private readonly float[] best;

    public NameLikeness(Question question, Vocabulary vocabulary, Postings postings)
    {
        this.postings = postings;
        mass = new float[question.Words.Length];
        best = new float[mass.Length];
        typed = new WordIds[mass.Length];
        isMarked = new bool[mass.Length];
        for (var i = 0; i < mass.Length; i++)
        {
            typed[i] = vocabulary.Find(question.Words[i]);
            isMarked[i] = !question.Accentless;
            // An unknown word speaks against every name, unless it only frames the question ("hết bao nhiêu tiền").
            var known = typed[i].Plain >= 0 || question.Weights[i] >= QuestionReader.ContentWeight || question.IsReread(i);
            mass[i] = known ? question.Weights[i] * postings.Rarity(typed[i].Plain) : 0;
            Note(typed[i].Plain, i, 1);
        }

        reread = [.. question.Readings.SelectMany(reading => reading.Words.Select(word => new Reread(vocabulary.Find(word).Plain, reading)))];
        foreach (var (word, reading) in reread)
            for (var place = reading.Start; place < reading.End; place++)
                Note(word, place, reading.Weight);
        total = mass.Sum();
    }

    /// <summary>How the question is covered by one name, and the name by the question.</summary>
    public Cover Of(IndexedName name)
    {
        Array.Clear(best);
        var named = 0f;
        foreach (var word in name.Words)
            if (Match(word) is var trust and > 0)
                named += postings.Rarity(word) * trust;
        return new Cover(total == 0 ? 0 : Covered() / total, name.Mass == 0 ? 0 : named / name.Mass);
    }

    /// <summary>Share of the question whose words the name has with other marks only: "đồ" is mostly not "đỗ".</summary>
    public float OtherMarks(IndexedName name)
    {
        var other = 0f;
        for (var i = 0; i < mass.Length; i++)
            if (mass[i] > 0 && isMarked[i] && Array.IndexOf(name.Words, typed[i].Plain) is var at and >= 0 && name.Marked[at] != typed[i].Marked)
                other += mass[i];
        return total == 0 ? 0 : other / total;
    }

    /// <summary>Share of the question that a document has anywhere.</summary>
    public float Anywhere(int document)
    {
        if (total == 0)
            return 0;
        Array.Clear(best);
        for (var i = 0; i < mass.Length; i++)
            if (mass[i] > 0 && postings.Has(typed[i].Plain, document))
                best[i] = 1;
        foreach (var (word, reading) in reread)
            if (postings.Has(word, document))
                for (var place = reading.Start; place < reading.End; place++)
                    best[place] = Math.Max(best[place], reading.Weight);
        return Covered() / total;
    }

    private float Covered()
    {
        var covered = 0f;
        for (var i = 0; i < mass.Length; i++)
            covered += mass[i] * best[i];
        return covered;
    }

    private float Match(int word)
    {
        var trusted = 0f;
        if (places.TryGetValue(word, out var found))
            foreach (var (place, trust) in found)
            {
                best[place] = Math.Max(best[place], trust);
                trusted = Math.Max(trusted, trust);
            }

        return trusted;
    }

    private void Note(int word, int place, float trust)
    {
        if (word < 0)
            return;
        if (!places.TryGetValue(word, out var list))
            places[word] = list = [];
        list.Add((place, trust));
    }

    private readonly record struct Reread(int Word, Reading Reading);
}

/// <param name="Asked">Share of the question that the name covers, 0..1.</param>
/// <param name="Named">Share of the name that the question covers, 0..1.</param>
internal readonly record struct Cover(float Asked, float Named)
{
    /// <summary>Harmonic mean of both shares: 1 when question and name say the same.</summary>
    public float Likeness => Asked + Named == 0 ? 0 : 2 * Asked * Named / (Asked + Named);
}
