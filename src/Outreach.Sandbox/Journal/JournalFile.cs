using System.Buffers;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;

namespace Outreach.Sandbox.Journal;

/// <summary>
/// An append-only file of JSON lines with one writer. An append is done when its bytes are with the operating system, so a
/// killed process loses nothing it answered for; a failing machine may (no fsync: this is a test double, not a bank).
/// </summary>
internal sealed class JournalFile : IAsyncDisposable
{
    public const string Name = "sandbox-journal.jsonl";

    /// <summary>Bytes after which a batch is written even if more is waiting.</summary>
    private const int BatchBytes = 1 << 20;

    private static readonly JsonTypeInfo<JournalEntry> EntryType = (JsonTypeInfo<JournalEntry>)new JournalJson(
        new JsonSerializerOptions(JournalJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
        .GetTypeInfo(typeof(JournalEntry))!;

    private readonly Channel<Pending> queue = Channel.CreateUnbounded<Pending>(new() { SingleReader = true });
    private readonly FileStream? file;
    private readonly Task writer;

    private JournalFile(FileStream? file)
    {
        this.file = file;
        writer = file is null ? Task.CompletedTask : WriteAsync(file);
    }

    /// <summary>Opens the journal in <paramref name="directory"/> and hands every entry it holds to <paramref name="restore"/>.</summary>
    /// <exception cref="InvalidDataException">A line that is not the torn last one cannot be read.</exception>
    /// <exception cref="IOException">Another sandbox has the journal open.</exception>
    public static async Task<JournalFile> OpenAsync(string? directory, Action<JournalEntry> restore, CancellationToken ct)
    {
        if (directory is null)
            return new JournalFile(null);

        Directory.CreateDirectory(directory);
        var file = new FileStream(
            Path.Combine(directory, Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0, useAsync: false);
        var end = await RestoreAsync(file, restore, ct);
        // A process killed while writing leaves half a line, which was never answered for: cut it off before appending.
        file.SetLength(end);
        file.Position = end;
        return new JournalFile(file);
    }

    public Task AppendAsync(JournalEntry entry)
    {
        if (file is null)
            return Task.CompletedTask;

        var pending = new Pending(entry, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        ObjectDisposedException.ThrowIf(!queue.Writer.TryWrite(pending), this);
        return pending.Written.Task;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await writer;
        if (file is not null)
            await file.DisposeAsync();
    }

    private static async Task<long> RestoreAsync(FileStream file, Action<JournalEntry> restore, CancellationToken ct)
    {
        var reader = PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true));
        long end = 0;
        var number = 0;
        while (true)
        {
            var read = await reader.ReadAsync(ct);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } newline)
            {
                var line = rest.Slice(0, newline);
                restore(Parse(line, file.Name, ++number));
                end += line.Length + 1;
                rest = rest.Slice(rest.GetPosition(1, newline));
            }

            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
                break;
        }

        await reader.CompleteAsync();
        return end;
    }

    private static JournalEntry Parse(ReadOnlySequence<byte> line, string path, int number)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            return JsonSerializer.Deserialize(ref reader, EntryType) ?? throw new JsonException("null");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new InvalidDataException($"{path}:{number}: not a journal entry: {e.Message}", e);
        }
    }

    private async Task WriteAsync(FileStream target)
    {
        var buffer = new ArrayBufferWriter<byte>(BatchBytes / 4);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var batch = new List<TaskCompletionSource>();
        while (await queue.Reader.WaitToReadAsync())
        {
            while (buffer.WrittenCount < BatchBytes && queue.Reader.TryRead(out var pending))
            {
                json.Reset();
                JsonSerializer.Serialize(json, pending.Entry, EntryType);
                json.Flush();
                buffer.Write("\n"u8);
                batch.Add(pending.Written);
            }

            Finish(batch, Write(target, buffer.WrittenSpan));
            batch.Clear();
            buffer.ResetWrittenCount();
        }
    }

    private static IOException? Write(FileStream target, ReadOnlySpan<byte> bytes)
    {
        try
        {
            target.Write(bytes);
            return null;
        }
        catch (IOException e)
        {
            return e;
        }
    }

    private static void Finish(List<TaskCompletionSource> batch, IOException? failure)
    {
        foreach (var written in batch)
        {
            if (failure is null)
                written.SetResult();
            else
                written.SetException(failure);
        }
    }

    private readonly record struct Pending(JournalEntry Entry, TaskCompletionSource Written);
}
