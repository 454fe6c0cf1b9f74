using Outreach.Content.Infographics;

namespace Outreach.Tests.Content.Infographics;

public sealed class InfographicTemplateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("templates");
    private readonly string _shipped = File.ReadAllText(Path.Combine(Samples.Templates, "procedure-card.svg"));

    public void Dispose() => _folder.Delete(recursive: true);

    public static TheoryData<string, string, string> Faults => new()
    {
        { "data-bind=\"title\"", "data-bind=\"tilte\"", "text data-bind=\"tilte\": there is no such word; expected one of province, code," },
        { "data-bind=\"label\"", "data-bind=\"lable\"", "text data-bind=\"lable\": there is no such word in this card; expected one of label, value" },
        { "data-max-lines=\"3\"", "", "text data-bind=\"title\": has no data-max-lines" },
        { "data-max-lines=\"3\"", "data-max-lines=\"three\"", "text data-bind=\"title\": data-max-lines is \"three\"; expected a number" },
        { "data-max-lines=\"3\"", "data-max-lines=\"0\"", "text data-bind=\"title\": data-max-lines must be at least 1" },
        { "data-min-size=\"40\"", "data-min-size=\"400\"", "text data-bind=\"title\": data-min-size 400 is larger than font-size 72" },
        { "data-card=\"note\"", "", "g: has no card \"note\"" },
        { "data-height=\"686\"", "", "g: has no data-height" },
        { "id=\"icon-fee\"", "", "g: there is no symbol with the id \"icon-fee\"" },
        { "data-qr=\"link\"", "data-qr=\"title\"", "rect: there is no address \"title\" to encode" },
        { "</linearGradient>", "", "not well-formed XML" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_told_by_file_line_and_element(string was, string becomes, string message)
    {
        var at = _shipped.LastIndexOf(was, StringComparison.Ordinal);
        at.ShouldBeGreaterThan(0);
        var fault = Render(_shipped[..at] + becomes + _shipped[(at + was.Length)..]);
        fault.ShouldMatch(@"^changed\.svg:\d+: ");
        fault.ShouldContain(message);
    }

    [Fact]
    public void The_line_is_that_of_the_element() =>
        Render("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\">\n\n  <text data-bind=\"tilte\">x</text>\n</svg>")
            .ShouldStartWith("changed.svg:3: text data-bind=\"tilte\": there is no such word");

    [Fact]
    public void Another_kind_of_document_is_refused() =>
        Render("<html/>").ShouldBe("changed.svg:1: html: expected the root element svg of http://www.w3.org/2000/svg");

    private string Render(string template)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "changed.svg"), template);
        var infographic = Samples.Card(Samples.Birth) with { Template = "changed" };
        return Should.Throw<InfographicTemplateException>(() =>
            new InfographicRenderer(_folder.FullName).Render(infographic, Samples.Birth, Samples.Today, "Tỉnh Khánh Hòa")).Message;
    }
}
