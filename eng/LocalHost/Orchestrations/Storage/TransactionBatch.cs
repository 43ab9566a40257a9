using Azure.Data.Tables;
using PromptFunctions.LocalHost.Orchestrations.History;

namespace PromptFunctions.LocalHost.Orchestrations.Storage;

/// <summary>Actions that fit one transaction: 100 rows, 4 MiB.</summary>
internal sealed class TransactionBatch
{
    private const int MostActions = 100;
    private const int MostBytes = 3_900_000;
    private const int BytesOfAction = 1_500; // headers, keys and small properties

    private readonly List<TableTransactionAction> _actions = [];
    private int _bytes;

    public IReadOnlyList<TableTransactionAction> Actions => _actions;

    /// <summary>Adds a row with its payload, if there is room.</summary>
    public bool TryAdd(TableTransactionAction action, string? payload = null)
    {
        var bytes = BytesOfAction + Payload.SizeInRequest(payload);
        if (_actions.Count == MostActions || _bytes + bytes > MostBytes)
            return false;
        _actions.Add(action);
        _bytes += bytes;
        return true;
    }

    /// <summary>Deals actions out to as many transactions as they need.</summary>
    public static List<TransactionBatch> Split(IEnumerable<(TableTransactionAction Action, string? Payload)> actions)
    {
        var batches = new List<TransactionBatch>();
        foreach (var (action, payload) in actions)
        {
            if (batches.Count > 0 && batches[^1].TryAdd(action, payload))
                continue;
            batches.Add(new TransactionBatch());
            batches[^1].TryAdd(action, payload);
        }
        return batches;
    }
}
