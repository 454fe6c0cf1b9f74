namespace Outreach.Content;

/// <summary>The registered sender name of text messages (tên định danh), which advertising by SMS must carry: NĐ 91/2020/NĐ-CP.</summary>
public static class SmsBrandName
{
    private const int Longest = 11;

    /// <summary>Why this cannot be a brand name, or null. Whether it is registered only the operators know.</summary>
    public static string? FlawOf(string name)
    {
        if (name.Length is 0 or > Longest)
            return $"“{name}” has {name.Length} characters; a brand name has 1 to {Longest}";
        if (!name.All(char.IsAsciiLetterOrDigit))
            return $"“{name}” has “{name.First(c => !char.IsAsciiLetterOrDigit(c))}”; a brand name has only letters without marks and digits";
        return name.All(char.IsAsciiDigit) ? $"“{name}” is a number; advertising leaves only under a name" : null;
    }
}
