using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Rollouts;

/// <summary>The deployments under way: one partition, a row each.</summary>
internal sealed class ActiveDeployments(StorageClients clients) : IActiveDeployments
{
    private const string Partition = "active";

    private readonly TableGateway rows = new(clients.Tables, "rollouts");

    /// <inheritdoc/>
    public Task AddAsync(RolloutReference rollout, CancellationToken cancellationToken) =>
        rows.PutAsync(new TableEntity(Partition, rollout.Id) { ["Prompt"] = rollout.Prompt }, cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(RolloutReference rollout, CancellationToken cancellationToken) =>
        rows.DeleteAsync(Partition, rollout.Id, ETag.All.ToString(), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<(RolloutReference Rollout, DateTimeOffset AddedAt)> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in rows.QueryAsync($"PartitionKey eq '{Partition}'", 1000, cancellationToken))
            yield return (new(row.GetString("Prompt"), row.RowKey), row.Timestamp ?? default);
    }
}
