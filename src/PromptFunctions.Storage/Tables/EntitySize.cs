using Azure.Data.Tables;

namespace PromptFunctions.Storage.Tables;

/// <summary>
/// The size of a row as the service counts it (learn.microsoft.com, "Understanding the Table service data model"):
/// the emulator accepts larger ones.
/// </summary>
internal static class EntitySize
{
    /// <summary>The largest row in bytes.</summary>
    public const int MaximumRow = 1024 * 1024;

    /// <summary>The largest transaction in bytes of its request (4 MiB), less a margin for what HTTP adds.</summary>
    public const int MaximumTransaction = 3_500_000;

    private const int OperationBytes = 1024;

    /// <summary>The most operations in a transaction.</summary>
    public const int MaximumOperations = 100;

    /// <summary>A row's size in bytes.</summary>
    public static long Of(TableEntity row) => 4 + (2 * (row.PartitionKey.Length + row.RowKey.Length)) + row.Sum(property => 8 + (2 * property.Key.Length) + Of(property.Value));

    /// <summary>
    /// A row's size in bytes of a transaction's request: JSON, in which the client escapes quotes and all that is not
    /// ASCII with six bytes.
    /// </summary>
    public static long InRequest(TableEntity row) => OperationBytes + row.Sum(property => 64 + property.Key.Length + InRequest(property.Value));

    private static long InRequest(object? value) => value switch
    {
        string text => text.Sum(c => char.IsAsciiLetterOrDigit(c) || c == ' ' ? 1L : 6L),
        byte[] bytes => (bytes.Length * 4L / 3) + 4,
        _ => 48,
    };

    private static long Of(object? value) => value switch
    {
        null => 0,
        string text => 4 + (2 * text.Length),
        byte[] bytes => 4 + bytes.Length,
        bool => 1,
        int => 4,
        Guid => 16,
        _ => 8,
    };
}
