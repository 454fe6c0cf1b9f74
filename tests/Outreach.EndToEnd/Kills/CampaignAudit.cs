using Outreach.Delivery;
using Outreach.EndToEnd.Support;
using Outreach.Storage;

namespace Outreach.EndToEnd.Kills;

/// <summary>
/// Holds every planned row against what the sandbox itself wrote down. A person counts once, however many channels the
/// campaign tried for them: the last row tells how it ended.
/// </summary>
internal sealed class CampaignAudit
{
    private readonly List<(PlannedPerson Person, int Copies)> people;

    private CampaignAudit(List<(PlannedPerson Person, int Copies)> people, IReadOnlyList<Reply> replies, int strangers) =>
        (this.people, Replies, Strangers) = (people, replies, strangers);

    /// <summary>By the service's own table.</summary>
    public IReadOnlyList<Reply> Replies { get; }

    /// <summary>Copies on phones of people who are not in the plan.</summary>
    public int Strangers { get; }

    public int Planned => people.Count;

    /// <summary>Planned, not received, and neither suppressed, refused nor unknown.</summary>
    public int Lost => people.Count(one => one.Copies == 0 && one.Person.Ended is not (MessageState.Suppressed or MessageState.Failed or MessageState.Unknown));

    public int Duplicated => people.Count(one => one.Copies > 1);

    /// <summary>Said not to have it, and have it.</summary>
    public int Denied => people.Count(one => one.Copies > 0 && one.Person.Ended is MessageState.Suppressed or MessageState.Failed);

    public int UnknownReceived => people.Count(one => one.Copies == 1 && one.Person.Ended is MessageState.Unknown);

    public int UnknownNotReceived => people.Count(one => one.Copies == 0 && one.Person.Ended is MessageState.Unknown);

    public int UnknownOn(string channel) => people.Count(one => one.Person.Channel == channel && one.Person.Ended is MessageState.Unknown);

    /// <param name="data">Holds the key of the addresses.</param>
    public static async Task<CampaignAudit> OfAsync(CampaignWitness witness, DataFolder data, ServiceDatabase tables)
    {
        using var cipher = FieldCipher.Open(data.File(Path.Combine("keys", "field.key")));
        var copies = witness.Copies;
        var rows = await tables.QueryAsync(
            "SELECT CAST(contact_id AS TEXT), step, channel, address, state FROM outbox WHERE campaign_id IS NOT NULL",
            row => (Contact: row.GetString(0), Step: row.GetInt32(1), Channel: row.GetString(2), Address: row.GetString(3), State: (MessageState)row.GetInt32(4)));
        var opened = rows.ConvertAll(row => row with { Address = row.Address.Length == 0 ? "" : cipher.Reveal(row.Address) });
        var people = opened.GroupBy(row => row.Contact).Select(person =>
        {
            var last = person.MaxBy(row => row.Step);
            return (new PlannedPerson(last.Channel, last.State), person.Select(row => (row.Channel, row.Address)).Distinct().Sum(copies.GetValueOrDefault));
        });
        var planned = opened.Select(row => (row.Channel, row.Address)).ToHashSet();
        return new(
            [.. people],
            await RepliesAsync(tables, cipher),
            copies.Where(phone => !planned.Contains(phone.Key)).Sum(phone => phone.Value));
    }

    private static Task<List<Reply>> RepliesAsync(ServiceDatabase tables, FieldCipher cipher) => tables.QueryAsync(
        "SELECT channel, address, state, COALESCE(reason, '') FROM outbox WHERE campaign_id IS NULL",
        row => new Reply(row.GetString(0), cipher.Reveal(row.GetString(1)), (MessageState)row.GetInt32(2), row.GetString(3)));

    /// <param name="Ended">State of the last row.</param>
    private sealed record PlannedPerson(string Channel, MessageState Ended);
}

/// <summary>A message of no campaign, and what became of it.</summary>
internal sealed record Reply(string Channel, string Address, MessageState State, string Reason);
