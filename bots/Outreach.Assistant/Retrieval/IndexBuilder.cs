namespace Outreach.Assistant.Retrieval;

/// <summary>Turns documents into an index.</summary>
internal static class IndexBuilder
{
    private const int Fields = 4;
    private const int Body = 3;

    public static SearchIndex Build(IReadOnlyList<SearchDocument> documents, QuestionReader reader, WordReader read, RankingWeights weights)
    {
        var vocabulary = new Vocabulary();
        var names = documents.Select(document => document.Names.Select(name => Words(name, vocabulary, read)).ToArray()).ToArray();
        var contexts = documents.Select(document => Words(document.Context, vocabulary, read)).ToArray();
        var bodies = documents.Select(document => TextScanner.Scan(document.Body, vocabulary)).ToArray();

        var postings = Index(
            vocabulary.Count,
            [.. names.Select((variants, i) => new[] { variants[0], Others(variants), contexts[i], bodies[i] })],
            weights);
        var indexed = names.Select(variants => variants.Select(words => Name(words, postings)).ToArray()).ToArray();
        return new SearchIndex(
            vocabulary,
            postings,
            new IndexedDocuments(
                indexed,
                [.. documents.Select(document => document.IsCommune)],
                [.. documents.Select(document => reader.QualifiersIn(read.Split(document.Names[0])))],
                [.. documents.Select(document => document.IsQuestion ? reader.Read(document.Names[0]).Aspect : null)],
                [.. documents.Select(document => NumbersIn(read.Split(document.Names[0]), vocabulary))]),
            reader.Qualifiers,
            weights);
    }

    private static int[] NumbersIn(Word[] words, Vocabulary vocabulary) => [.. words.Where(word => char.IsAsciiDigit(word.Plain[0])).Select(vocabulary.Find)];

    private static int[] Words(string text, Vocabulary vocabulary, WordReader read) => [.. read.Split(text).Select(vocabulary.Add)];

    /// <summary>One after the other; -1 between them, for the last word of one and the first of the next are no pair.</summary>
    private static int[] Others(int[][] names) => [.. names.Skip(1).SelectMany(name => name.Append(-1))];

    private static Postings Index(int words, int[][][] all, RankingWeights weights)
    {
        var averages = Enumerable.Range(0, Fields).Select(field => (float)Math.Max(1, all.Length == 0 ? 0 : all.Average(fields => (double)fields[field].Length))).ToArray();
        float[] worth = [weights.Name, weights.OtherNames, weights.Context, weights.Body];
        var builder = new PostingsBuilder(words, weights.Saturation);
        foreach (var fields in all)
            foreach (var text in fields.AsSpan(0, Body))
                builder.Know(text);
        foreach (var fields in all)
        {
            var isNameless = fields[0].Length == 0;
            for (var field = 0; field < Fields; field++)
            {
                var shortening = field == Body ? weights.BodyLength : weights.NameLength;
                // An item without a name is its text.
                var worthOf = field == Body && isNameless ? 1 : worth[field];
                builder.AddField(fields[field], worthOf / (1 - shortening + (shortening * fields[field].Length / averages[field])), isNew: field != Body || isNameless);
            }

            builder.EndDocument();
        }

        return builder.Build();
    }

    private static IndexedName Name(int[] words, Postings postings)
    {
        int[] distinct = [.. words.Distinct()];
        return new(distinct, distinct.Sum(postings.Rarity));
    }
}
