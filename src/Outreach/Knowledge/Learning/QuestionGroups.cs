using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Outreach.Assistant.Knowledge;
using Outreach.Content;
using Outreach.Storage;

namespace Outreach.Knowledge.Learning;

/// <summary>
/// Puts questions that ask for the same thing together, greedily: into the group whose first question shares most words with
/// them, else into a new one. A group's id is made from its words, so two nodes that see the same question make the same group.
/// </summary>
public sealed class QuestionGroups(Database database, FieldCipher cipher, IOptions<ContentOptions> content, IOptions<KnowledgeOptions> options, TimeProvider time)
{
    private const int Page = 500;
    private const int MostExamples = 5;

    private readonly Lazy<QuestionWords> words = new(() => new QuestionWords(LexiconFile.ReadFolder(Path.Combine(content.Value.Directory, "lexicon"))));

    /// <summary>Groups what is not grouped yet; choices that may still be taken wait.</summary>
    public async Task GroupAsync(CancellationToken ct)
    {
        var choicesBefore = time.GetUtcNow() - TimeSpan.FromMinutes(options.Value.ChoiceMinutes);
        GroupBook? book = null;
        while (true)
        {
            var waiting = await database.ReadAsync(
                session => session.Context.Set<UnansweredQuestion>().AsNoTracking()
                    .Where(question => question.GroupId == null && (question.Reason != UnansweredReason.Unresolved || question.AskedAt < choicesBefore))
                    .OrderBy(question => question.Id).Take(Page).ToListAsync(ct),
                ct);
            if (waiting.Count == 0)
                return;
            book ??= await ReadBookAsync(ct);
            await StoreAsync([.. waiting.Select(question => Place(book, question))], ct);
        }
    }

    /// <summary>Groups with open questions, most asked first.</summary>
    public async Task<IReadOnlyList<QuestionGroupView>> ListAsync(int limit, CancellationToken ct)
    {
        var (groups, questions) = await database.ReadAsync(
            async session =>
            {
                var largest = await session.QueryAsync<Largest>(
                    """
                    SELECT g.id FROM question_groups g JOIN unanswered_questions q ON q.group_id = g.id
                    WHERE g.settled_at IS NULL OR q.asked_at > g.settled_at
                    GROUP BY g.id ORDER BY COUNT(*) DESC, g.id LIMIT @limit
                    """,
                    new { limit },
                    ct);
                var ids = largest.Select(row => row.Id).ToList();
                return (
                    await session.Context.Set<QuestionGroup>().AsNoTracking().Where(group => ids.Contains(group.Id)).ToListAsync(ct),
                    await session.Context.Set<UnansweredQuestion>().AsNoTracking().Where(question => ids.Contains(question.GroupId!)).ToListAsync(ct));
            },
            ct);
        var byGroup = questions.ToLookup(question => question.GroupId);
        return [.. groups.Select(group => View(group, byGroup[group.Id])).OrderByDescending(view => view.Count).ThenBy(view => view.Id, StringComparer.Ordinal)];
    }

    /// <summary>The distinct wordings of a group, most frequent first; null when there is no such group.</summary>
    public async Task<IReadOnlyList<string>?> WordingsAsync(string id, int most, CancellationToken ct)
    {
        var (group, questions) = await database.ReadAsync(
            async session => (
                await session.Context.Set<QuestionGroup>().AsNoTracking().FirstOrDefaultAsync(group => group.Id == id, ct),
                await session.Context.Set<UnansweredQuestion>().AsNoTracking().Where(question => question.GroupId == id).ToListAsync(ct)),
            ct);
        return group is null ? null : Examples(questions, most);
    }

    private (UnansweredQuestion Question, string GroupId) Place(GroupBook book, UnansweredQuestion question) =>
        (question, book.Place(words.Value.Of(cipher.Reveal(question.Text))));

    private Task StoreAsync(IReadOnlyList<(UnansweredQuestion Question, string GroupId)> placed, CancellationToken ct) =>
        database.WriteInBackgroundAsync(
            async session =>
            {
                // Also those known: one that lost its last question may have been forgotten meanwhile.
                await session.ExecuteManyAsync(
                    "INSERT INTO question_groups (id, title, created_at) VALUES (@GroupId, @Text, @now) ON CONFLICT (id) DO NOTHING",
                    placed.Select(row => (object)new { row.GroupId, row.Question.Text, now = time.GetUtcNow() }),
                    ct);
                await session.ExecuteManyAsync(
                    "UPDATE unanswered_questions SET group_id = @GroupId WHERE id = @Id AND group_id IS NULL",
                    placed.Select(row => (object)new { row.GroupId, row.Question.Id }),
                    ct);
            },
            ct);

    private async Task<GroupBook> ReadBookAsync(CancellationToken ct)
    {
        var groups = await database.ReadAsync(session => session.Context.Set<QuestionGroup>().AsNoTracking().OrderBy(group => group.CreatedAt).ToListAsync(ct), ct);
        var book = new GroupBook();
        foreach (var group in groups)
            book.Add(group.Id, words.Value.Of(cipher.Reveal(group.Title)));
        return book;
    }

    private QuestionGroupView View(QuestionGroup group, IEnumerable<UnansweredQuestion> all)
    {
        var questions = all.Where(question => group.SettledAt is not { } settled || question.AskedAt > settled).ToList();
        return new(
            group.Id,
            cipher.Reveal(group.Title),
            questions.Count,
            questions.Min(question => question.AskedAt),
            questions.Max(question => question.AskedAt),
            questions.GroupBy(question => question.Reason).ToDictionary(reason => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.Key.ToString()), reason => reason.Count()),
            Examples(questions, MostExamples),
            [.. questions.SelectMany(question => JsonSerializer.Deserialize<List<string>>(question.Found)!).CountBy(id => id).OrderByDescending(id => id.Value).Take(MostExamples).Select(id => id.Key)],
            group.ChangeId);
    }

    private List<string> Examples(IEnumerable<UnansweredQuestion> questions, int most) =>
        [.. questions.Select(question => cipher.Reveal(question.Text)).CountBy(text => text).OrderByDescending(text => text.Value).ThenBy(text => text.Key, StringComparer.Ordinal).Take(most).Select(text => text.Key)];

    private sealed class Largest
    {
        public string Id { get; init; } = "";
    }
}

/// <summary>A group of questions as officers see it.</summary>
/// <param name="Id">Stays the same while the group exists.</param>
/// <param name="Reasons">How many of them for which reason.</param>
/// <param name="Found">What was found for them, most often first: codes of procedures and ids of common questions.</param>
/// <param name="Change">The approved change that should have answered them, where there is one.</param>
public sealed record QuestionGroupView(
    string Id,
    string Title,
    int Count,
    DateTimeOffset FirstAskedAt,
    DateTimeOffset LastAskedAt,
    IReadOnlyDictionary<string, int> Reasons,
    IReadOnlyList<string> Examples,
    IReadOnlyList<string> Found,
    Guid? Change);
