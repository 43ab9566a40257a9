namespace PromptFunctions.Core.Reports.Charts;

/// <summary>What a chart says of itself to those who do not see it.</summary>
/// <param name="Id">Unique on the page.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Description">What there is to see.</param>
internal sealed record ChartText(string Id, string Title, string Description);
