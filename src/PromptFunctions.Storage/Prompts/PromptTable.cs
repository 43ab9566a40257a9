using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Prompts;

/// <summary>The table that holds prompts, a partition each.</summary>
internal sealed class PromptTable(StorageClients clients)
{
    /// <summary>The table.</summary>
    public TableGateway Rows { get; } = new(clients.Tables, "prompts");
}
