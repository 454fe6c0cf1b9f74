namespace Outreach.Assistant.Retrieval;

/// <summary>
/// How well a question and a name cover each other, each word counting by its rarity. This is what tells "đăng ký khai sinh"
/// from the six longer names that contain it.
/// </summary>
internal sealed class NameLikeness
{
    /// <summary>What a word with other marks counts: people mistype accents, but "đồ" is mostly not "đỗ".</summary>
    private const float OtherMarks = 0.5f;

    /// <summary>What a word of a name without accents counts for a question that has them: "vang" may be "vắng" and is not "vàng".</summary>
    private const float NoMarks = 0.85f;

    private readonly SpellingIndex index;
    private readonly SpellingIndex plain;
    private readonly float[] mass;
    private readonly float total;

    /// <summary>Word → the places of the question it answers, and how far it is trusted there.</summary>
    private readonly Dictionary<int, List<(int Place, float Trust)>> places = [];
    private readonly Dictionary<int, List<(int Place, float Trust)>> plainPlaces = [];
    private readonly float[] best;

    public NameLikeness(Question question, SpellingIndex index, SpellingIndex plain)
    {
        (this.index, this.plain) = (index, plain);
        mass = new float[question.Words.Length];
        best = new float[mass.Length];
        for (var i = 0; i < mass.Length; i++)
        {
            // An unknown word speaks against every name, unless it only frames the question ("hết bao nhiêu tiền").
            var known = plain.Word(question.Words[i]) >= 0 || question.Weights[i] >= QuestionReader.ContentWeight || question.IsReread(i);
            mass[i] = known ? question.Weights[i] * plain.Rarity(plain.Word(question.Words[i])) : 0;
            Note(question.Words[i], i, 1);
        }

        foreach (var reading in question.Readings)
            foreach (var word in reading.Words)
                for (var place = reading.Start; place < reading.End; place++)
                    Note(word, place, reading.Weight);
        total = mass.Sum();
    }

    public Hit Of(int document)
    {
        var (names, plainNames) = (index.NamesOf(document), plain.NamesOf(document));
        var closest = default(Hit);
        for (var i = 0; i < names.Length; i++)
        {
            // A name written without accents cannot have them right, so its letters must do.
            var hit = index != plain && plain.IsAccentless(document, i)
                ? Compare(plain, plainPlaces, plainNames[i], [], NoMarks)
                : Compare(index, places, names[i], plainNames[i], 1);
            if (i == 0 || hit.Likeness > closest.Likeness)
                closest = hit;
        }

        return closest;
    }

    private Hit Compare(SpellingIndex spelling, Dictionary<int, List<(int Place, float Trust)>> where, int[] name, int[] plainName, float share)
    {
        Array.Clear(best);
        var (named, all) = (0f, 0f);
        foreach (var word in name)
        {
            var rarity = spelling.Rarity(word);
            all += rarity;
            named += rarity * Match(where, word, share);
        }

        foreach (var word in plainName)
            Match(plainPlaces, word, OtherMarks);
        var asked = 0f;
        for (var i = 0; i < mass.Length; i++)
            asked += mass[i] * best[i];
        return new Hit(0, 0, total == 0 ? 0 : asked / total, all == 0 ? 0 : named / all, 0);
    }

    private float Match(Dictionary<int, List<(int Place, float Trust)>> where, int word, float share)
    {
        var trusted = 0f;
        if (where.TryGetValue(word, out var found))
            foreach (var (place, trust) in found)
            {
                best[place] = Math.Max(best[place], trust * share);
                trusted = Math.Max(trusted, trust * share);
            }

        return trusted;
    }

    private void Note(Word word, int place, float trust)
    {
        Note(places, index.Word(word), place, trust);
        Note(plainPlaces, plain.Word(word), place, trust);
    }

    private static void Note(Dictionary<int, List<(int Place, float Trust)>> where, int word, int place, float trust)
    {
        if (word < 0)
            return;
        if (!where.TryGetValue(word, out var list))
            where[word] = list = [];
        list.Add((place, trust));
    }
}
