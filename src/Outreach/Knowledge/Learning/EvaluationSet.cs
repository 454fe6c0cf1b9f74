using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Outreach.Assistant.Evaluation;
using Outreach.Content;
using Outreach.Storage;

namespace Outreach.Knowledge.Learning;

/// <summary>Questions with known answers: those that come with the content, and those officers have attached.</summary>
public sealed class EvaluationSet(Database database, FieldCipher cipher, IOptions<ContentOptions> options)
{
    /// <summary>Under this kind attached questions are reported.</summary>
    public const string Attached = "attached";

    /// <summary>The built-in ones of a content folder, <c>evaluation/*.jsonl</c>.</summary>
    public static IReadOnlyList<LabelledQuestion> BuiltIn(string contentFolder)
    {
        var folder = Path.Combine(contentFolder, "evaluation");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(Read)] : [];
    }

    public async Task<IReadOnlyList<LabelledQuestion>> ReadAsync(CancellationToken ct)
    {
        var attached = await database.ReadAsync(
            session => session.Context.Set<AttachedQuestion>().AsNoTracking().OrderBy(question => question.Id).ToListAsync(ct), ct);
        return [
            .. BuiltIn(options.Value.Directory),
            .. attached.Select(question => Labelled(question.Id.ToString(), cipher.Reveal(question.Text), question.Label, question.IsFaq)),
        ];
    }

    public static LabelledQuestion Labelled(string id, string text, string label, bool isFaq) =>
        new(id, text, label, isFaq ? "faq" : "procedure", Attached, isFaq ? null : [label]);

    private static List<LabelledQuestion> Read(string file)
    {
        using var stream = File.OpenRead(file);
        return [.. LabelledQuestion.Read(stream, Path.GetFileName(file))];
    }
}
