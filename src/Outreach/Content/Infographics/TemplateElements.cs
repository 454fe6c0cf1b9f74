using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Outreach.Content.Infographics;

/// <summary>The template cannot be used; the message names the file, the line and the element.</summary>
public sealed class InfographicTemplateException(string message, Exception? inner = null) : FormatException(message, inner);

/// <summary>A template as a tree of SVG elements whose faults are reported by file and line.</summary>
internal sealed class TemplateElements
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly string _fileName;

    public TemplateElements(string svg, string fileName)
    {
        _fileName = fileName;
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, IgnoreComments = true };
            using var reader = XmlReader.Create(new StringReader(svg), settings);
            Root = XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException e)
        {
            throw new InfographicTemplateException($"{fileName}:{e.LineNumber}: not well-formed XML: {e.Message}", e);
        }

        if (Root.Name != Svg + "svg")
            throw Fault(Root, "expected the root element svg of http://www.w3.org/2000/svg");
    }

    public XElement Root { get; }

    public IEnumerable<XElement> With(string attribute) => With(Root, attribute);

    public static IEnumerable<XElement> With(XElement within, string attribute) =>
        within.DescendantsAndSelf().Where(element => element.Attribute(attribute) is not null);

    public double Number(XElement element, string attribute) =>
        element.Attribute(attribute) is null ? throw Fault(element, $"has no {attribute}") : Number(element, attribute, 0);

    public double Number(XElement element, string attribute, double orElse)
    {
        if ((string?)element.Attribute(attribute) is not { } text)
            return orElse;

        const NumberStyles plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        return double.TryParse(text, plain, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Fault(element, $"{attribute} is \"{text}\"; expected a number");
    }

    /// <summary>A fault of one element, told as "procedure-card.svg:42: text data-bind="title": …".</summary>
    public InfographicTemplateException Fault(XElement element, string problem)
    {
        var name = element.Attributes().FirstOrDefault(a => a.Name.LocalName is "data-bind" or "data-card" or "data-stack" or "id") is { } mark
            ? $"{element.Name.LocalName} {mark.Name.LocalName}=\"{mark.Value}\""
            : element.Name.LocalName;
        return new InfographicTemplateException($"{_fileName}:{((IXmlLineInfo)element).LineNumber}: {name}: {problem}");
    }
}
