using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Prompts;

/// <summary>The table that holds prompts, a partition each.</summary>
internal sealed class PromptTable(StorageClients clients)
{
    /// <summary>The table.</summary>
    public TableGateway Rows { get; } = new(clients.Tables, "prompts");

    /// <summary>A filter for a partition's rows from one key on, to before another.</summary>
    public static string Range(string partition, string from, string before) =>
        $"PartitionKey eq '{Quote(partition)}' and RowKey ge '{Quote(from)}' and RowKey lt '{Quote(before)}'";

    /// <summary>A filter for a partition's rows with a prefix, from after the given key on.</summary>
    public static string Listing(string partition, string prefix, string? after) =>
        $"PartitionKey eq '{Quote(partition)}' and RowKey gt '{Quote(after ?? prefix)}' and RowKey lt '{Quote(RowKeys.After(prefix))}'";

    /// <summary>A text inside a filter.</summary>
    public static string Quote(string text) => text.Replace("'", "''", StringComparison.Ordinal);
}
