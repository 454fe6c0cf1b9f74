using Outreach.Assistant.Knowledge;
using Outreach.Language;

namespace Outreach.Assistant.Retrieval;

/// <summary>A question as read: its words, how much each counts, what else each may mean, and what it asks for.</summary>
internal sealed class Question
{
    public required IReadOnlyList<Token> Tokens { get; init; }

    public required Word[] Words { get; init; }

    /// <summary>0 for words that say nothing, 1 for words that name the matter.</summary>
    public required float[] Weights { get; init; }

    /// <summary>How far each word may be taken by itself, 0..1: less inside a phrase that means something else.</summary>
    public required float[] Trusts { get; init; }

    public required IReadOnlyList<Reading> Readings { get; init; }

    public Aspect? Aspect { get; init; }

    /// <summary>Qualifiers the question mentions, as bits of <see cref="QuestionReader.Qualifiers"/>.</summary>
    public required UInt128 Qualifiers { get; init; }

    /// <summary>How many words name a matter; 0 in "lệ phí bao nhiêu?" and in "chào bạn".</summary>
    public int ContentWords => Weights.Count(weight => weight >= QuestionReader.ContentWeight);

    /// <summary>Whether the word at that place is a short form or chat spelling.</summary>
    public bool IsShortForm(int place) => Readings.Any(reading => reading.IsShortForm && reading.Start <= place && place < reading.End);

    /// <summary>Whether the word at that place has another reading.</summary>
    public bool IsReread(int place) => Readings.Any(reading => reading.Start <= place && place < reading.End);
}

/// <summary>Another wording of a stretch of the question: the official term, or what a short form stands for.</summary>
/// <param name="Weights">What each of its words counts, 0..1.</param>
/// <param name="Trust">How far it is trusted, 0..1.</param>
internal sealed record Reading(int Start, int Length, Word[] Words, float[] Weights, float Trust)
{
    public int End => Start + Length;

    /// <summary>The stretch is official wording too, so it may well be meant as it stands.</summary>
    public bool IsOfficial { get; init; }

    /// <summary>The stretch is a short form or chat spelling.</summary>
    public bool IsShortForm { get; init; }
}
