namespace PromptFunctions.Core.Rollouts;

/// <summary>
/// Lists the deployments that are under way, so that the watchdog finds them without reading every prompt. An entry is
/// written before its deployment and removed after its end: none is missing, and what is left over the watchdog removes.
/// </summary>
public interface IActiveDeployments
{
    /// <summary>Adds an entry.</summary>
    Task AddAsync(RolloutReference rollout, CancellationToken cancellationToken);

    /// <summary>Removes an entry, if it is there.</summary>
    Task RemoveAsync(RolloutReference rollout, CancellationToken cancellationToken);

    /// <summary>All entries, with when each was added.</summary>
    IAsyncEnumerable<(RolloutReference Rollout, DateTimeOffset AddedAt)> ListAsync(CancellationToken cancellationToken);
}
