using Outreach.Content;
using Outreach.Knowledge.Learning;

namespace Outreach.Tests.Knowledge;

public sealed class EvaluationSetTests
{
    [Fact]
    public void Every_built_in_question_has_an_id_of_its_own_and_an_answer_that_exists()
    {
        var folder = new ContentOptions().Directory;
        var content = ContentLibrary.Load(folder);
        var known = content.Procedures.Select(procedure => procedure.Code).Concat(content.Faqs.Select(faq => faq.Id)).Concat(["oos", "smalltalk"]).ToHashSet();

        var questions = EvaluationSet.BuiltIn(folder);

        questions.Count.ShouldBeGreaterThanOrEqualTo(150);
        questions.Select(question => question.Id).ShouldBeUnique();
        questions.Where(question => !known.Contains(question.Label!)).ShouldBeEmpty();
    }
}
