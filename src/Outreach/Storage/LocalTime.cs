namespace Outreach.Storage;

/// <summary>The edge between stored UTC and the days and hours people live by.</summary>
public static class LocalTime
{
    /// <summary>Viet Nam has one zone and no summer time.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh");

    extension(TimeProvider time)
    {
        /// <summary>Today in Viet Nam.</summary>
        public DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().ToLocal().DateTime);
    }

    extension(DateTimeOffset moment)
    {
        public DateTimeOffset ToLocal() => TimeZoneInfo.ConvertTime(moment, Zone);
    }
}
