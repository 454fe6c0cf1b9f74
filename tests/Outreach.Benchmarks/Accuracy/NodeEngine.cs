using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Outreach.Assistant.Evaluation;

namespace Outreach.Benchmarks.Accuracy;

/// <summary>node-nlp, one intent per name and one per common question; its packages are installed beside the program as the lock file says.</summary>
internal static class NodeEngine
{
    /// <summary>Its training takes the square of the number of intents: each of the two ends after this at the latest, as far as it got.</summary>
    private const int TrainingSeconds = 240;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Null, with the reason on standard error, when node or its packages cannot be had.</summary>
    public static async Task<EngineResult?> RunAsync(PlainCorpus corpus, IReadOnlyList<LabelledQuestion> questions)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "node-nlp");
        if (await RunAsync(folder, "npm", "ci", "--no-audit", "--no-fund", "--silent") is null)
            return null;
        var work = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(work, JsonSerializer.Serialize(Work(corpus, questions), Json));
            var output = await RunAsync(folder, "node", "--max-old-space-size=8192", "rank.js", work);
            return output is null ? null : Result(JsonSerializer.Deserialize<Output>(output, Json)!, questions);
        }
        finally
        {
            File.Delete(work);
        }
    }

    private static object Work(PlainCorpus corpus, IReadOnlyList<LabelledQuestion> questions)
    {
        string[] plain = [.. questions.Select(question => PlainRecord.Plain(question.Question))];
        return new
        {
            Seconds = TrainingSeconds,
            Sets = new[]
            {
                new { Name = "procedures", Documents = Texts(corpus.Procedures), Questions = plain },
                new { Name = "FAQs", Documents = Texts(corpus.Faqs), Questions = plain },
            },
        };
    }

    private static string[][] Texts(IEnumerable<PlainRecord> records) => [.. records.Select(record => new[] { record.Id, record.Name })];

    private static EngineResult Result(Output output, IReadOnlyList<LabelledQuestion> questions)
    {
        var (procedures, faqs) = (output.Sets[0], output.Sets[1]);
        return new(
            "node-nlp, names",
            [.. questions.Select((question, i) => new EngineAnswer(
                question, procedures.Answers[i], faqs.Answers[i], procedures.Microseconds[i] + faqs.Microseconds[i]))],
            output.Sets.Sum(set => set.Seconds),
            string.Create(CultureInfo.InvariantCulture, $"{output.Megabytes:0} MB process"),
            string.Join("; ", output.Sets.Select(Note)));
    }

    private static string Note(Trained set) => string.Create(
        CultureInfo.InvariantCulture,
        $"{set.Name}: {set.Intents} intents trained in {set.Seconds:0} s, {set.Epochs} epochs{(set.Cut ? ", stopped before its own end" : "")}");

    private static async Task<string?> RunAsync(string folder, string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception e)
        {
            await System.Console.Error.WriteLineAsync($"{program}: {e.Message}");
            return null;
        }
    }

    private sealed record Output(double Megabytes, IReadOnlyList<Trained> Sets);

    private sealed record Trained(
        string Name, int Intents, int Epochs, bool Cut, double Seconds, IReadOnlyList<IReadOnlyList<string>> Answers, IReadOnlyList<double> Microseconds);
}
