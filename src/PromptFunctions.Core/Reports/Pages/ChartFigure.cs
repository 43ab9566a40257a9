namespace PromptFunctions.Core.Reports.Pages;

/// <summary>A chart's frame: its caption, and what belongs to it.</summary>
internal static class ChartFigure
{
    /// <summary>Begins it.</summary>
    /// <param name="html">The page.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="more">How it shows it, such as a unit.</param>
    public static void Begin(Markup html, string title, string more) =>
        html.Add($"""<figure><figcaption><h3>{title} <span>{more}</span></h3></figcaption>""");

    /// <summary>Ends it.</summary>
    public static void End(Markup html) => html.Add($"</figure>\n");
}
