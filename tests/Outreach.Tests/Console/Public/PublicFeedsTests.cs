using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using Outreach.Console.Public;

namespace Outreach.Tests.Console.Public;

public sealed class PublicFeedsTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static readonly PublicPageModel Model = new()
    {
        Province = "Tỉnh Khánh Hòa",
        Service = "Hướng dẫn dịch vụ công trực tuyến",
        Messages =
        [
            new("tam-tru", "Đăng ký tạm trú", "Không cần công chứng <hợp đồng> & giấy tờ.", new DateOnly(2026, 11, 22), new PublishedPicture("/media/x.png", "Tranh"), ["1.004194"]),
            new("khai-sinh", "Đăng ký khai sinh", "Trong 60 ngày.", new DateOnly(2026, 11, 20), null, ["1.001193"]),
        ],
    };

    [Fact]
    public async Task The_atom_feed_lists_messages_with_their_words_picture_and_place_on_the_page()
    {
        await using var host = await PublicPageHost.StartAsync(Model);
        using var response = await host.Http.GetAsync(new Uri("/feed.atom", UriKind.Relative));
        var feed = XDocument.Parse(await response.Content.ReadAsStringAsync()).Root!;

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/atom+xml");
        feed.Element(Atom + "updated")!.Value.ShouldBe("2026-11-22T00:00:00+07:00");
        var entry = feed.Elements(Atom + "entry").First();
        entry.Element(Atom + "content")!.Value.ShouldBe("Không cần công chứng <hợp đồng> & giấy tờ.");
        entry.Elements(Atom + "link").Select(link => (string?)link.Attribute("href"))
            .ShouldBe([$"{Site(host)}/#m-tam-tru", $"{Site(host)}/media/x.png"]);
    }

    [Fact]
    public async Task The_json_feed_says_the_same()
    {
        await using var host = await PublicPageHost.StartAsync(Model);
        var feed = await host.Http.GetFromJsonAsync<JsonElement>(new Uri("/feed.json", UriKind.Relative));

        feed.GetProperty("version").GetString().ShouldBe("https://jsonfeed.org/version/1.1");
        feed.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("title").GetString())
            .ShouldBe(["Đăng ký tạm trú", "Đăng ký khai sinh"]);
        feed.GetProperty("items")[1].TryGetProperty("image", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_feed_without_messages_is_still_a_feed()
    {
        await using var host = await PublicPageHost.StartAsync(Model with { Messages = [] });
        var feed = XDocument.Parse(await host.Http.GetStringAsync(new Uri("/feed.atom", UriKind.Relative))).Root!;

        feed.Elements(Atom + "entry").ShouldBeEmpty();
    }

    private static string Site(PublicPageHost host) => host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
}
