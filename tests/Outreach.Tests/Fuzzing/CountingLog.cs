using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Outreach.Tests.Fuzzing;

/// <summary>Counts what the service logs, and keeps the errors, those of one place once.</summary>
internal sealed class CountingLog : ILoggerProvider, ILogger
{
    private const int Kept = 10;

    private long characters;

    public long Characters => Interlocked.Read(ref characters);

    /// <summary>By where they were thrown.</summary>
    public ConcurrentDictionary<string, string> Errors { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = $"{formatter(state, exception)} {exception}";
        Interlocked.Add(ref characters, line.Length);
        if (logLevel >= LogLevel.Error && Errors.Count < Kept)
            Errors.TryAdd(exception?.StackTrace ?? line, line);
    }

    public void Dispose()
    {
    }
}
