using System.Globalization;

namespace Outreach.Assistant.Answers;

/// <summary>Dates as written in Vietnam.</summary>
internal static class Dates
{
    public static string Write(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
