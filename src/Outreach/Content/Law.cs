namespace Outreach.Content;

/// <summary>An entry of <c>laws.yaml</c>, the register every legal citation is checked against.</summary>
/// <param name="Id">As it is cited, for example "NĐ 118/2025/NĐ-CP".</param>
/// <param name="Title">Its name or, in short, what it is about.</param>
/// <param name="InForce">First day in force; null when not verified.</param>
/// <param name="Expires">First day no longer in force; null while no end is known.</param>
/// <param name="ReplacedBy">Id of its successor in the register.</param>
/// <param name="Verified">False when the entry has not been compared with a public source.</param>
public sealed record Law(string Id, string Title, DateOnly? InForce, DateOnly? Expires, string? ReplacedBy, bool Verified)
{
    public bool IsInForceOn(DateOnly day) => !(day < InForce) && !(Expires <= day);
}
