namespace Outreach.Tests.Delivery.Model;

/// <summary>Takes commands out of a list that fails, first half of them at once, then ever fewer, for as long as it goes on failing.</summary>
internal static class Shrinking
{
    /// <param name="failureOf">Null when the list does not fail.</param>
    public static async Task<(IReadOnlyList<LifeCommand> Commands, string Failure)> ShrinkAsync(
        IReadOnlyList<LifeCommand> commands, string failure, Func<IReadOnlyList<LifeCommand>, Task<string?>> failureOf)
    {
        for (var size = commands.Count / 2; size > 0;)
        {
            var smaller = false;
            for (var start = 0; start < commands.Count;)
            {
                List<LifeCommand> rest = [.. commands.Take(start), .. commands.Skip(start + size)];
                if (await failureOf(rest) is { } still)
                    (commands, failure, smaller) = (rest, still, true);
                else
                    start += size;
            }

            // One at a time is repeated until nothing more can go: what was needed may no longer be.
            size = size == 1 && smaller ? 1 : size / 2;
        }

        return (commands, failure);
    }
}
