using Azure.Data.Tables;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Metrics;

/// <summary>Rows of one batch for one target.</summary>
internal static class BatchRows
{
    // With the row that says that the batch was seen.
    private const int MostRows = EntitySize.MaximumOperations - 1;

    /// <summary>Rows as one transaction holds them; as several, where there are too many. The same rows are always split alike.</summary>
    public static IReadOnlyList<IReadOnlyList<TableEntity>> Split(IEnumerable<TableEntity> rows)
    {
        var transactions = new List<List<TableEntity>>();
        var room = 0L;
        foreach (var row in rows)
        {
            var size = EntitySize.InRequest(row);
            if (transactions.Count == 0 || size > room || transactions[^1].Count == MostRows)
            {
                transactions.Add([]);
                room = EntitySize.MaximumTransaction;
            }
            transactions[^1].Add(row);
            room -= size;
        }
        return transactions;
    }
}
