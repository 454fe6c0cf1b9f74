using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Outreach.Assistant.Dialogs;
using Outreach.Content;
using Outreach.Inbox;
using Outreach.Knowledge;
using Outreach.Storage;

namespace Outreach.Host.Commands;

/// <summary><c>assistant ask</c>: one answer from the content folder.</summary>
internal static class AssistantAskCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var text = new Argument<string>("text") { Description = "The question, as a citizen would write it" };
        var json = new Option<bool>("--json") { Description = "Everything known about the answer, as JSON" };
        var ask = new Command("ask", "Answer one question") { text, json };
        ask.SetAction(parsed => Run(parsed.GetValue(text)!, parsed.GetValue(json)));
        return new Command("assistant", "The assistant") { ask, AssistantEvalCommand.Create(), AssistantTrainCommand.Create() };
    }

    private static int Run(string text, bool asJson)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new BadInputException("The question is empty.");

        var options = new ContentOptions();
        var knowledge = KnowledgeFeature.Build(ContentLibrary.Load(options.Directory), options);
        var turn = new Turn(text, TimeProvider.System.Today);
        var reply = InboxFeature.Assistant(options).Respond(turn, ConversationState.New with { Introduced = true }, knowledge);
        System.Console.WriteLine(asJson ? JsonSerializer.Serialize(Report(reply), Json) : Plain(reply));
        return CommandLine.Done;
    }

    private static object Report(AssistantReply reply) => new
    {
        reply.Decision,
        reply.Confidence,
        reply.Procedures,
        reply.Faqs,
        reply.Aspect,
        Answer = reply.Text,
        Suggestions = reply.SuggestedReplies,
    };

    private static string Plain(AssistantReply reply) =>
        reply.SuggestedReplies.Count == 0 ? reply.Text : $"{reply.Text}\n\n[{string.Join("] [", reply.SuggestedReplies.Select(button => button.Title))}]";
}
