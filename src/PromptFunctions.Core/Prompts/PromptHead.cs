using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Prompts;

/// <summary>The two rows that every change to a prompt starts from, read at one instant.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Route">What of it is served.</param>
public sealed record PromptHead(PromptRecord Prompt, RouteRecord Route)
{
    /// <summary>Checks that a version that was read after the head fits it: another instance may have changed both in between.</summary>
    /// <exception cref="StaleReadException">It does not, so all has to be read again.</exception>
    public void RequireSameInstant(VersionRecord version)
    {
        var isLive = Route.Live?.Version == version.Version;
        if (isLive != (version.Status == VersionStatus.Production)
            || !Prompt.StatusCounts.ContainsKey(version.Status)
            || !Prompt.Branches.ContainsKey(version.Branch))
        {
            throw new StaleReadException();
        }
    }

    /// <summary>Checks that a deployment that was read before or after the head fits it.</summary>
    /// <exception cref="StaleReadException">It does not, so all has to be read again.</exception>
    public void RequireSameInstant(DeploymentRecord deployment)
    {
        if ((Prompt.Deployment?.Id == deployment.Id) == deployment.IsEnded) throw new StaleReadException();
    }

    /// <summary>Checks that an experiment that was read before or after the head fits it.</summary>
    /// <exception cref="StaleReadException">It does not, so all has to be read again.</exception>
    public void RequireSameInstant(ExperimentRecord experiment)
    {
        if ((Route.Experiment?.Id == experiment.Id) == experiment.IsEnded) throw new StaleReadException();
    }

    /// <summary>Checks that no deployment or experiment is under way; 409 where one is.</summary>
    public void RequireNoneInFlight(DateTimeOffset now)
    {
        if (Prompt.Deployment is { } deployment) throw new ProblemException(ProblemCodes.RolloutInProgress, $"The deployment {deployment.Id} is in progress.");
        if (Route.Experiment is { } experiment && experiment.IsUnderWay(now)) throw new ProblemException(ProblemCodes.ExperimentActive, $"The experiment {experiment.Id} is active.");
    }

    /// <summary>Checks that no deployment or experiment holds a version; 409 where one does.</summary>
    public void RequireNotHeld(VersionNumber version, DateTimeOffset now)
    {
        var isArm = Route.Experiment?.Arms.Any(arm => arm.Served.Version == version) == true;
        if (isArm || Prompt.Deployment?.Holds(version) == true) RequireNoneInFlight(now);
    }

    /// <summary>A head that must be there; 404 where it is not.</summary>
    public static PromptHead Require(PromptHead? head, string name) =>
        head ?? throw new ProblemException(ProblemCodes.UnknownPrompt, $"There is no prompt '{name}'.");
}
