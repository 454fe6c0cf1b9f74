using System.Text.Json;
using Outreach.Assistant.Dialogs;
using Outreach.Assistant.Knowledge;

namespace Outreach.Tests.Assistant;

/// <summary>Talks to the assistant the way a channel does: the state goes through JSON between two turns.</summary>
internal sealed class Visitor(KnowledgeBase? knowledge = null, DateOnly? today = null, ChannelAbilities? channel = null, string language = "vi", string? remembered = null)
{
    private readonly Dialog dialog = new(new AssistantOptions { Province = "tỉnh Thử Nghiệm", Hotline = "1022" });
    private readonly KnowledgeBase knowledge = knowledge ?? SmallTown.Knowledge;
    private string state = remembered ?? JsonSerializer.Serialize(ConversationState.New);

    public AssistantReply Reply { get; private set; } = null!;

    public Visitor Says(string text)
    {
        var turn = new Turn(text, today ?? SmallTown.Today, channel, language);
        Reply = dialog.Respond(turn, JsonSerializer.Deserialize<ConversationState>(state)!, knowledge);
        state = JsonSerializer.Serialize(Reply.State);
        return this;
    }

    public Visitor Taps(string title) => Says(Reply.SuggestedReplies.Single(button => button.Title == title).Value);

    public Visitor IsAnswered(params string[] parts) => Got(Decision.Answer, parts);

    public Visitor IsAnsweredAbout(string code, Aspect? aspect)
    {
        Got(Decision.Answer, code);
        Reply.State.Procedure.ShouldBe(code, Reply.Text);
        Reply.Aspect.ShouldBe(aspect, Reply.Text);
        return this;
    }

    public Visitor Got(Decision decision, params string[] parts)
    {
        Reply.Decision.ShouldBe(decision, Reply.Text);
        foreach (var part in parts)
            Reply.Text.ShouldContain(part);
        return this;
    }

    public Visitor IsNotTold(params string[] parts)
    {
        foreach (var part in parts)
            Reply.Text.ShouldNotContain(part);
        return this;
    }
}
