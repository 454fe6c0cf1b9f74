namespace Outreach.Language.Accents;

/// <summary>Sentences as citizens say them, kept in <c>everyday.txt</c>.</summary>
internal static class EverydayText
{
    /// <summary>Share of everyday speech in what the model knows. Higher, it starts to misread official texts.</summary>
    private const double Share = 0.25;

    private static readonly string[] Lines = Read();

    /// <summary>Adds the sentences as many times as gives them their share.</summary>
    public static void AddTo(AccentTrainer trainer)
    {
        var weight = (int)Math.Max(1, trainer.Total * Share / Words());
        foreach (var line in Lines)
            trainer.Add(line, weight);
    }

    private static int Words() => Lines.Sum(line => line.Split(' ').Length);

    private static string[] Read()
    {
        using var stream = typeof(EverydayText).Assembly.GetManifestResourceStream("everyday.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Length > 0)];
    }
}
