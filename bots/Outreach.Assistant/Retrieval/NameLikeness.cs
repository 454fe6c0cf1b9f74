namespace Outreach.Assistant.Retrieval;

/// <summary>
/// How well a question and a name cover each other, each word counting by its rarity. This is what tells "đăng ký khai sinh"
/// from the six longer names that contain it. Words are compared without marks, for people leave them out or mistype them.
/// </summary>
internal sealed class NameLikeness : IDisposable
{
    private readonly Postings postings;
    private readonly float[] mass;
    private readonly int[] typed;
    private readonly float[] trusts;
    private readonly float total;

    /// <summary>Other wordings, the mass of each, and how much of it the name at hand has.</summary>
    private readonly Reading[] readings;
    private readonly float[] readMass;
    private readonly float[] matched;

    /// <summary>Word → the places of the question it answers, and the other wordings that have it.</summary>
    private readonly WordSlots<Answered> slots;
    private readonly float[] best;

    public NameLikeness(Question question, Vocabulary vocabulary, Postings postings)
    {
        this.postings = postings;
        slots = new WordSlots<Answered>(postings.Words);
        mass = new float[question.Words.Length];
        best = new float[mass.Length];
        typed = new int[mass.Length];
        trusts = question.Trusts;
        for (var i = 0; i < mass.Length; i++)
        {
            typed[i] = vocabulary.Find(question.Words[i]);
            // An unknown word speaks against every name, unless it only frames the question ("hết bao nhiêu tiền").
            var known = typed[i] >= 0 || question.Weights[i] >= QuestionReader.ContentWeight || question.IsReread(i);
            mass[i] = known ? question.Weights[i] * Math.Min(MostOfUnknown(typed[i]), postings.Rarity(typed[i])) : 0;
            Note(typed[i], i, question.Trusts[i]);
        }

        readings = [.. question.Readings];
        readMass = new float[readings.Length];
        matched = new float[readings.Length];
        for (var i = 0; i < readings.Length; i++)
            Note(readings[i], i, vocabulary);
        total = mass.Sum();
    }

    /// <summary>A word no record has may be a slip or a sigh; it must not outweigh all the others.</summary>
    private static float MostOfUnknown(int word) => word < 0 ? 3 : float.MaxValue;

    /// <summary>How the question is covered by one name, and the name by the question.</summary>
    public Cover Of(IndexedName name)
    {
        Array.Clear(best);
        Array.Clear(matched);
        var named = 0f;
        foreach (var word in name.Words)
            if (Match(word) is var trust and > 0)
                named += postings.Rarity(word) * trust;
        CoverReadings();
        return new Cover(total == 0 ? 0 : Covered() / total, name.Mass == 0 ? 0 : named / name.Mass);
    }

    /// <summary>Share of the question that a document has anywhere.</summary>
    public float Anywhere(int document)
    {
        if (total == 0)
            return 0;
        Array.Clear(best);
        for (var i = 0; i < mass.Length; i++)
            if (mass[i] > 0 && postings.Has(typed[i], document))
                best[i] = trusts[i];
        Array.Clear(matched);
        foreach (var (word, answered) in slots.All)
            if (answered.Readings.Count > 0 && postings.Has(word, document))
                foreach (var (reading, share) in answered.Readings)
                    matched[reading] += share;
        CoverReadings();
        return Covered() / total;
    }

    public void Dispose() => slots.Dispose();

    private float Covered()
    {
        var covered = 0f;
        for (var i = 0; i < mass.Length; i++)
            covered += mass[i] * best[i];
        return covered;
    }

    private float Match(int word)
    {
        if (slots.Find(word) is not { } answered)
            return 0;
        var trusted = 0f;
        foreach (var (place, trust) in answered.Places)
        {
            best[place] = Math.Max(best[place], trust);
            trusted = Math.Max(trusted, trust);
        }

        foreach (var (reading, share) in answered.Readings)
        {
            matched[reading] += share;
            trusted = Math.Max(trusted, readings[reading].Trust);
        }

        return trusted;
    }

    /// <summary>Another wording covers its stretch of the question as far as it is there: one common word of it is not enough.</summary>
    private void CoverReadings()
    {
        for (var i = 0; i < readings.Length; i++)
        {
            if (matched[i] <= 0)
                continue;
            var trust = readings[i].Trust * matched[i] / readMass[i];
            for (var place = readings[i].Start; place < readings[i].End; place++)
                best[place] = Math.Max(best[place], trust);
        }
    }

    private void Note(Reading reading, int number, Vocabulary vocabulary)
    {
        for (var i = 0; i < reading.Words.Length; i++)
        {
            var word = vocabulary.Find(reading.Words[i]);
            var share = reading.Weights[i] * postings.Rarity(word);
            readMass[number] += share;
            if (word < 0)
                continue;
            var list = slots.Take(word).Readings;
            if (!list.Exists(known => known.Reading == number))
                list.Add((number, share));
        }
    }

    private void Note(int word, int place, float trust)
    {
        if (word < 0)
            return;
        slots.Take(word).Places.Add((place, trust));
    }
}

/// <summary>What one word of a name answers in the question.</summary>
internal sealed class Answered
{
    public List<(int Place, float Trust)> Places { get; } = [];

    public List<(int Reading, float Mass)> Readings { get; } = [];
}

/// <param name="Asked">Share of the question that the name covers, 0..1.</param>
/// <param name="Named">Share of the name that the question covers, 0..1.</param>
internal readonly record struct Cover(float Asked, float Named)
{
    /// <summary>Harmonic mean of both shares: 1 when question and name say the same.</summary>
    public float Likeness => Asked + Named == 0 ? 0 : 2 * Asked * Named / (Asked + Named);
}
