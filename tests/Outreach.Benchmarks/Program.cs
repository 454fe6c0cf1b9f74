using System.Globalization;
using Outreach.Benchmarks.Accuracy;
using Outreach.Benchmarks.Measuring;
using Outreach.Benchmarks.Paths;

// dotnet run -c Release --project tests/Outreach.Benchmarks -- [NAME…] [--quick] [--data DIR]
var paths = new Dictionary<string, Func<Scale, Task<IReadOnlyList<Row>>>>
{
    ["dispatch"] = DispatchPath.RunAsync,
    ["plan"] = PlanPath.RunAsync,
    ["inbound"] = InboundPath.RunAsync,
    ["signature"] = SignaturePath.RunAsync,
    ["reply"] = ReplyPath.RunAsync,
    ["retrieval"] = RetrievalPath.RunAsync,
    ["render"] = RenderPath.RunAsync,
    ["pacing"] = PacingPath.RunAsync,
    ["flat"] = FlatPath.RunAsync,
};

// These print tables of their own, on data that is not in the repository.
var studies = new Dictionary<string, Func<Corpus, Task<IReadOnlyList<string>>>>
{
    ["accuracy"] = AccuracyPath.RunAsync,
    ["ablation"] = AblationPath.RunAsync,
};

if (args is [Sink.Verb])
{
    await Sink.ServeAsync();
    return 0;
}

if (args is [PlanPath.Verb, var folder, var citizens])
{
    await PlanPath.PlanOnceAsync(folder, int.Parse(citizens, CultureInfo.InvariantCulture));
    return 0;
}

var given = Array.IndexOf(args, Corpus.Switch);
var data = given >= 0 ? args.ElementAtOrDefault(given + 1) : null;
var names = args.Where((arg, i) => arg != Scale.QuickSwitch && (given < 0 || (i != given && i != given + 1))).ToList();
if (names.Find(name => !paths.ContainsKey(name) && !studies.ContainsKey(name)) is { } unknown)
{
    await System.Console.Error.WriteLineAsync(
        $"There is no benchmark “{unknown}”; there are {string.Join(", ", paths.Keys.Concat(studies.Keys))}. {Scale.QuickSwitch} makes them short.");
    return 2;
}

var scale = new Scale(Quick: args.Contains(Scale.QuickSwitch));
var chosen = paths.Where(path => names.Count == 0 || names.Contains(path.Key)).ToList();
if (chosen.Count > 0)
    System.Console.WriteLine(Row.Header);
foreach (var path in chosen)
{
    foreach (var row in await path.Value(scale))
        System.Console.WriteLine(row.Markdown);
}

foreach (var study in studies.Where(study => names.Count == 0 || names.Contains(study.Key)))
{
    System.Console.WriteLine();
    foreach (var line in Corpus.Open(data) is { } corpus ? await study.Value(corpus) : [$"{study.Key}: {Corpus.Needed}"])
        System.Console.WriteLine(line);
}

return 0;
