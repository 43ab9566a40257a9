using System.Diagnostics.CodeAnalysis;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Routing;

/// <summary>What <c>resolve</c> gives callers to hand back with metrics: why they got the version they got.</summary>
/// <param name="Kind"><see cref="Rollout"/> or <see cref="Experiment"/>.</param>
/// <param name="Id">The deployment or the experiment.</param>
/// <param name="Arm">The arm.</param>
public readonly record struct Assignment(string Kind, string Id, string Arm)
{
    /// <summary>The kind of a rollout's assignments.</summary>
    public const string Rollout = "rollout";

    /// <summary>The kind of an experiment's assignments.</summary>
    public const string Experiment = "experiment";

    /// <summary>The arm of a rollout that gets the new version.</summary>
    public const string Candidate = "candidate";

    /// <summary>The arm of a rollout that gets the version from before.</summary>
    public const string Baseline = "baseline";

    /// <summary>The assignment of a rollout's arm.</summary>
    public static string OfRollout(string deployment, string arm) => new Assignment(Rollout, deployment, arm).ToString();

    /// <summary>The assignment of an experiment's arm.</summary>
    public static string OfExperiment(string experiment, string arm) => new Assignment(Experiment, experiment, arm).ToString();

    /// <summary>Reads an assignment.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Assignment assignment)
    {
        var parts = text.Split(':', 3);
        assignment = parts.Length == 3 ? new(parts[0], parts[1], parts[2]) : default;
        return parts.Length == 3 && parts[0] is Rollout or Experiment && Ulid.IsUlid(parts[1]) && Names.IsName(parts[2]);
    }

    /// <summary>The version that a deployment's arm is served; null where it has no such arm.</summary>
    public VersionNumber? VersionIn(DeploymentRecord deployment) => Arm switch
    {
        Candidate => deployment.Version,
        Baseline => deployment.Baseline,
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}:{Id}:{Arm}";
}
