using Outreach.Assistant.Knowledge;

namespace Outreach.Content.Infographics;

/// <summary>A drawn infographic.</summary>
/// <param name="Svg">Plain SVG; the same inputs give the same text.</param>
/// <param name="Png">In the size of the template.</param>
public sealed record InfographicPicture(string Svg, byte[] Png);

/// <summary>Lays the facts of a procedure out by a template, as SVG, PNG and PDF.</summary>
/// <param name="templates">Folder of the templates, <c>content/infographics/templates</c>.</param>
public sealed class InfographicRenderer(string templates)
{
    // A pixel of the template is 1/96 inch, as in CSS; a point is 1/72.
    private const double PointsPerPixel = 72.0 / 96;

    /// <param name="today">Fees are shown only if they hold on this day.</param>
    /// <param name="province">Who publishes, for example "Tỉnh Khánh Hòa".</param>
    /// <exception cref="ArgumentException">The procedure is another one, or none of the facts to be shown is known.</exception>
    /// <exception cref="InfographicTemplateException">The template is missing or faulty.</exception>
    /// <exception cref="PlatformNotSupportedException">See <see cref="SvgRasterizer.IsAvailable"/>.</exception>
    public InfographicPicture Render(Infographic infographic, Procedure procedure, DateOnly today, string province)
    {
        var (svg, width, height) = Compose(infographic, procedure, today, province);
        return new InfographicPicture(svg, SvgRasterizer.ToPng(svg, width, height));
    }

    /// <summary>The same sheet as one PDF page for print.</summary>
    public byte[] RenderPdf(Infographic infographic, Procedure procedure, DateOnly today, string province)
    {
        var (svg, width, height) = Compose(infographic, procedure, today, province);
        return SvgRasterizer.ToPdf(svg, width * PointsPerPixel, height * PointsPerPixel);
    }

    private (string Svg, int Width, int Height) Compose(Infographic infographic, Procedure procedure, DateOnly today, string province)
    {
        if (infographic.Procedure != procedure.Code)
            throw new ArgumentException($"Infographic {infographic.Id} shows {infographic.Procedure}, not {procedure.Code}.", nameof(procedure));

        CardContent[] cards = [.. Cards(infographic, procedure, today)];
        if (cards.Length == 0)
            throw new ArgumentException($"Infographic {infographic.Id}: none of its facts is known on {today:yyyy-MM-dd}.", nameof(infographic));

        var template = Load(infographic.Template);
        var svg = template.Fill(
            infographic.Title,
            infographic.Alt,
            InfographicWords.Of(infographic, procedure, today, province),
            cards);
        return (svg, template.Width, template.Height);
    }

    private InfographicTemplate Load(string name)
    {
        var fileName = name + ".svg";
        var path = Path.Combine(templates, fileName);
        if (Path.GetFileName(fileName) != fileName || !File.Exists(path))
            throw new InfographicTemplateException($"{fileName}: there is no such template in {templates}");

        return new InfographicTemplate(File.ReadAllText(path), fileName);
    }

    private static IEnumerable<CardContent> Cards(Infographic infographic, Procedure procedure, DateOnly today)
    {
        var facts = ProcedureFacts.Of(procedure, infographic.Show, today);
        for (var i = 0; i < facts.Count; i++)
        {
            yield return new CardContent(
                new Dictionary<string, IReadOnlyList<FactLine>>
                {
                    ["label"] = [new FactLine(facts[i].Label)],
                    ["value"] = facts[i].Lines,
                },
                facts[i].Kind.ToString().ToLowerInvariant(),
                i + 1);
        }

        if (!string.IsNullOrWhiteSpace(infographic.Note))
        {
            FactLine[] note = [new(infographic.Note.Trim(), "Lưu ý:")];
            yield return new CardContent(new Dictionary<string, IReadOnlyList<FactLine>> { ["value"] = note }, null, null);
        }
    }
}
