using Microsoft.Extensions.Options;
using Outreach.Assistant.Knowledge;
using Outreach.Campaigns;
using Outreach.Console.Public;
using Outreach.Content;
using Outreach.Knowledge;
using Outreach.Storage;

namespace Outreach.Host;

/// <summary>Gathers what the public page shows.</summary>
internal sealed class PublicPageSource(Publications publications, LiveKnowledge knowledge, IOptions<ContentOptions> options)
{
    private static readonly Uri Portal = new("https://dichvucong.gov.vn");

    /// <summary>What the service is called.</summary>
    internal const string Service = "Hướng dẫn dịch vụ công trực tuyến";

    private const int Messages = 12;
    private const int Results = 8;

    public static Task<PublicPageModel> ForAsync(HttpContext context, CancellationToken ct) =>
        context.RequestServices.GetRequiredService<PublicPageSource>().GatherAsync(context, ct);

    private async Task<PublicPageModel> GatherAsync(HttpContext context, CancellationToken ct)
    {
        var query = context.Request.Query["q"].ToString().Trim();
        return new PublicPageModel
        {
            Province = options.Value.Province,
            Service = Service,
            Hotline = options.Value.Hotline,
            Query = query,
            Results = query.Length == 0 ? [] : Search(query),
            Messages = [.. (await publications.LatestAsync(Messages, ct)).Select(Card)],
        };
    }

    private List<GuidanceResult> Search(string query)
    {
        var found = knowledge.Current.Find(query);
        var procedures = found.Procedures.Select(match => (match.Confidence, Result: Result(match.Item)));
        var faqs = found.Faqs.Select(match => (match.Confidence, Result: Result(match.Item)));
        return [.. procedures.Concat(faqs).OrderByDescending(each => each.Confidence.Value).Take(Results).Select(each => each.Result)];
    }

    private static GuidanceResult Result(Procedure procedure)
    {
        var facts = new[] { procedure.Agency, procedure.Time, $"mã {procedure.Code}" };
        return new GuidanceResult(procedure.Name, (procedure.Link ?? Portal).ToString(), string.Join(" · ", facts.Where(fact => !string.IsNullOrEmpty(fact))));
    }

    private static GuidanceResult Result(Faq faq) =>
        new(faq.Question, (faq.Link ?? Portal).ToString(), faq.Answer.Length <= 220 ? faq.Answer : faq.Answer[..faq.Answer.LastIndexOf(' ', 220)] + "…");

    private static PublishedMessage Card(Publication publication) => new(
        publication.Message.Id,
        publication.Message.Title,
        publication.Message.Variants.Web.Trim(),
        DateOnly.FromDateTime(publication.PublishedAt.ToLocal().DateTime),
        publication.Picture is { } picture ? new PublishedPicture("/media/" + picture.MediaId, picture.Alt) : null,
        publication.Message.Procedures);
}
