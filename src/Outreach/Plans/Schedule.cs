namespace Outreach.Plans;

/// <summary>When a task is due. Plans say it in words of very different precision, so the words are always kept.</summary>
public abstract record Schedule
{
    private Schedule(string words) => Words = words;

    /// <summary>As written; empty when the cell was empty.</summary>
    public string Words { get; }

    /// <summary>The last day on which the task is still in time, in the given plan year; null where the words name no day.</summary>
    public abstract DateOnly? DueIn(int planYear);

    /// <summary>"Quý I/2022".</summary>
    public sealed record InQuarter(int Quarter, int Year, string Words) : Schedule(Words)
    {
        public override DateOnly? DueIn(int planYear) => EndOfMonth(Year, Quarter * 3);
    }

    /// <summary>"Tháng 10/2022", "trong tháng 10".</summary>
    public sealed record InMonth(int Month, int Year, string Words) : Schedule(Words)
    {
        public override DateOnly? DueIn(int planYear) => EndOfMonth(Year, Month);
    }

    /// <summary>"Trong năm 2022", "Năm 2022".</summary>
    public sealed record WithinYear(int Year, string Words) : Schedule(Words)
    {
        public override DateOnly? DueIn(int planYear) => EndOfMonth(Year, 12);
    }

    /// <summary>"Trước ngày 15/11/2022": that day itself is already late.</summary>
    public sealed record Before(DateOnly Day, string Words) : Schedule(Words)
    {
        public override DateOnly? DueIn(int planYear) => Day.AddDays(-1);
    }

    /// <summary>"Trước ngày 15/11 hàng năm".</summary>
    public sealed record BeforeEachYear(int Month, int Day, string Words) : Schedule(Words)
    {
        public override DateOnly? DueIn(int planYear) =>
            new DateOnly(planYear, Month, Math.Min(Day, DateTime.DaysInMonth(planYear, Month))).AddDays(-1);
    }

    /// <summary>"Hàng tuần", "hàng tháng", "hàng quý", "định kỳ 06 tháng và năm", "hàng năm".</summary>
    public sealed record Every(Cadence Cadence, string Words) : Schedule(Words)
    {
        public override DateOnly? DueIn(int planYear) => null;
    }

    /// <summary>"Theo tiến độ Kế hoạch của tỉnh": another plan decides.</summary>
    public sealed record ByProgress(string Words) : Schedule(Words)
    {
        public override DateOnly? DueIn(int planYear) => null;
    }

    /// <summary>"Theo yêu cầu".</summary>
    public sealed record OnRequest(string Words) : Schedule(Words)
    {
        public override DateOnly? DueIn(int planYear) => null;
    }

    /// <summary>No schedule, or one in words not understood: somebody has to set it.</summary>
    public sealed record Unspecified(string Words) : Schedule(Words)
    {
        public override DateOnly? DueIn(int planYear) => null;
    }

    private static DateOnly EndOfMonth(int year, int month) => new(year, month, DateTime.DaysInMonth(year, month));
}

/// <summary>How often a recurring task comes round.</summary>
public enum Cadence
{
    Weekly,
    Monthly,
    Quarterly,

    /// <summary>Half-yearly with the year's report as the second: "06 tháng và năm".</summary>
    HalfYearly,
    Yearly,
}
