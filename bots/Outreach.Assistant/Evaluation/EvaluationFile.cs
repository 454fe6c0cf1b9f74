using System.Text.Encodings.Web;
using System.Text.Json;

namespace Outreach.Assistant.Evaluation;

/// <summary>Writes what came out of an evaluation, one JSON object a question.</summary>
public static class EvaluationFile
{
    // What is not known is written as null: a reader finds the same names in every line.
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(TextWriter writer, IEnumerable<EvaluatedQuestion> answers)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(answers);
        foreach (var answer in answers)
        {
            writer.Write(Line(answer));
            writer.Write('\n');
        }
    }

    public static string Line(EvaluatedQuestion answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return JsonSerializer.Serialize(
            new
            {
                answer.Id,
                answer.Decision,
                answer.Confidence,
                answer.Procedures,
                answer.Faqs,
                answer.Aspect,
                answer.Answer,
                answer.Microseconds,
            },
            Json);
    }
}
