using System.Runtime.CompilerServices;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Storage.Prompts;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Rollouts;

/// <summary>Deployments, in the partition of their prompt.</summary>
internal sealed class DeploymentStore(PromptTable table) : IDeploymentStore
{
    /// <inheritdoc/>
    public async Task<DeploymentRecord?> ReadAsync(string prompt, string id, CancellationToken cancellationToken) =>
        await table.Rows.GetAsync(prompt, RowKeys.Deployment(id), cancellationToken) is { } row ? DeploymentRow.Read(row) : null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<DeploymentRecord> ListAsync(string prompt, string? after, int atOnce, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = RowFilter.Listing(prompt, RowKeys.Deployments, after is null ? null : RowKeys.Deployment(after));
        await foreach (var row in table.Rows.QueryAsync(filter, atOnce, cancellationToken)) yield return DeploymentRow.Read(row);
    }

    /// <inheritdoc/>
    public Task<bool> TrySaveAsync(DeploymentRecord deployment, CancellationToken cancellationToken) =>
        table.Rows.TryReplaceAsync(DeploymentRow.Write(deployment), deployment.StoreTag ?? throw new ArgumentException("The deployment was not read from the store.", nameof(deployment)), cancellationToken);
}
