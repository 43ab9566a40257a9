namespace PromptFunctions.Core.Rollouts;

/// <summary>Keeps deployments. Transitions are written by <see cref="Changes.PromptChanges"/>, with all that belongs to them.</summary>
public interface IDeploymentStore
{
    /// <summary>One deployment; null where there is none. One storage call.</summary>
    Task<DeploymentRecord?> ReadAsync(string prompt, string id, CancellationToken cancellationToken);

    /// <summary>A prompt's deployments, newest first, from after the given id on.</summary>
    IAsyncEnumerable<DeploymentRecord> ListAsync(string prompt, string? after, int atOnce, CancellationToken cancellationToken);

    /// <summary>Writes what is noted between transitions, such as verdicts; false where the deployment has changed since it was read.</summary>
    Task<bool> TrySaveAsync(DeploymentRecord deployment, CancellationToken cancellationToken);
}
