namespace PromptFunctions.Storage.Tables;

/// <summary>Filters of queries.</summary>
internal static class RowFilter
{
    /// <summary>A partition's rows from one key on, to before another.</summary>
    public static string Range(string partition, string from, string before) =>
        $"PartitionKey eq '{Quote(partition)}' and RowKey ge '{Quote(from)}' and RowKey lt '{Quote(before)}'";

    /// <summary>A partition's rows with a prefix.</summary>
    public static string Prefix(string partition, string prefix) => Range(partition, prefix, After(prefix));

    /// <summary>A partition's rows with a prefix, from after the given key on.</summary>
    public static string Listing(string partition, string prefix, string? after) =>
        $"PartitionKey eq '{Quote(partition)}' and RowKey gt '{Quote(after ?? prefix)}' and RowKey lt '{Quote(After(prefix))}'";

    /// <summary>The first key after all that begin with a prefix.</summary>
    public static string After(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);

    /// <summary>A text inside a filter.</summary>
    public static string Quote(string text) => text.Replace("'", "''", StringComparison.Ordinal);
}
