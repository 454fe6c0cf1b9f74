using Outreach.Assistant.Answers;
using Outreach.Assistant.Knowledge;
using Outreach.Language;

namespace Outreach.Assistant.Dialogs;

/// <summary>
/// The assistant: a pure function of turn, state and knowledge. It reads no clock, keeps nothing and calls nobody, so it may be
/// shared by all conversations.
/// </summary>
public sealed class Dialog(AssistantOptions options)
{
    /// <summary>What to say when somebody joins, before the first question.</summary>
    public AssistantReply Welcome(ConversationState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new AssistantReply
        {
            Text = Texts.Format(Texts.Vietnamese.Welcome, options.Province),
            Decision = Decision.SmallTalk,
            Confidence = 1,
            State = state with { Introduced = true },
        };
    }

    public AssistantReply Respond(Turn turn, ConversationState state, KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(knowledge);
        var text = SensitiveData.Remove(UnicodeRepair.Repair(turn.Text), out var sensitive);
        var reply = new Exchange(turn, text, state, knowledge, options, secretsOnly: sensitive).Reply();
        return Introduced(sensitive ? Warned(reply) : reply, state);
    }

    private static AssistantReply Warned(AssistantReply reply) =>
        reply with { Text = reply.Text.Length == 0 ? Texts.Vietnamese.Sensitive : $"{Texts.Vietnamese.Sensitive}\n\n{reply.Text}" };

    /// <summary>Citizens must know that a program answers (Law on artificial intelligence, art. 11): the first reply says so.</summary>
    private AssistantReply Introduced(AssistantReply reply, ConversationState state)
    {
        if (state.Introduced)
            return reply with { State = reply.State with { Introduced = true } };
        var itself = reply.Decision == Decision.SmallTalk && reply.Text.Contains("trợ lý tự động", StringComparison.OrdinalIgnoreCase);
        return reply with
        {
            Text = itself ? reply.Text : $"{Texts.Format(Texts.Vietnamese.Introduction, options.Province)}\n{reply.Text}",
            State = reply.State with { Introduced = true },
        };
    }
}
