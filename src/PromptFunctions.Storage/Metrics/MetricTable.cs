using Azure;
using Azure.Data.Tables;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Metrics;

/// <summary>The table of all that is measured, a partition for each target, and the one way in which batches get into it.</summary>
internal sealed class MetricTable(StorageClients clients)
{
    /// <summary>Its rows.</summary>
    public TableGateway Rows { get; } = new(clients.Tables, "metrics");

    /// <summary>Adds a batch's rows to a target, a transaction for each part; those that were added before are left.</summary>
    public async Task AppendAsync(MetricTarget target, BatchRecord batch, IReadOnlyList<IReadOnlyList<TableEntity>> parts, CancellationToken cancellationToken)
    {
        // The first part comes last, so that it tells of all.
        for (var part = parts.Count - 1; part >= 0; part--)
        {
            try
            {
                await Rows.TransactAsync([Add(new TableEntity(target.Key, MetricRowKeys.SeenBatch(batch.Id, part))), .. parts[part].Select(Add)], cancellationToken);
            }
            catch (RequestFailedException e) when (e.Status == 409)
            {
                continue; // By an attempt before, or by this one when its answer was lost.
            }
        }
    }

    private static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);
}
