namespace Outreach.Assistant.Knowledge.Files;

/// <summary>A file of knowledge or of questions that cannot be read; the message names the line and what is wrong there.</summary>
public sealed class KnowledgeFileException(string file, int line, string problem) : Exception($"{file}:{line}: {problem}")
{
    public int Line { get; } = line;
}
