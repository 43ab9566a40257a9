using PromptFunctions.Core.Rollouts;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Rollouts;

/// <summary>The deployments under way.</summary>
internal sealed class ActiveDeployments(StorageClients clients) : IActiveDeployments
{
    private readonly WorkList rows = new(clients, "rollouts");

    /// <inheritdoc/>
    public Task AddAsync(RolloutReference rollout, CancellationToken cancellationToken) => rows.AddAsync(rollout.Prompt, rollout.Id, cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(RolloutReference rollout, CancellationToken cancellationToken) => rows.RemoveAsync(rollout.Id, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<(RolloutReference Rollout, DateTimeOffset AddedAt)> ListAsync(CancellationToken cancellationToken) =>
        rows.ListAsync(cancellationToken).Select(entry => (new RolloutReference(entry.Prompt, entry.Id), entry.AddedAt));
}
