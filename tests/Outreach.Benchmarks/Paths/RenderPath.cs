using System.ComponentModel;
using System.Diagnostics;
using Outreach.Benchmarks.Measuring;
using Outreach.Content;
using Outreach.Content.Infographics;

namespace Outreach.Benchmarks.Paths;

/// <summary>Drawing an infographic from its facts, layout included, against the <c>rsvg-convert</c> program on the finished SVG.</summary>
internal static class RenderPath
{
    public static async Task<IReadOnlyList<Row>> RunAsync(Scale scale)
    {
        const string What = "infographic as PNG, ms; lower is better";
        if (!SvgRasterizer.IsAvailable || !await RunsAsync("--version"))
            return [new Row("render", What, "– (rsvg-convert or librsvg is not installed)", "–", "–")];

        var options = new ContentOptions();
        var content = ContentLibrary.Load(options.Directory);
        var infographic = content.Infographics[0];
        var procedure = content.Procedures.Single(procedure => procedure.Code == infographic.Procedure);
        var renderer = new InfographicRenderer(Path.Combine(options.Directory, "infographics", "templates"));
        var folder = Directory.CreateTempSubdirectory("outreach-benchmark-");
        try
        {
            var (svg, png) = (Path.Combine(folder.FullName, "in.svg"), Path.Combine(folder.FullName, "out.png"));
            await File.WriteAllTextAsync(svg, Draw().Svg);
            var times = await Comparison.AlternateAsync(
                scale.Of(9, 3),
                () => MillisecondsAsync(() => RunsAsync(svg, "-o", png)),
                () => MillisecondsAsync(() => Task.FromResult(Draw())));
            return [Row.Of("render", What, "rsvg-convert, a process per picture", times)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        InfographicPicture Draw() => renderer.Render(infographic, procedure, new DateOnly(2026, 7, 1), options.Province);
    }

    private static async Task<double> MillisecondsAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static async Task<bool> RunsAsync(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("rsvg-convert", arguments) { RedirectStandardOutput = true })!;
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
