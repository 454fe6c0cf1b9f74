namespace Outreach.Assistant.Knowledge.Files;

/// <summary>Questions with their answers, one JSON object a line: id, question (may be empty), answer.</summary>
public static class FaqFile
{
    /// <param name="name">File name for errors; ".gz" means packed.</param>
    /// <param name="read">Day to give as the date of the source.</param>
    /// <exception cref="KnowledgeFileException">A line is broken, or has no id, or neither question nor answer.</exception>
    public static IEnumerable<Faq> Read(Stream stream, string name, DateOnly read)
    {
        foreach (var (line, record) in JsonLines.Read<FaqRecord>(stream, name))
        {
            if (string.IsNullOrWhiteSpace(record.Id))
                throw new KnowledgeFileException(name, line, "has no \"id\"");
            if (string.IsNullOrWhiteSpace(record.Question) && string.IsNullOrWhiteSpace(record.Answer))
                throw new KnowledgeFileException(name, line, "has neither \"question\" nor \"answer\"");
            yield return new Faq
            {
                Id = record.Id,
                Question = record.Question ?? "",
                Answer = record.Answer ?? "",
                Source = new Source(record.Source ?? name, read),
            };
        }
    }

    private sealed record FaqRecord(string? Id, string? Question, string? Answer, string? Source);
}
