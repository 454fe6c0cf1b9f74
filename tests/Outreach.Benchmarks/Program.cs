using System.Globalization;
using Outreach.Benchmarks.Measuring;
using Outreach.Benchmarks.Paths;

// dotnet run -c Release --project tests/Outreach.Benchmarks -- [NAME…] [--quick]
var paths = new Dictionary<string, Func<Scale, Task<IReadOnlyList<Row>>>>
{
    ["dispatch"] = DispatchPath.RunAsync,
    ["plan"] = PlanPath.RunAsync,
    ["inbound"] = InboundPath.RunAsync,
    ["reply"] = ReplyPath.RunAsync,
    ["retrieval"] = RetrievalPath.RunAsync,
    ["render"] = RenderPath.RunAsync,
    ["pacing"] = PacingPath.RunAsync,
    ["flat"] = FlatPath.RunAsync,
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

var names = args.Where(arg => arg != Scale.QuickSwitch).ToList();
if (names.Find(name => !paths.ContainsKey(name)) is { } unknown)
{
    await System.Console.Error.WriteLineAsync($"There is no benchmark “{unknown}”; there are {string.Join(", ", paths.Keys)}. {Scale.QuickSwitch} makes them short.");
    return 2;
}

var scale = new Scale(Quick: args.Contains(Scale.QuickSwitch));
System.Console.WriteLine(Row.Header);
foreach (var name in names.Count > 0 ? names : [.. paths.Keys])
{
    foreach (var row in await paths[name](scale))
        System.Console.WriteLine(row.Markdown);
}

return 0;
