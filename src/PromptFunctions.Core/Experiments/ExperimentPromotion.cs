using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Experiments;

/// <summary>What came of promoting an experiment's arm.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Version">Its version.</param>
/// <param name="Deployment">The deployment that brings it live; null where there is none.</param>
/// <param name="Refusal">Why there is none; null where there is one.</param>
public sealed record ExperimentPromotion(string Arm, VersionNumber Version, string? Deployment, string? Refusal)
{
    private const string IsLive = "It is live already.";

    /// <summary>Whether there was nothing to promote, because the version was live.</summary>
    internal bool WasLive => Refusal == IsLive;

    /// <summary>An arm whose version is live, so that there is nothing to promote.</summary>
    internal static ExperimentPromotion OfLive(RouteArm arm) => new(arm.Name, arm.Served.Version, null, IsLive);
}
