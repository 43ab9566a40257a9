using System.ComponentModel.DataAnnotations;

namespace PromptFunctions.Core.Metrics;

/// <summary>Settings of metrics, in the section <c>Metrics</c>.</summary>
public sealed class MetricOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Metrics";

    /// <summary>For how many days figures are kept by the hour and by the day; totals stay. 8 to 3650, default 400.</summary>
    [Range(8, 3650)]
    public int RetentionDays { get; set; } = 400;
}
