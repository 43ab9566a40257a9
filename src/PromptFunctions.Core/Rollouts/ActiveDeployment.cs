using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rollouts;

/// <summary>The deployment that a prompt is under, from its creation to its end: no other change of what is live may come between.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Candidate">The version that comes.</param>
/// <param name="Baseline">The version that is live; null where nothing is.</param>
public sealed record ActiveDeployment(string Id, VersionNumber Candidate, VersionNumber? Baseline)
{
    /// <summary>Whether it holds a version where it is.</summary>
    public bool Holds(VersionNumber version) => Candidate == version || Baseline == version;
}
