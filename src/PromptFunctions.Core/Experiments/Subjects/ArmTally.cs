namespace PromptFunctions.Core.Experiments.Subjects;

/// <summary>What an arm's subjects add up to.</summary>
public sealed class ArmTally
{
    /// <summary>How many subjects have results.</summary>
    public long Subjects { get; set; }

    /// <summary>What they say, by metric.</summary>
    public SortedDictionary<string, MetricTally> Metrics { get; } = new(StringComparer.Ordinal);
}
