using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Outreach.Console.Public;

namespace Outreach.Console.Tasks;

/// <summary>
/// The page of a task that a person does by hand, at <c>/tasks/{token}</c>. As with the opt-out link there is no login: the link
/// goes to whoever looks after the place, often on a telephone, and only a POST changes anything.
/// </summary>
public static class TaskFeature
{
    /// <summary>A photograph of a telephone, and the fields beside it.</summary>
    private const int LargestForm = 8 << 20;

    private const int LongestText = 1000;

    extension(IEndpointRouteBuilder routes)
    {
        /// <param name="visit">Called for every visit: does what is asked, and says what the page shows.</param>
        public void MapTaskPage(Func<HttpContext, TaskVisit, CancellationToken, Task<TaskModel>> visit)
        {
            routes.MapGet("/tasks/{token}", (HttpContext http, string token) => ShowAsync(http, new TaskVisit(token), visit)).ExcludeFromDescription();
            routes.MapPost("/tasks/{token}", async (HttpContext http, string token) => await ShowAsync(http, await ReadAsync(http, token), visit))
                .ExcludeFromDescription()
                .DisableAntiforgery();
        }
    }

    /// <summary>A visit that only looks when the form is none of ours.</summary>
    private static async Task<TaskVisit> ReadAsync(HttpContext http, string token)
    {
        if (!http.Request.HasFormContentType || http.Request.ContentLength is null or > LargestForm)
            return new TaskVisit(token);

        try
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            bool? done = form["act"].ToString() switch { "done" => true, "declined" => false, _ => null };
            return new TaskVisit(token, done, Short(form["who"]), Short(form["evidence"]), await PhotoAsync(form.Files["photo"], http.RequestAborted));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            // No form, one that breaks off, or one in UTF-7.
            return new TaskVisit(token);
        }
    }

    /// <summary>Without what no database takes: a NUL, and half of a letter where it is cut.</summary>
    private static string Short(string? text)
    {
        var words = (text ?? "").Replace("\0", "", StringComparison.Ordinal).Trim().Normalize();
        return words.Length <= LongestText ? words : words[..(char.IsHighSurrogate(words[LongestText - 1]) ? LongestText - 1 : LongestText)];
    }

    /// <summary>By its first bytes: a browser runs nothing that is served as a picture.</summary>
    private static async Task<TaskPhoto?> PhotoAsync(IFormFile? file, CancellationToken ct)
    {
        if (file is null or { Length: 0 })
            return null;
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, ct);
        var bytes = copy.ToArray();
        return bytes switch
        {
            [0xFF, 0xD8, 0xFF, ..] => new TaskPhoto(bytes, "jpg"),
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => new TaskPhoto(bytes, "png"),
            _ => null,
        };
    }

    /// <summary>Renders within this method, as the public page does, for the culture's sake.</summary>
    private static async Task ShowAsync(HttpContext http, TaskVisit visit, Func<HttpContext, TaskVisit, CancellationToken, Task<TaskModel>> answer)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = PublicLanguage.Choose(http);
        PublicFeature.Protect(http.Response);
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Robots-Tag"] = "noindex";

        var model = await answer(http, visit, http.RequestAborted);
        var status = model.Step switch
        {
            TaskStep.Unknown => StatusCodes.Status404NotFound,
            TaskStep.Incomplete => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status200OK,
        };
        http.Response.StatusCode = status;
        await new RazorComponentResult<TaskPage>(new { Model = model, Visit = visit }) { StatusCode = status }.ExecuteAsync(http);
    }
}
