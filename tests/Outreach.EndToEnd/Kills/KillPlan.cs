using System.Globalization;

namespace Outreach.EndToEnd.Kills;

/// <summary>How often, on how many and by which dice. Each can be set by the environment, so that a run can be made longer or be repeated.</summary>
internal sealed record KillPlan(int Kills, int Contacts, int Seed)
{
    /// <summary>OUTREACH_KILLS, OUTREACH_CONTACTS and OUTREACH_SEED, or what is given here.</summary>
    public static KillPlan FromEnvironment(int kills, int contacts) =>
        new(Read("OUTREACH_KILLS") ?? kills, Read("OUTREACH_CONTACTS") ?? contacts, Read("OUTREACH_SEED") ?? Random.Shared.Next());

    private static int? Read(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
