using Outreach.Assistant.Knowledge;
using Outreach.Assistant.Retrieval;
using Outreach.Language;

namespace Outreach.Assistant.Dialogs;

/// <summary>One message and the decision what to do with it.</summary>
internal sealed class Exchange
{
    private readonly AssistantOptions options;
    private readonly bool secretsOnly;

    public Exchange(Turn turn, string text, ConversationState state, KnowledgeBase knowledge, AssistantOptions options, bool secretsOnly)
    {
        (Turn, Text, State, Knowledge, this.options, this.secretsOnly) = (turn, text, state, knowledge, options, secretsOnly);
        Question = knowledge.Reader.Read(text);
        Intents = knowledge.Intents.Read(Question);
        Units = UnitTalk.Of(this);
        if (Bare(Question, [.. Intents.Outbursts, .. Units.Places]) is { } bare)
            Question = knowledge.Reader.Read(bare);
        Replies = new Replies(turn, state, options, knowledge, () => Findings, Units.Lines);
    }

    public Turn Turn { get; }

    /// <summary>The words, without what is secret.</summary>
    public string Text { get; }

    public ConversationState State { get; }

    public KnowledgeBase Knowledge { get; }

    public Question Question { get; }

    public Intents Intents { get; }

    public UnitTalk Units { get; }

    public Replies Replies { get; }

    public Findings Findings => field ??= Knowledge.Find(Question);

    /// <summary>
    /// What is asked, or what was asked before of a procedure that is only named now: "lệ phí bao nhiêu?" – "tạm trú"; "còn kết hôn?".
    /// </summary>
    private Aspect? Wanted => Question.Aspect ?? (Current is null || PointsBack || Intents.Has(Cue.Correction) ? State.Aspect : null);

    private Procedure? Current => State.Procedure is { } code ? Knowledge.Procedure(code) : null;

    /// <summary>The first rule that applies, from what is certain to what is guessed.</summary>
    public AssistantReply Reply() =>
        Chosen() ?? FeedbackIntake.Reply(this) ?? Codes.Reply(this) ?? Steering.Reply(this) ?? Nothing()
        ?? (ForeignText.Is(Text) ? Replies.Foreign() : null) ?? Units.Reply(this) ?? FollowUp() ?? Judged();

    /// <summary>A number that stands for something offered; words offered are taken as if the citizen had typed them.</summary>
    private AssistantReply? Chosen()
    {
        if (Choice.Of(Text) is not { } number)
            return null;
        if (number <= State.Candidates.Count && State.Candidates[number - 1] is var id)
            return Knowledge.Procedure(id) is { } procedure ? Replies.About(procedure, State.Aspect, 1)
                : Knowledge.Faq(id) is { } faq ? Replies.About(faq, State.Aspect, 1) : null;
        return number <= State.Options.Count && State.Options[number - 1].Value is { Length: > 1 } words
            ? new Exchange(Turn, words, State, Knowledge, options, secretsOnly: false).Reply()
            : null;
    }

    /// <summary>
    /// The question without insults, sighs and names of places: none of them says which procedure is meant. Null when there are none, or
    /// nothing else.
    /// </summary>
    private static string? Bare(Question question, List<(int Start, int End)> asides)
    {
        if (asides.Count == 0)
            return null;
        var rest = question.Tokens.Where((_, i) => !asides.Any(place => place.Start <= i && i < place.End)).Select(token => token.Text).ToList();
        return rest.Count == 0 ? null : string.Join(' ', rest);
    }

    private AssistantReply? Nothing()
    {
        if (Question.Words.Any(word => word.Plain.Any(char.IsLetter)))
            return null;
        if (Question.Words.Any(word => word.Plain.Any(char.IsDigit)) && !secretsOnly)
            return Replies.WhichProcedure(null);
        return Replies.SmallTalk(secretsOnly ? "" : Replies.Say.Empty);
    }

    /// <summary>"Thế lệ phí bao nhiêu?": names no matter of its own, so it is about the procedure at hand.</summary>
    private AssistantReply? FollowUp()
    {
        if (Current is not { } procedure || Intents.Has(Cue.Correction))
            return null;
        // "Còn đăng ký lại thì bao lâu" adds a word that leads to a sibling; without "còn" a single syllable adds nothing.
        if (PointsBack && Question.ContentWords > 0 && InContext(procedure) is { } related)
            return related;
        if (Question.Aspect is { } asked && NamesNothing)
            return Replies.About(procedure, asked, 0.9);
        return Question.Aspect is { } aspect && Findings.Confidence < Thresholds.Answer ? Replies.About(procedure, aspect, 0.6) : null;
    }

    /// <summary>
    /// "Mấy ngày xong", "bao nhiêu tiền một bản": a single syllable names no procedure, unless it is short for one ("gplx") or no syllable
    /// at all ("passport", "vneid").
    /// </summary>
    private bool NamesNothing => Question.ContentWords == 0
        || (Question.ContentWords == 1 && !Question.Words.Where((word, i) => Question.Weights[i] >= QuestionReader.ContentWeight
            && (Question.IsReread(i) || !SyllableRules.IsSyllable(Question.Tokens[i].Text))).Any());

    /// <summary>"Còn làm lại thì sao?" is asked of the procedure at hand: its name belongs to the question.</summary>
    private AssistantReply? InContext(Procedure procedure)
    {
        var together = Knowledge.Find($"{Text} {procedure.Name}").Procedures;
        return together.Count > 0 && together[0].Confidence.Value >= Math.Max(Thresholds.Answer, Findings.Confidence)
            ? Replies.About(together[0].Item, Wanted, together[0].Confidence.Value)
            : null;
    }

    /// <summary>Begins with "thế", "còn" and adds no more than one word of two syllables.</summary>
    private bool PointsBack => Question.ContentWords <= 2 && Intents.Cues.Any(found => found is { Start: 0, Value: Cue.Reference });

    /// <summary>What the ranking says, where nothing more certain has decided.</summary>
    private AssistantReply Judged()
    {
        if (Question is { ContentWords: 0, Aspect: Aspect.Fee or Aspect.Time or Aspect.Documents or Aspect.LegalBasis })
            return Replies.WhichProcedure(Question.Aspect);
        var verdict = Judgement.Of(Question, Findings, rejected: Intents.Has(Cue.Correction) ? State.Procedure : null);
        return verdict.Kind switch
        {
            VerdictKind.Procedure => Replies.About(Knowledge.Procedure(verdict.Ids[0])!, Wanted, verdict.Confidence),
            VerdictKind.Faq => Replies.About(Knowledge.Faq(verdict.Ids[0])!, Question.Aspect, verdict.Confidence),
            VerdictKind.Choice => Replies.Choose([.. verdict.Ids.Select(id => (id, TitleOf(id)))], verdict.Confidence, Wanted),
            VerdictKind.NoMatter => Steering.Mood(this) ?? Replies.WhichProcedure(Wanted),
            _ => Steering.Mood(this) ?? Replies.OutOfScope(verdict.Confidence),
        };
    }

    private string TitleOf(string id) => Knowledge.Procedure(id)?.Name ?? Knowledge.Faq(id)!.Question;
}
