using Azure.Data.Tables;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PromptFunctions.LocalHost.Orchestrations.History;
using PromptFunctions.LocalHost.Orchestrations.Storage;

namespace PromptFunctions.LocalHost.Orchestrations.Client;

/// <summary>Reads instances as clients see them.</summary>
internal sealed class InstanceReader(HubInstances hub, DataConverter converter)
{
    public async Task<OrchestrationMetadata?> FindAsync(string id, bool withPayloads, CancellationToken cancellationToken)
    {
        while (await hub.FindAsync(id, cancellationToken) is { } instance)
        {
            if (await DescribeAsync(instance, withPayloads, cancellationToken) is { } described)
                return described;
        }
        return null;
    }

    /// <summary>Instances that a query asks for, a page at a time; they are in the order of their ids.</summary>
    public async IAsyncEnumerable<Page<OrchestrationMetadata>> QueryAsync(OrchestrationQuery query, string? continuationToken, int pageSize)
    {
        await foreach (var page in hub.QueryAsync(Filter(query), continuationToken ?? query.ContinuationToken, pageSize))
        {
            List<OrchestrationMetadata> described = [];
            foreach (var instance in page.Values)
            {
                var found = await DescribeAsync(instance, query.FetchInputsAndOutputs, CancellationToken.None)
                    ?? await FindAsync(instance.Id, query.FetchInputsAndOutputs, CancellationToken.None);
                if (found is not null)
                    described.Add(found);
            }
            yield return new Page<OrchestrationMetadata>(described, page.ContinuationToken);
        }
    }

    private static string Filter(OrchestrationQuery query)
    {
        var (from, to) = HubKeys.Partitions(query.InstanceIdPrefix);
        List<string> conditions = [TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to}")];
        if (query.CreatedFrom is { } first)
            conditions.Add(TableClient.CreateQueryFilter($"Created ge {first}"));
        if (query.CreatedTo is { } last)
            conditions.Add(TableClient.CreateQueryFilter($"Created le {last}"));
        if (query.Statuses?.Select(status => TableClient.CreateQueryFilter($"Status eq {$"{status}"}")).ToList() is { Count: > 0 } statuses)
            conditions.Add($"({string.Join(" or ", statuses)})");
        return string.Join(" and ", conditions);
    }

    /// <summary>Null if the instance has gone on since its row was read, so that the payloads are not its own.</summary>
    private async Task<OrchestrationMetadata?> DescribeAsync(Instance instance, bool withPayloads, CancellationToken cancellationToken)
    {
        HistoryEvent? start = null, end = null;
        if (withPayloads && (start = await hub.FindEventAsync(instance, 0, cancellationToken)) is null)
            return null;
        var hasFailed = instance.Status == OrchestrationRuntimeStatus.Failed;
        if (instance.IsTerminal && (withPayloads || hasFailed) && (end = await hub.FindEventAsync(instance, instance.HistoryLength - 1, cancellationToken)) is null)
            return null;
        return new OrchestrationMetadata(instance.Name, instance.Id)
        {
            DataConverter = withPayloads ? converter : null,
            RuntimeStatus = instance.Status,
            CreatedAt = instance.CreatedAt,
            LastUpdatedAt = instance.UpdatedAt,
            SerializedInput = start?.Data,
            SerializedOutput = hasFailed ? null : end?.Data,
            SerializedCustomStatus = withPayloads ? instance.CustomStatus : null,
            FailureDetails = hasFailed ? Failures.Read(end!.Data!) : null,
        };
    }
}
