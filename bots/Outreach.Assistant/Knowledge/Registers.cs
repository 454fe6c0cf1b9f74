namespace Outreach.Assistant.Knowledge;

/// <summary>What every answer is held against: the administrative units of today and the laws that have ended.</summary>
public sealed record Registers(UnitBook Units, LawBook Laws)
{
    public static Registers None { get; } = new(UnitBook.Empty, LawBook.Empty);
}
