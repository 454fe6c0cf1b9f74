using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Outreach.Console.Public;

/// <summary>
/// The page behind a person's opt-out link, at <c>/u/{token}</c>. There is no login and no antiforgery token: the link itself is
/// the secret, and only a POST changes anything.
/// </summary>
public static class OptOutFeature
{
    /// <summary>The form is two short fields; more is none of ours.</summary>
    private const int LargestForm = 4096;

    extension(IEndpointRouteBuilder routes)
    {
        /// <param name="visit">Called for every visit: does what is asked, and says what the page shows.</param>
        public void MapOptOutPage(Func<HttpContext, OptOutVisit, CancellationToken, Task<OptOutModel>> visit)
        {
            routes.MapGet("/u/{token}", (HttpContext http, string token) => ShowAsync(http, token, OptOutAct.Look, visit)).ExcludeFromDescription();
            routes.MapPost("/u/{token}", async (HttpContext http, string token) => await ShowAsync(http, token, await ActAsync(http), visit))
                .ExcludeFromDescription()
                .DisableAntiforgery();
        }
    }

    /// <summary>Null for a POST that says neither what our buttons say nor what RFC 8058 prescribes.</summary>
    private static async Task<OptOutAct?> ActAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType || http.Request.ContentLength is null or > LargestForm)
            return null;

        try
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            return (form["act"].ToString(), form["List-Unsubscribe"].ToString()) switch
            {
                ("stop", _) => OptOutAct.Stop,
                ("return", _) => OptOutAct.Return,
                (_, "One-Click") => OptOutAct.OneClick,
                _ => null,
            };
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            // No form, one that breaks off, or one in UTF-7.
            return null;
        }
    }

    /// <summary>Renders within this method, as the public page does, for the culture's sake.</summary>
    private static async Task ShowAsync(
        HttpContext http,
        string token,
        OptOutAct? act,
        Func<HttpContext, OptOutVisit, CancellationToken, Task<OptOutModel>> visit)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = PublicLanguage.Choose(http);
        PublicFeature.Protect(http.Response);

        // The address is the person's secret: no site learns it, no cache keeps it, no search engine lists it.
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Robots-Tag"] = "noindex";

        var text = http.RequestServices.GetRequiredService<IStringLocalizer<PublicText>>();
        var model = await visit(http, Visit(text, token, act ?? OptOutAct.Look), http.RequestAborted);
        http.Response.StatusCode = (model.Step, act) switch
        {
            (OptOutStep.Unknown, _) => StatusCodes.Status404NotFound,
            (_, null) => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status200OK,
        };
        await new RazorComponentResult<OptOutPage>(new { Model = model, Token = token }) { StatusCode = http.Response.StatusCode }.ExecuteAsync(http);
    }

    private static OptOutVisit Visit(IStringLocalizer<PublicText> text, string token, OptOutAct act)
    {
        var (words, lead) = act switch
        {
            OptOutAct.Return => (text["OptOutReturn"], text["OptOutReturnLead"]),
            _ => (text["OptOutStop"], text["OptOutLead"]),
        };
        return new OptOutVisit(token, act, act == OptOutAct.OneClick ? "List-Unsubscribe=One-Click" : words, $"{lead.Value}\n{words.Value}");
    }
}
