using PromptFunctions.Core.Rollouts;
using PromptFunctions.Storage.Prompts;

namespace PromptFunctions.Storage.Rollouts;

/// <summary>Deployments, in the partition of their prompt.</summary>
internal sealed class DeploymentStore(PromptTable table) : IDeploymentStore
{
    private readonly PromptDocuments<DeploymentRecord> rows = new(table, RowKeys.Deployments, DeploymentRow.Write, DeploymentRow.Read);

    /// <inheritdoc/>
    public Task<DeploymentRecord?> ReadAsync(string prompt, string id, CancellationToken cancellationToken) => rows.ReadAsync(prompt, id, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<DeploymentRecord> ListAsync(string prompt, string? after, int atOnce, CancellationToken cancellationToken) => rows.ListAsync(prompt, after, atOnce, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TrySaveAsync(DeploymentRecord deployment, CancellationToken cancellationToken) => rows.TrySaveAsync(deployment, deployment.StoreTag, cancellationToken);
}
