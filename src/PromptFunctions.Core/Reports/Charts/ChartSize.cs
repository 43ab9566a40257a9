namespace PromptFunctions.Core.Reports.Charts;

/// <summary>
/// How wide a chart is drawn. Each is drawn twice and the page shows the one that fits, because text in an SVG that is scaled
/// down to a phone cannot be read.
/// </summary>
/// <param name="Name">What the page's style calls it.</param>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Labels">How much of it the versions' names may take.</param>
internal sealed record ChartSize(string Name, double Width, double Labels)
{
    /// <summary>For phones: 375 pixels without the page's margins.</summary>
    public static readonly ChartSize Narrow = new("narrow", 343, 92);

    /// <summary>For everything wider.</summary>
    public static readonly ChartSize Wide = new("wide", 540, 136);

    /// <summary>Both, in the order in which they are written.</summary>
    public static readonly IReadOnlyList<ChartSize> All = [Narrow, Wide];
}
