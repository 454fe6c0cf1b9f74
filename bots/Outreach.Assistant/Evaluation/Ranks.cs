namespace Outreach.Assistant.Evaluation;

/// <summary>At which place the first right answer stood, over several questions.</summary>
public sealed record Ranks(int Questions, double RecallAt1, double RecallAt5, double ReciprocalRankAt10)
{
    /// <param name="places">0 for the first place, -1 when no right answer was among those shown.</param>
    public static Ranks Of(IReadOnlyCollection<int> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        return places.Count == 0
            ? new(0, 0, 0, 0)
            : new(
                places.Count,
                places.Average(place => place == 0 ? 1.0 : 0),
                places.Average(place => place is >= 0 and < 5 ? 1.0 : 0),
                places.Average(place => place is >= 0 and < 10 ? 1.0 / (place + 1) : 0));
    }

    public static int PlaceOf(IReadOnlyList<string> shown, Func<string, bool> isRight)
    {
        ArgumentNullException.ThrowIfNull(shown);
        ArgumentNullException.ThrowIfNull(isRight);
        for (var place = 0; place < shown.Count; place++)
            if (isRight(shown[place]))
                return place;
        return -1;
    }
}
