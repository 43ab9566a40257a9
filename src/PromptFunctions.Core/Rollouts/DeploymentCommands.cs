using PromptFunctions.Core.Json;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Rollouts;

/// <summary>Which command may be given in which status.</summary>
public static class DeploymentCommands
{
    /// <summary>Whether a command may be given.</summary>
    /// <param name="status">Where the deployment stands.</param>
    /// <param name="command">The command.</param>
    /// <param name="isLive">Whether what it brought is still live.</param>
    public static bool Allows(DeploymentStatus status, DeploymentCommand command, bool isLive) => status switch
    {
        DeploymentStatus.Pending => command is DeploymentCommand.Abort,
        DeploymentStatus.InProgress => command is not DeploymentCommand.Resume,
        DeploymentStatus.Paused => command is DeploymentCommand.Resume or DeploymentCommand.Complete or DeploymentCommand.Abort or DeploymentCommand.Rollback,
        DeploymentStatus.Completed => command is DeploymentCommand.Rollback && isLive,
        _ => false,
    };

    /// <summary>Checks a command; 409 <c>illegal-command</c> where it may not be given.</summary>
    public static void Require(DeploymentRecord deployment, DeploymentCommand command, bool isLive)
    {
        if (Allows(deployment.Status, command, isLive)) return;
        var why = deployment.Status == DeploymentStatus.Completed && command == DeploymentCommand.Rollback
            ? $": {deployment.Version} is not live by it any more"
            : "";
        throw new ProblemException(ProblemCodes.IllegalCommand,
            $"{WireName.Of(command)} cannot be asked of the deployment {deployment.Id}, which is {WireName.Of(deployment.Status)}{why}.");
    }
}
