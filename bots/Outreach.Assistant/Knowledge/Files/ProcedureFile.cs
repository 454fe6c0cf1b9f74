namespace Outreach.Assistant.Knowledge.Files;

/// <summary>Procedures as exported from the National Public Service Portal, one JSON object a line.</summary>
public static class ProcedureFile
{
    /// <param name="name">File name for errors; ".gz" means packed.</param>
    /// <param name="read">Day to give as the date of records that state none.</param>
    /// <exception cref="KnowledgeFileException">A line is broken, or a record has no code or name.</exception>
    public static IEnumerable<Procedure> Read(Stream stream, string name, DateOnly read)
    {
        foreach (var (line, record) in JsonLines.Read<ProcedureRecord>(stream, name))
            yield return record.ToProcedure(read) ?? throw new KnowledgeFileException(name, line, "has no \"code\" or no \"name\"");
    }
}
