using Outreach.Assistant.Knowledge;
using YamlDotNet.RepresentationModel;

namespace Outreach.Content;

/// <summary>
/// Everything the content folder says, read once: what the assistant answers from and what officers send. Immutable; a
/// changed folder is a new library.
/// </summary>
public sealed class ContentLibrary
{
    private ContentLibrary(IReadOnlyList<ContentDocument> documents)
    {
        Procedures = [.. Of(ContentKind.Procedure).Select(ContentRecords.Procedure)];
        Faqs = [.. Of(ContentKind.Faq).Select(ContentRecords.Faq)];
        Messages = [.. Of(ContentKind.Message).Select(ContentRecords.Message)];
        Infographics = [.. Of(ContentKind.Infographic).Select(ContentRecords.Infographic)];
        SendingRules = [.. Of(ContentKind.SendingRules).SelectMany(register => register.Entries()).Select(ContentRecords.SendingRule)];
        Units = [.. Of(ContentKind.Units).SelectMany(UnitFile.Units)];
        Laws = [.. Of(ContentKind.Laws).SelectMany(register => register.Entries()).Select(ContentRecords.Law)];

        IEnumerable<YamlNode> Of(ContentKind kind) =>
            documents.Where(document => document.Kind == kind).Select(document => document.Root);
    }

    public IReadOnlyList<Procedure> Procedures { get; }

    public IReadOnlyList<Faq> Faqs { get; }

    public IReadOnlyList<ReadyMessage> Messages { get; }

    public IReadOnlyList<Infographic> Infographics { get; }

    /// <summary>Hours, caps, labels, consent: what holds for every message of a class.</summary>
    public IReadOnlyList<SendingRule> SendingRules { get; }

    public IReadOnlyList<Law> Laws { get; }

    /// <summary>Administrative units of today with the names they had before the mergers.</summary>
    public IReadOnlyList<Unit> Units { get; }

    /// <summary>
    /// Reads the folder. Throws <see cref="ContentException"/> with every error when a file cannot be read, does not have the
    /// shape of its schema, or two items have one name. Rules of meaning (laws in force, lengths, periods) are left to
    /// <see cref="ContentCheck"/>: a law that expired overnight must not keep the service from starting.
    /// </summary>
    public static ContentLibrary Load(string path)
    {
        var folder = ContentFolder.Read(path);
        var errors = ContentCheck.Shape(folder);
        return errors.Count == 0 ? new ContentLibrary(folder.Documents) : throw new ContentException(path, errors);
    }
}
