using System.Globalization;

namespace Outreach.EndToEnd.Kills;

/// <summary>What a run came to, on one line of a table.</summary>
internal sealed record KillFigures(
    string Store, KillPlan Plan, int Kills, IReadOnlyDictionary<string, int> Received, CampaignAudit Audit, AskedFigures Questions, TimeSpan Elapsed, TimeSpan MeanRestart)
{
    public const string Head =
        "| database | kills | contacts | seed | received zalo + telegram + sms | lost | duplicated | unknown: received / not | questions asked, answered, unknown, twice | seconds | mean restart, s |";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Store} | {Kills} | {Plan.Contacts} | {Plan.Seed} | {On("zalo")} + {On("telegram")} + {On("sms")} | {Audit.Lost} | {Audit.Duplicated} "
        + $"| {Audit.UnknownReceived} / {Audit.UnknownNotReceived} | {Questions.Asked}, {Questions.Answered}, {Questions.InDoubt}, {Questions.Twice} "
        + $"| {Elapsed.TotalSeconds:F0} | {MeanRestart.TotalSeconds:F1} |");

    private int On(string channel) => Received.GetValueOrDefault(channel);
}
