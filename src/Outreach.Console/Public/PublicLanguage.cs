using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace Outreach.Console.Public;

/// <summary>
/// The language a visitor reads in: what the address asks for, else what they chose before, else Vietnamese. The browser's own
/// preference is not asked, since many phones in Viet Nam are sold set to English.
/// </summary>
internal static class PublicLanguage
{
    public static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>Keeps a choice made in the address (<c>?lang=en</c>) for a year, in the framework's own cookie.</summary>
    public static CultureInfo Choose(HttpContext http)
    {
        if (Parse(http.Request.Query["lang"]) is { } asked)
        {
            var value = CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(asked));
            http.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, value, new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365),
                SameSite = SameSiteMode.Lax,
                HttpOnly = true,
                IsEssential = true,
            });
            return asked;
        }

        var cookie = http.Request.Cookies[CookieRequestCultureProvider.DefaultCookieName];
        var chosen = cookie is null ? null : CookieRequestCultureProvider.ParseCookieValue(cookie);
        return Parse(chosen?.UICultures.FirstOrDefault().Value) ?? Vietnamese;
    }

    public static CultureInfo? Parse(string? code) => code switch
    {
        "vi" => Vietnamese,
        "en" => English,
        _ => null,
    };
}
