using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Outreach.Sandbox.Dossiers;

/// <summary>
/// The agencies' dossier system: <c>GET /dossiers/{code}</c>. Every code of the right form whose number is not 0 has a dossier; its
/// state follows from the last digit, so that a test knows it beforehand. Number 9998 answers 503, number 9999 never answers.
/// </summary>
internal sealed partial class DossiersApi(TimeProvider time)
{
    private static readonly string[] States = ["done", "received", "processing", "needs_supplement", "needs_payment", "overdue", "refused", "processing", "done", "received"];

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/dossiers/{code}", AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var code = (string)context.Request.RouteValues["code"]!;
        var match = Form().Match(code);
        var number = match.Success ? int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) : 0;
        switch (number)
        {
            case 0:
                await context.WriteAsync(new JsonObject { ["error"] = "not_found" }, StatusCodes.Status404NotFound);
                return;
            case 9998:
                await context.WriteAsync(new JsonObject { ["error"] = "unavailable" }, StatusCodes.Status503ServiceUnavailable);
                return;
            case 9999:
                await Task.Delay(Timeout.InfiniteTimeSpan, time, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            default:
                await context.WriteAsync(Dossier(code, number, match.Groups["day"].Value));
                return;
        }
    }

    /// <summary>With the applicant's name, as real systems give it: who asks must not pass it on.</summary>
    private JsonObject Dossier(string code, int number, string day)
    {
        var body = new JsonObject
        {
            ["code"] = code,
            ["applicant"] = "Nguyễn Thị Mẫu",
            ["state"] = States[number % 10],
            ["procedure"] = "Đăng ký tạm trú",
            ["office"] = "Công an phường Mẫu",
            ["asOf"] = time.GetUtcNow().ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        if (DateOnly.TryParseExact(day, "yyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var received))
        {
            body["receivedOn"] = received.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            body["dueOn"] = received.AddDays(5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        return body;
    }

    [GeneratedRegex(@"^(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.\d+)*-(?<day>\d{6})-(?<number>\d{3,6})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
