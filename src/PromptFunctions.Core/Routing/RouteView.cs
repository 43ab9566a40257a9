using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Routing;

/// <summary>A route as the API shows it, for clients that choose in their own process.</summary>
public sealed class RouteView(RouteRecord route)
{
    /// <summary>The prompt's name.</summary>
    public string Prompt { get; } = route.Prompt;

    /// <summary>Goes up by one with each change of what is served.</summary>
    public long Revision { get; } = route.Revision;

    /// <summary>The function that maps subjects to buckets.</summary>
    public string Hash { get; } = Bucket.Hash;

    /// <summary>The live version; null where nothing is.</summary>
    public VersionNumber? Live { get; } = route.Live?.Version;

    /// <summary>Label → version.</summary>
    public IReadOnlyDictionary<string, VersionNumber> Labels { get; } = route.LabelVersions();

    /// <summary>The running rollout, or null.</summary>
    public RouteRolloutView? Rollout { get; } = route.Rollout is { } rollout
        ? new(rollout.Id, rollout.Salt, rollout.Percentage, rollout.Candidate.Version, rollout.Baseline.Version) : null;

    /// <summary>The active experiment, or null.</summary>
    public RouteExperimentView? Experiment { get; } = route.Experiment is { } experiment
        ? new(experiment.Id, experiment.Salt, [.. experiment.Arms.Select(arm => new RouteArmView(arm.Name, arm.Served.Version, arm.Weight, arm.From, arm.To))], experiment.EndsAt) : null;
}
