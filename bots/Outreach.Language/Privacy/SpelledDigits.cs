namespace Outreach.Language.Privacy;

/// <summary>A digit read out as a word. Joined: it continues the number the word before began.</summary>
internal readonly record struct SpelledDigit(int Start, int End, char Digit, bool Joined);

/// <summary>Finds numbers read out digit by digit: "bốn một một một".</summary>
internal static class SpelledDigits
{
    /// <summary>Fewer digit words in a row are ordinary speech ("một hai người").</summary>
    private const int Enough = 4;

    /// <summary>Between two words: a space, or a comma and a space.</summary>
    private const int WidestGap = 2;

    /// <summary>Whether there may be such a number: enough digit words, wherever they stand.</summary>
    public static bool Any(ReadOnlySpan<char> plain)
    {
        var count = 0;
        for (var start = 0; start < plain.Length && count < Enough; start++)
        {
            var end = start;
            while (end < plain.Length && char.IsLetterOrDigit(plain[end]))
                end++;
            count += Read(plain[start..end]) is null ? 0 : 1;
            start = end;
        }

        return count >= Enough;
    }

    /// <param name="plain">Lower case without marks.</param>
    public static List<SpelledDigit> Find(string plain)
    {
        var (found, run) = (new List<SpelledDigit>(), new List<SpelledDigit>());
        for (var start = 0; start < plain.Length; start++)
        {
            var end = start;
            while (end < plain.Length && char.IsLetterOrDigit(plain[end]))
                end++;
            if (end == start)
                continue;
            var digit = Read(plain.AsSpan(start, end - start));
            if (digit is null || run.Count > 0 && start - run[^1].End > WidestGap)
                Close(run, found);
            if (digit is { } read)
                run.Add(new SpelledDigit(start, end, read, Joined: run.Count > 0));
            start = end - 1;
        }

        Close(run, found);
        return found;
    }

    private static void Close(List<SpelledDigit> run, List<SpelledDigit> found)
    {
        if (run.Count >= Enough)
            found.AddRange(run);
        run.Clear();
    }

    private static char? Read(ReadOnlySpan<char> plain) => plain switch
    {
        [>= '0' and <= '9'] => plain[0],
        "khong" or "ko" => '0',
        "mot" => '1',
        "hai" => '2',
        "ba" => '3',
        "bon" or "tu" => '4',
        "nam" or "lam" => '5',
        "sau" => '6',
        "bay" => '7',
        "tam" => '8',
        "chin" => '9',
        _ => null,
    };
}
