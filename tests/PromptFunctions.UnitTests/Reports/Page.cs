using System.Globalization;
using System.Xml.Linq;
using PromptFunctions.Core.Reports;

namespace PromptFunctions.UnitTests.Reports;

/// <summary>A rendered page, read as XML.</summary>
internal sealed class Page(PerformanceReport report)
{
    public string Html { get; } = HtmlReport.Render(report);

    public XElement Root => field ??= XDocument.Parse(Html).Root!;

    public IEnumerable<XElement> Charts => Root.Descendants("svg").Where(svg => svg.Attribute("role")?.Value == "img");

    /// <summary>The wide charts whose title begins with a text.</summary>
    public XElement Chart(string title) => Charts.Single(svg => HasStyle(svg, "wide") && svg.Element("title")!.Value.StartsWith(title, StringComparison.Ordinal));

    public static bool HasStyle(XElement element, string style) => (element.Attribute("class")?.Value ?? "").Split(' ').Contains(style);

    public static IEnumerable<XElement> Styled(XElement parent, string style) => parent.Descendants().Where(element => HasStyle(element, style));

    public static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    /// <summary>The points of a path.</summary>
    public static (double X, double Y)[] Points(XElement path) =>
        [.. path.Attribute("d")!.Value.Trim('M', 'Z').Split(' ').Select(point => point.Split(',')).Select(point => (Parse(point[0]), Parse(point[1])))];

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
