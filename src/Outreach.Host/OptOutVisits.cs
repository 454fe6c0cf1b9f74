using Microsoft.Extensions.Options;
using Outreach.Console.Public;
using Outreach.Content;
using Outreach.People;

namespace Outreach.Host;

/// <summary>Does what the visitor of an opt-out link asks for.</summary>
internal sealed class OptOutVisits(OptOutLinks links, IOptions<ContentOptions> options)
{
    public static Task<OptOutModel> HandleAsync(HttpContext context, OptOutVisit visit, CancellationToken ct) =>
        context.RequestServices.GetRequiredService<OptOutVisits>().HandleAsync(visit, ct);

    private async Task<OptOutModel> HandleAsync(OptOutVisit visit, CancellationToken ct)
    {
        var said = new ConsentStatement(
            visit.Words,
            ConsentSource.Link,
            ConsentProof.Link(visit.Act == OptOutAct.OneClick),
            visit.Act == OptOutAct.OneClick ? null : WordingVersion.Of(visit.Wording),
            Confirmed: visit.Act != OptOutAct.OneClick);
        var standing = visit.Act switch
        {
            OptOutAct.Look => await links.StandingAsync(visit.Token, ct),
            OptOutAct.Return => await links.ReturnAsync(visit.Token, said, ct),
            _ => await links.StopAsync(visit.Token, said, ct),
        };
        return new OptOutModel(options.Value.Province, PublicPageSource.Service, options.Value.Hotline, Step(standing), standing is { CanReturn: true });
    }

    private static OptOutStep Step(LinkStanding? standing) => standing switch
    {
        null => OptOutStep.Unknown,
        { Receives: true, Changed: true } => OptOutStep.Returned,
        { Receives: true } => OptOutStep.Receives,
        { Changed: true } => OptOutStep.Stopped,
        _ => OptOutStep.StoppedBefore,
    };
}
