namespace PromptFunctions.Core.Routing;

/// <summary>A version that was chosen for a request, and why. The object itself is the key of its prepared answers.</summary>
public sealed class Selection(RouteRecord route, ServedVersion version, ServingReason reason, string? assignment = null)
{
    /// <summary>The route that it was chosen from.</summary>
    public RouteRecord Route { get; } = route;

    /// <summary>The version.</summary>
    public ServedVersion Version { get; } = version;

    /// <summary>Why it was chosen.</summary>
    public ServingReason Reason { get; } = reason;

    /// <summary>What to hand back with metrics; null where the version was not assigned by a rollout or an experiment.</summary>
    public string? Assignment { get; } = assignment;

    /// <summary>A rollout's candidate.</summary>
    public static Selection Candidate(RouteRecord route, RouteRollout rollout) => new(route, rollout.Candidate, ServingReason.Rollout, Routing.Assignment.OfRollout(rollout.Id, Routing.Assignment.Candidate));

    /// <summary>A rollout's baseline.</summary>
    public static Selection Baseline(RouteRecord route, RouteRollout rollout) => new(route, rollout.Baseline, ServingReason.Rollout, Routing.Assignment.OfRollout(rollout.Id, Routing.Assignment.Baseline));

    /// <summary>An experiment's arm.</summary>
    public static Selection Arm(RouteRecord route, RouteExperiment experiment, RouteArm arm) => new(route, arm.Served, ServingReason.Experiment, Routing.Assignment.OfExperiment(experiment.Id, arm.Name));
}
