namespace Outreach.Channels.Manual;

/// <summary>What a task is called.</summary>
public static class ManualTexts
{
    public static string Heading(string channel, string place) => channel switch
    {
        ManualFeature.Print => $"In và niêm yết: {place}",
        ManualFeature.Loudspeaker => $"Phát thanh: {place}",
        _ => $"Đăng vào nhóm Zalo: {place}",
    };
}
