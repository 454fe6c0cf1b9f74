namespace Outreach.People.Import;

/// <summary>A contact file cannot be read at all; nothing of it was stored. The message is one line for an officer: <c>file:line: what</c>.</summary>
public sealed class ContactFileException(string file, int line, string problem) : Exception($"{file}:{line}: {problem}")
{
    public string File { get; } = file;

    /// <summary>First line is 1; also 1 when the problem is the file as a whole.</summary>
    public int Line { get; } = line;

    public string Problem { get; } = problem;
}
