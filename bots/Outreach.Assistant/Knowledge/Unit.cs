namespace Outreach.Assistant.Knowledge;

/// <summary>An administrative unit as it is called today, with the names it had before the mergers of 2025.</summary>
/// <param name="Name">Without its kind: "Đồng Nai", "Phước Long".</param>
/// <param name="Kind">As it stands before the name: "tỉnh", "thành phố", "phường", "xã", "đặc khu".</param>
/// <param name="Province">The province or city it belongs to, without its kind; its own name for a province.</param>
/// <param name="Formerly">Old names with their kinds ("tỉnh Bình Phước", "thị xã Phước Long") that are this unit, or in it, today.</param>
/// <param name="Since">First day of today's name.</param>
/// <param name="Source">Document or page the change was read in.</param>
public sealed record Unit(
    string Name, string Kind, string Province, IReadOnlyList<string> Formerly, DateOnly Since, string Source, DateOnly SourceDate)
{
    public bool IsProvince => Name == Province && Kind is "tỉnh" or "thành phố";
}
