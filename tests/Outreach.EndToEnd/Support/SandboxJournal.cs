using System.Text.Json;

namespace Outreach.EndToEnd.Support;

/// <summary>What the sandbox wrote down before it answered: our witness, independent of the program's own tables and report.</summary>
public static class SandboxJournal
{
    /// <summary>Everything citizens received, in order. A last line torn by a kill was never answered and is left out.</summary>
    public static List<Received> Messages(DataFolder data) =>
    [
        .. from line in File.ReadLines(Path.Combine(data.Path, "sandbox", "sandbox-journal.jsonl"))
           where line.EndsWith('}') && line.StartsWith("{\"entry\":\"message\"", StringComparison.Ordinal)
           select JsonSerializer.Deserialize<Received>(line, JsonSerializerOptions.Web),
    ];
}
