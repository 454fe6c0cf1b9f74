using System.Globalization;
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

    /// <summary>What validators ask of RFC 4287: an id that is an IRI, a moment that is RFC 3339, a title, an author, a link to itself.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(0)]
    public async Task The_atom_feed_has_what_the_standard_asks(int messages)
    {
        await using var host = await PublicPageHost.StartAsync(Model with { Messages = [.. Model.Messages.Take(messages)] });
        var feed = XDocument.Parse(await host.Http.GetStringAsync(new Uri("/feed.atom", UriKind.Relative))).Root!;

        feed.Name.ShouldBe(Atom + "feed");
        feed.Element(Atom + "author")!.Element(Atom + "name")!.Value.ShouldNotBeEmpty();
        feed.Elements(Atom + "link").Where(link => (string?)link.Attribute("rel") == "self").ShouldHaveSingleItem();
        XElement[] all = [feed, .. feed.Elements(Atom + "entry")];
        all.Length.ShouldBe(messages + 1);
        foreach (var each in all)
        {
            Uri.TryCreate(each.Element(Atom + "id")!.Value, UriKind.Absolute, out _).ShouldBeTrue();
            DateTimeOffset.ParseExact(each.Element(Atom + "updated")!.Value, "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture).Year.ShouldBeGreaterThan(1);
            each.Element(Atom + "title")!.Value.ShouldNotBeEmpty();
        }

        all.Select(each => each.Element(Atom + "id")!.Value).ShouldBeUnique();
    }

    [Fact]
    public async Task Ids_stay_when_the_site_gets_another_port_and_are_the_same_in_both_feeds()
    {
        await using var host = await PublicPageHost.StartAsync(Model);
        await using var moved = await PublicPageHost.StartAsync(Model);

        var ids = await IdsAsync(host);

        ids.ShouldBe(["tag:127.0.0.1,2026:tam-tru", "tag:127.0.0.1,2026:khai-sinh"]);
        (await IdsAsync(moved)).ShouldBe(ids);
        (await host.Http.GetFromJsonAsync<JsonElement>(new Uri("/feed.json", UriKind.Relative))).GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("id").GetString()).ShouldBe(ids);
    }

    private static async Task<List<string>> IdsAsync(PublicPageHost host) =>
        [.. XDocument.Parse(await host.Http.GetStringAsync(new Uri("/feed.atom", UriKind.Relative))).Root!.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value)];

    private static string Site(PublicPageHost host) => host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
}
