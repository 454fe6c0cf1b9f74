using Outreach.Assistant.Answers;
using Outreach.Assistant.Knowledge;
using Outreach.Assistant.Retrieval;

namespace Outreach.Assistant.Dialogs;

/// <summary>Administrative units in a message: who names one by its old name is told what it is called now.</summary>
internal sealed class UnitTalk
{
    /// <summary>A district was mostly divided; more than so many of its parts help nobody.</summary>
    private const int MostParts = 4;

    private readonly IReadOnlyList<NamedUnit> named;
    private readonly Intents intents;
    private readonly int nameWords;

    private UnitTalk(IReadOnlyList<NamedUnit> named, Intents intents)
    {
        (this.named, this.intents) = (named, intents);
        nameWords = named.Select(unit => (unit.Start, unit.Length)).Distinct().Sum(place => place.Length);
        Lines = [.. named.Where(unit => unit.IsOld).GroupBy(unit => unit.Name).Select(Now)];
    }

    /// <summary>What each unit named by an old name is called today.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Where units are named.</summary>
    public IEnumerable<(int Start, int End)> Places => named.Select(unit => (unit.Start, unit.End));

    private static Texts Say => Texts.Vietnamese;

    public static UnitTalk Of(Exchange exchange)
    {
        var words = IntentBook.AsTyped(exchange.Question);
        return new(exchange.Knowledge.Registers.Units.Find(words, QuestionReader.IsAccentless(words)), exchange.Intents);
    }

    /// <summary>Answers where nothing but the unit is asked about.</summary>
    public AssistantReply? Reply(Exchange exchange)
    {
        if (named.Count == 0 || (!intents.Has(Intent.Merger) && intents.Left > nameWords) || exchange.Question.Aspect is not (null or Aspect.Where))
            return null;
        var same = named.Where(unit => !unit.IsOld).Select(unit => Texts.Format(Say.UnitSame, WithProvince(unit.Unit), Dates.Write(unit.Unit.Since)));
        var source = named[0].Unit;
        return exchange.Replies.Said(string.Join('\n', [.. Lines.Concat(same).Distinct(), Say.UnitFiling, Texts.Format(Say.UnitSource, source.Source, Dates.Write(source.SourceDate))]));
    }

    private static string Now(IGrouping<string, NamedUnit> parts)
    {
        var today = parts.Select(part => part.Unit).Distinct().ToList();
        var names = string.Join("; ", today.Take(MostParts).Select(WithProvince)) + (today.Count > MostParts ? "…" : "");
        return Texts.Format(Say.UnitNow, parts.Key, names, Dates.Write(today[0].Since));
    }

    private static string WithProvince(Unit unit) => unit.IsProvince ? $"{unit.Kind} {unit.Name}" : $"{unit.Kind} {unit.Name} ({unit.Province})";
}
