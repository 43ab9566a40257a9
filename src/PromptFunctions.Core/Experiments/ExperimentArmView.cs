using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Experiments;

/// <summary>An arm as the API shows it.</summary>
public sealed class ExperimentArmView(RouteArm route, ArmResult result)
{
    /// <summary>What it is called.</summary>
    public string Name { get; } = route.Name;

    /// <summary>The version that it serves.</summary>
    public VersionNumber Version { get; } = route.Served.Version;

    /// <summary>Its share of the subjects, relative to the others'.</summary>
    public double Weight { get; } = route.Weight;

    /// <summary>Its first bucket, 0–9999.</summary>
    public int From { get; } = route.From;

    /// <summary>The bucket after its last, 1–10000.</summary>
    public int To { get; } = route.To;

    /// <inheritdoc cref="ArmResult.Subjects"/>
    public long Subjects { get; } = result.Subjects;

    /// <inheritdoc cref="ArmResult.Observations"/>
    public long Observations { get; } = result.Observations;

    /// <inheritdoc cref="ArmResult.Metrics"/>
    public IReadOnlyDictionary<string, ArmMetric> Metrics { get; } = result.Metrics;
}
