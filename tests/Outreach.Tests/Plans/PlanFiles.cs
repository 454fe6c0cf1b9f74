using Outreach.Plans;

namespace Outreach.Tests.Plans;

/// <summary>The two official plans that travel with the program.</summary>
internal static class PlanFiles
{
    public static Plan KhanhHoa { get; } = Read("khanh-hoa-2022.txt");

    public static Plan HaiDuong { get; } = Read("hai-duong-2020.txt");

    private static Plan Read(string name) =>
        PlanReader.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "content", "plans", name)), name);
}
