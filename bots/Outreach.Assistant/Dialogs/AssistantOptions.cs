namespace Outreach.Assistant.Dialogs;

/// <summary>What differs between provinces.</summary>
public sealed record AssistantOptions
{
    /// <summary>As it stands in sentences: "tỉnh Khánh Hòa", "thành phố Hải Phòng".</summary>
    public string Province { get; init; } = "tỉnh";

    /// <summary>
    /// Telephone number citizens are given. Default: support of the National Public Service Portal, as printed on the portal.
    /// </summary>
    public string Hotline { get; init; } = "18001096";

    /// <summary>A record whose source is older than so many days is not asserted: the answer warns and points to the portal.</summary>
    public int StaleAfterDays { get; init; } = 730;
}
