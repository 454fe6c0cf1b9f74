using System.Text;
using System.Text.Json;
using Outreach.Assistant.Dialogs;
using Outreach.Assistant.Evaluation;
using Outreach.Assistant.Knowledge.Files;

namespace Outreach.Tests.Assistant;

/// <summary>What is measured, how it is counted, and the lines that are written.</summary>
public sealed class EvaluationTests
{
    private static readonly LabelledQuestion[] Questions =
    [
        new("p1", "làm giấy khai sinh cho con", "1.001193", "procedure", "spoken", ["1.001193"]),
        new("p2", "dang ky ket hon", "1.000894", "procedure", "typed", ["1.000894", "9.999999"]),
        new("f1", "hồ sơ của tôi tới đâu rồi", "tra-cuu", "faq", "spoken", LabelFold: "B"),
        new("f2", "Tra cứu tình trạng hồ sơ ở đâu?", "tra-cuu", "faq", "spoken", Canonical: true, LabelFold: "A"),
        new("o1", "🙂🙂", "oos", "oos", "emoji"),
    ];

    private static readonly IReadOnlyList<EvaluatedQuestion> Answers =
        new Evaluator(new Dialog(new AssistantOptions()), SmallTown.Knowledge, SmallTown.Today).AskAll(Questions);

    [Fact]
    public void Both_lists_are_filled_whatever_was_decided()
    {
        foreach (var answer in Answers)
        {
            answer.Procedures.Distinct().Count().ShouldBe(10, answer.Id);
            answer.Faqs.Distinct().Count().ShouldBe(SmallTown.Faqs.Count, answer.Id);
        }
    }

    [Fact]
    public void A_line_has_exactly_the_agreed_names()
    {
        using var line = JsonDocument.Parse(EvaluationFile.Line(Answers[^1]));

        line.RootElement.EnumerateObject().Select(property => property.Name)
            .ShouldBe(["id", "decision", "confidence", "procedures", "faqs", "aspect", "answer", "microseconds"]);
        line.RootElement.GetProperty("aspect").ValueKind.ShouldBe(JsonValueKind.Null);
        line.RootElement.GetProperty("decision").GetString().ShouldBeOneOf("answer", "clarify", "smalltalk", "handoff", "out_of_scope");
    }

    [Fact]
    public void Kinds_are_reported_apart_and_any_acceptable_procedure_is_a_hit()
    {
        var report = new EvaluationReport(Questions, Answers);

        report.Procedures.Select(row => (row.Kind, row.Ranks.Questions, row.Ranks.RecallAt1)).ShouldBe([("spoken", 1, 1.0), ("typed", 1, 1.0)]);
        report.OutOfScope.Select(row => (row.Kind, row.Questions)).ShouldBe([("emoji", 1)]);
    }

    [Fact]
    public void The_indexed_wording_counts_only_among_all_wordings_and_a_fold_leaves_the_others_out()
    {
        var report = new EvaluationReport(Questions, Answers);

        report.Faqs.Single().Ranks.Questions.ShouldBe(1);
        report.AllFaqs.Single().Ranks.Questions.ShouldBe(2);
        report.OfFold("A").Faqs.ShouldBeEmpty();
        report.OfFold("B").Procedures.ShouldBeEmpty();
    }

    [Fact]
    public void A_rank_counts_by_its_place()
    {
        var ranks = Ranks.Of([0, 4, 9, -1]);

        (ranks.RecallAt1, ranks.RecallAt5).ShouldBe((0.25, 0.5));
        ranks.ReciprocalRankAt10.ShouldBe((1 + 0.2 + 0.1) / 4, 1e-9);
    }

    [Fact]
    public void Twins_are_the_same_when_both_find_the_same_first()
    {
        LabelledQuestion[] twins = [new("a", "x", Kind: "k", Pair: "1"), new("b", "y", Kind: "k", Pair: "1"), new("c", "z", Kind: "k", Pair: "2")];
        EvaluatedQuestion[] answers = [Answer("a", "1", "f"), Answer("b", "1", "g"), Answer("c", "2", "g")];

        new EvaluationReport(twins, answers).Twins.ShouldBe([("k", 1, 1, 0)]);
    }

    [Fact]
    public void A_confusion_names_what_was_right_and_what_stood_first()
    {
        var row = new EvaluatedRow(Questions[0], Answer("p1", "1.000894", "vneid"));

        string.Join('\n', new EvaluationErrors(SmallTown.Knowledge).Of(row))
            .ShouldBe("spoken p1 Answer 0.50: làm giấy khai sinh cho con\n  right: 1.001193 Đăng ký khai sinh\n  1. 1.000894 Đăng ký kết hôn\n");
    }

    [Theory]
    [InlineData("{\"id\":\"1\",\"question\":\"a\"}\n{\"id\":\"2\"", 2)]
    [InlineData("{\"id\":\"1\",\"question\":\"a\"}\n\n{\"id\":\"2\"}", 3)]
    [InlineData("không phải JSON", 1)]
    public void A_broken_line_is_named(string text, int line)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));

        var error = Should.Throw<KnowledgeFileException>(() => LabelledQuestion.Read(stream, "câu hỏi.jsonl").ToList());

        error.Message.ShouldStartWith($"câu hỏi.jsonl:{line}: ");
    }

    private static EvaluatedQuestion Answer(string id, string procedure, string faq) =>
        new(id, Decision.Answer, 0.5, [procedure], [faq], null, "", 1);
}
