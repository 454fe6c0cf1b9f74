using System.Text;

namespace Outreach.EndToEnd.Support;

/// <summary>Lines of both streams of a process, in the order they came.</summary>
internal sealed class ProcessOutput
{
    private readonly Lock gate = new();
    private readonly StringBuilder lines = new();

    public void Add(string? line)
    {
        lock (gate)
            lines.Append(line).Append('\n');
    }

    public override string ToString()
    {
        lock (gate)
            return lines.ToString();
    }
}
