namespace PromptFunctions.Core.Reports;

/// <summary>How long a point of a trend is.</summary>
public enum ReportInterval
{
    /// <summary>An hour.</summary>
    Hour,

    /// <summary>A day in UTC.</summary>
    Day,
}
