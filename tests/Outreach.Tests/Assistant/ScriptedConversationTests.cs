using System.Text.Json;
using Outreach.Assistant.Dialogs;
using Outreach.Assistant.Knowledge;
using Outreach.Content;
using Outreach.Knowledge;
using Outreach.Language;

namespace Outreach.Tests.Assistant;

/// <summary>Every scripted conversation against the content that travels with the program.</summary>
public sealed class ScriptedConversationTests
{
    private const int LongestReply = 2600;
    private const int MostNotYet = 14;

    private static readonly Lazy<KnowledgeBase> Content = new(() =>
    {
        var options = new ContentOptions { Directory = Path.Combine(AppContext.BaseDirectory, "content") };
        return KnowledgeFeature.Build(ContentLibrary.Load(options.Directory), options);
    });

    private static readonly Dictionary<string, Conversation> Scripts =
        Conversation.All().ToDictionary(script => $"{script.File}: {script.Conversation.Name}", script => script.Conversation);

    public static TheoryData<string> Names => [.. Scripts.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_conversation_goes_as_written(string name)
    {
        var script = Scripts[name];
        if (script.NotYet is null)
            Play(name, script);
        else
            Should.Throw<ShouldAssertException>(() => Play(name, script), $"{name} goes as written now: take away its notYet");
    }

    /// <summary>What still goes otherwise is named with the reason, and may only become fewer.</summary>
    [Fact]
    public void Few_conversations_do_not_go_as_written_yet() => Scripts.Values.Count(script => script.NotYet is not null).ShouldBeLessThanOrEqualTo(MostNotYet);

    private static void Play(string name, Conversation script)
    {
        var visitor = new Visitor(Content.Value, channel: script.Abilities, language: script.Language);
        script.Turns.ShouldNotBeEmpty();
        foreach (var turn in script.Turns)
        {
            if (turn.Taps is { } title)
                visitor.Taps(title);
            else
                visitor.Says(turn.Says ?? throw new FormatException($"{name}: a turn says nothing"));
            Check(turn, visitor.Reply, $"{turn.Says ?? turn.Taps}\n→ {visitor.Reply.Text}\n");
            Holds(visitor.Reply, script.Abilities);
        }
    }

    [Fact]
    public void There_are_at_least_two_hundred() => Scripts.Count.ShouldBeGreaterThanOrEqualTo(200);

    private static void Check(ScriptedTurn turn, AssistantReply reply, string said)
    {
        if (turn.Decision is { } decisions)
            decisions.Split('|').ShouldContain(Written(reply.Decision), said);
        if (turn.Procedure is { } codes)
            codes.Split('|').ShouldContain(reply.State.Procedure, said);
        if (turn.Aspect is { } aspects)
            aspects.Split('|').ShouldContain(reply.Aspect is { } aspect ? Written(aspect) : "none", said);
        if (turn.Faq is { } ids)
            ids.Split('|').Any(id => Quotes(reply, id)).ShouldBeTrue($"{said} does not answer with {ids}");
        if (turn.Dossier is not null)
            reply.Dossier?.Code.ShouldBe(turn.Dossier, said);
        foreach (var offered in turn.Offers)
            reply.State.Candidates.ShouldContain(offered, said);
        foreach (var part in turn.Contains)
            reply.Text.ShouldContain(part, Case.Insensitive, said);
        foreach (var part in turn.NotContains)
            reply.Text.ShouldNotContain(part, Case.Insensitive, said);
    }

    /// <summary>The reply begins the reviewed answer; on SMS it may be without marks and cut.</summary>
    private static bool Quotes(AssistantReply reply, string id) =>
        Content.Value.Faq(id) is { } faq && VietnameseMarks.Strip(reply.Text).Contains(VietnameseMarks.Strip(faq.Answer.Trim())[..30], StringComparison.Ordinal);

    /// <summary>What holds for every reply, whatever the script says.</summary>
    private static void Holds(AssistantReply reply, ChannelAbilities channel)
    {
        reply.Text.ShouldNotBeNullOrWhiteSpace();
        reply.Text.Length.ShouldBeLessThan(LongestReply);
        reply.SuggestedReplies.Count.ShouldBeLessThanOrEqualTo(channel.Buttons);
        if (channel.Segments > 0)
            SegmentsOf(reply.Text).ShouldBeLessThanOrEqualTo(channel.Segments, reply.Text);
    }

    /// <summary>As in the program's output.</summary>
    private static string Written<T>(T value) => JsonSerializer.Serialize(value).Trim('"');

    private static int SegmentsOf(string text) => (text.Length + (System.Text.Ascii.IsValid(text) ? 152 : 66)) / (System.Text.Ascii.IsValid(text) ? 153 : 67);
}
