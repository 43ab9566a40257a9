using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using PromptFunctions.LocalHost.Orchestrations.History;

namespace PromptFunctions.LocalHost.Orchestrations.Storage;

/// <summary>A hub as its driver sees it: loads instances, and commits what became of them.</summary>
internal sealed class Hub(TableClient table)
{
    private readonly Lock _lock = new();
    private Task? _created;

    /// <summary>An instance with all that belongs to it; null if there is none. Its messages may be there nevertheless.</summary>
    public async Task<(LoadedInstance? Loaded, IReadOnlyList<InboxMessage> Messages)> LoadAsync(string id, CancellationToken cancellationToken)
    {
        var partition = HubKeys.Partition(id);
        List<TableEntity> history = [];
        List<InboxMessage> messages = [];
        Instance? instance = null;
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken: cancellationToken))
        {
            if (row.RowKey == HubKeys.Instance)
                instance = HubRows.ReadInstance(row);
            else if (row.RowKey.StartsWith(HubKeys.MessagePrefix, StringComparison.Ordinal))
                messages.Add(HubRows.ReadMessage(row));
            else
                history.Add(row);
        }
        if (instance is null)
            return (null, messages);

        // Beyond the length lies what a wake-up wrote that was never committed: the next one writes over it.
        var first = HubKeys.History(instance.Generation, 0);
        var end = HubKeys.History(instance.Generation, instance.HistoryLength);
        List<HistoryEvent> counting = [];
        List<string> leftovers = [];
        foreach (var row in history)
        {
            if (string.CompareOrdinal(row.RowKey, first) < 0)
                leftovers.Add(row.RowKey);
            else if (string.CompareOrdinal(row.RowKey, end) < 0)
                counting.Add(HubRows.ReadEvent(row));
        }
        if (counting.Count != instance.HistoryLength)
            throw new InvalidDataException($"Instance {id} has {counting.Count} of {instance.HistoryLength} rows of history.");
        return (new LoadedInstance(instance, counting, messages, leftovers), messages);
    }

    /// <summary>Stores a message. To store it again changes nothing, until it is taken.</summary>
    public async Task AddMessageAsync(string id, InboxMessage message, CancellationToken cancellationToken)
    {
        await EnsureCreatedAsync(cancellationToken);
        await table.UpsertEntityAsync(HubRows.Write(id, message), TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>
    /// Commits a wake-up. What does not fit the transaction that replaces the instance's row goes ahead of it, where
    /// nobody sees it yet, or follows it, when nobody sees it any more.
    /// </summary>
    /// <returns>The instance with its new tag.</returns>
    /// <exception cref="RequestFailedException">412: somebody else has changed the instance.</exception>
    public async Task<Instance> CommitAsync(LoadedInstance loaded, WakeUp wakeUp, CancellationToken cancellationToken)
    {
        var (id, old) = (loaded.Instance.Id, loaded.Instance);
        var commit = new TransactionBatch();
        commit.TryAdd(new(TableTransactionActionType.UpdateReplace, HubRows.Write(wakeUp.Instance), old.ETag));

        var obsolete = loaded.Leftovers.ToList();
        if (wakeUp.Instance.Generation != old.Generation)
            obsolete.AddRange(Enumerable.Range(0, old.HistoryLength).Select(index => HubKeys.History(old.Generation, index)));
        var deletes = wakeUp.Taken.Select(message => message.Key).Concat(obsolete)
            .Select(key => (Action: HubRows.Delete(id, key), Payload: (string?)null)).ToList();
        var writes = wakeUp.History.Index().Skip(wakeUp.FirstNew)
            .Select(row => (Action: HubRows.Upsert(HubRows.Write(id, wakeUp.Instance.Generation, row.Index, row.Item)), Payload: row.Item.Data)).ToList();

        // Deletions first: taken messages must go with the commit, and a wake-up takes no more than fit.
        var after = deletes.Where(delete => !commit.TryAdd(delete.Action)).ToList();
        var before = writes.Where(write => !commit.TryAdd(write.Action, write.Payload)).ToList();

        foreach (var batch in TransactionBatch.Split(before))
            await table.SubmitTransactionAsync(batch.Actions, cancellationToken);
        var answers = await table.SubmitTransactionAsync(commit.Actions, cancellationToken);
        foreach (var batch in TransactionBatch.Split(after))
            await table.SubmitTransactionAsync(batch.Actions, cancellationToken);
        return wakeUp.Instance with { ETag = answers.Value[0].Headers.ETag!.Value };
    }

    /// <summary>Deletes messages that nobody will take.</summary>
    public async Task DiscardAsync(string id, IEnumerable<InboxMessage> messages, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
            await table.DeleteEntityAsync(HubKeys.Partition(id), message.Key, ETag.All, cancellationToken);
    }

    /// <summary>What an engine that begins has to see to: open instances, and those that have messages. One scan of the table.</summary>
    public async IAsyncEnumerable<(string Id, bool IsDue, DateTime? WakeAt)> ScanAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await EnsureCreatedAsync(cancellationToken);
        var (messages, end) = (HubKeys.MessagePrefix, HubKeys.AfterMessages);
        var filter = TableClient.CreateQueryFilter($"(RowKey eq {HubKeys.Instance} and Open eq {true}) or (RowKey ge {messages} and RowKey lt {end})");
        string[] select = ["PartitionKey", "RowKey", "Status", "Outstanding", "WakeAt"];
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: select, cancellationToken: cancellationToken))
        {
            var isMessage = row.RowKey != HubKeys.Instance;
            var wakeAt = isMessage ? null : HubRows.ReadWakeAt(row);
            var isDue = isMessage || row.GetInt32("Outstanding") > 0 || (row.GetString("Status") == "Pending" && wakeAt is null);
            yield return (HubKeys.InstanceId(row.PartitionKey), isDue, wakeAt);
        }
    }

    /// <summary>Makes the table, once.</summary>
    public async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        Task created;
        lock (_lock)
            created = _created = _created is null or { IsFaulted: true } ? table.CreateIfNotExistsAsync(CancellationToken.None) : _created;
        await created.WaitAsync(cancellationToken);
    }
}
