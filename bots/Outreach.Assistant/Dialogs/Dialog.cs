using Outreach.Assistant.Answers;
using Outreach.Assistant.Knowledge;
using Outreach.Language;

namespace Outreach.Assistant.Dialogs;

/// <summary>
/// The assistant: a pure function of turn, state and knowledge. It reads no clock, keeps nothing and calls nobody, so it may be
/// shared by all conversations. What needs the world outside comes back as a request in the reply: <see cref="AssistantReply.Dossier"/>,
/// <see cref="AssistantReply.Feedback"/>.
/// </summary>
public sealed class Dialog(AssistantOptions options)
{
    /// <summary>Characters of a question that are read; who writes more is told so.</summary>
    public const int ReadCharacters = 1000;

    /// <summary>Characters of a feedback that are taken down.</summary>
    public const int FeedbackCharacters = 2000;

    /// <summary>What to say when somebody joins, before the first question.</summary>
    public AssistantReply Welcome(ConversationState state, ChannelAbilities? channel = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        var say = Texts.In(state.Language);
        var reply = new AssistantReply
        {
            Text = Texts.Format(say.Welcome, options.Province),
            Decision = Decision.SmallTalk,
            Confidence = 1,
            State = state with { Introduced = true },
        };
        return Rendering.Fit(reply, channel ?? ChannelAbilities.Rich, say);
    }

    public AssistantReply Respond(Turn turn, ConversationState state, KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(knowledge);
        var most = state.Feedback is null ? ReadCharacters : FeedbackCharacters;
        var (text, cut) = Read(turn.Text, most);
        text = Secrets.Remove(text, out var sensitive);
        var exchange = new Exchange(turn, text, state, knowledge, options, secretsOnly: sensitive);
        var reply = exchange.Reply();
        if (cut)
            reply = reply with { Text = $"{Texts.Format(exchange.Replies.Say.CutForReading, most)}\n{reply.Text}" };
        return Finish(reply, turn, Hand(state, exchange), sensitive);
    }

    /// <summary>What was learned about the dossier that a reply to this turn asked for.</summary>
    /// <param name="turn">The turn and <paramref name="state"/> as they were given to <see cref="Respond"/>.</param>
    public AssistantReply About(DossierRequest request, DossierFinding finding, Turn turn, ConversationState state, KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Again(turn, state, knowledge, replies => replies.Dossier(request.Code, finding));
    }

    /// <summary>The feedback that a reply to this turn carried has been stored under that code.</summary>
    /// <param name="turn">The turn and <paramref name="state"/> as they were given to <see cref="Respond"/>.</param>
    public AssistantReply Received(string code, Turn turn, ConversationState state, KnowledgeBase knowledge) =>
        Again(turn, state, knowledge, replies => replies.Received(code));

    private AssistantReply Again(Turn turn, ConversationState state, KnowledgeBase knowledge, Func<Replies, AssistantReply> compose)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(state);
        var text = Secrets.Remove(Read(turn.Text, ReadCharacters).Text, out var sensitive);
        var exchange = new Exchange(turn, text, state, knowledge, options, secretsOnly: sensitive);
        return Finish(compose(exchange.Replies), turn, Hand(state, exchange), sensitive);
    }

    private static (string Text, bool Cut) Read(string text, int most)
    {
        var repaired = UnicodeRepair.Repair(text.Length > 4 * most ? text[..(4 * most)] : text);
        return repaired.Length <= most ? (repaired, text.Length > 4 * most) : (repaired[..(char.IsHighSurrogate(repaired[most - 1]) ? most - 1 : most)], true);
    }

    /// <summary>Whether the citizen writes without marks, from the letters as typed; a number or a single word tells nothing.</summary>
    private static ConversationState Hand(ConversationState state, Exchange exchange) =>
        exchange.Text.Split(' ').Count(word => word.Any(char.IsLetter)) < 2 ? state : state with { Unmarked = !exchange.Text.Any(IsMarked) };

    private static bool IsMarked(char c) => char.IsLetter(c) && !char.IsAscii(c);

    private AssistantReply Finish(AssistantReply reply, Turn turn, ConversationState before, bool sensitive)
    {
        var say = Texts.In(reply.State.Language ?? turn.Language);
        var brief = turn.Abilities.Segments > 0;
        if (sensitive)
            reply = reply with { Text = Warned(brief ? say.SensitiveBrief : say.Sensitive, reply.Text) };
        var introduced = Introduced(reply with { State = reply.State with { Unmarked = before.Unmarked } }, before, brief ? say.IntroductionBrief : say.Introduction);
        return Rendering.Fit(introduced, turn.Abilities, say);
    }

    private static string Warned(string warning, string text) => text.Length == 0 ? warning : $"{warning}\n\n{text}";

    /// <summary>Citizens must know that a program answers (Law on artificial intelligence, art. 11): the first reply says so.</summary>
    private AssistantReply Introduced(AssistantReply reply, ConversationState before, string introduction)
    {
        if (before.Introduced)
            return reply with { State = reply.State with { Introduced = true } };
        var itself = reply.Decision == Decision.SmallTalk
            && (reply.Text.Contains("trợ lý tự động", StringComparison.OrdinalIgnoreCase) || reply.Text.Contains("automatic assistant", StringComparison.Ordinal));
        return reply with
        {
            Text = itself ? reply.Text : $"{Texts.Format(introduction, options.Province)}\n{reply.Text}",
            State = reply.State with { Introduced = true },
        };
    }
}
