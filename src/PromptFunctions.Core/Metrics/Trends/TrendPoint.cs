using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Metrics.Trends;

/// <summary>A point of a trend.</summary>
/// <param name="Version">The version; null where all are taken together.</param>
/// <param name="At">When the version was created, or the hour or day begins.</param>
/// <param name="Value">The mean.</param>
/// <param name="Count">How many points it is of.</param>
public sealed record TrendPoint(VersionNumber? Version, DateTimeOffset At, double Value, long Count);
