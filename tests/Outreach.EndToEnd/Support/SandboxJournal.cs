using System.Text;
using System.Text.Json;

namespace Outreach.EndToEnd.Support;

/// <summary>What the sandbox wrote down before it answered: our witness, independent of the program's own tables and report.</summary>
public static class SandboxJournal
{
    private const string MessageStart = "{\"entry\":\"message\"";
    private const string EventStart = "{\"entry\":\"event\"";

    /// <summary>Everything citizens received, in order. A last line torn by a kill was never answered and is left out.</summary>
    public static List<Received> Messages(DataFolder data) => Read<Received>(data, MessageStart);

    /// <summary>Everything citizens did: of each the service is told until it has answered 200.</summary>
    public static List<CitizenEvent> Events(DataFolder data) => Read<CitizenEvent>(data, EventStart);

    internal static string FileOf(DataFolder data) => Path.Combine(data.Path, "sandbox", "sandbox-journal.jsonl");

    private static List<T> Read<T>(DataFolder data, string start) =>
    [
        .. from line in File.ReadLines(FileOf(data))
           where line.EndsWith('}') && line.StartsWith(start, StringComparison.Ordinal)
           select JsonSerializer.Deserialize<T>(line, JsonSerializerOptions.Web),
    ];

    /// <summary>Counts messages as they are written, without asking the process that is about to be killed.</summary>
    public sealed class Tail(DataFolder data)
    {
        private static readonly byte[] Start = Encoding.ASCII.GetBytes(MessageStart);

        private long position;
        private int messages;

        /// <summary>Messages so far.</summary>
        public int Count()
        {
            if (!File.Exists(FileOf(data)))
                return 0;
            using var file = new FileStream(FileOf(data), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            file.Position = position;
            var unread = new byte[Math.Max(0, file.Length - position)];
            var rest = unread.AsSpan(0, file.ReadAtLeast(unread, unread.Length, throwOnEndOfStream: false));
            for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
            {
                messages += rest.StartsWith(Start) ? 1 : 0;
                position += end + 1;
            }

            return messages;
        }
    }
}

/// <summary>Something a citizen did on the phone.</summary>
/// <param name="Kind"><c>Message</c> when it was written words.</param>
public sealed record CitizenEvent(long Seq, string Channel, string From, string Kind, string? Text);
