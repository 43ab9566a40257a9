using Azure.Data.Tables;

namespace PromptFunctions.LocalHost.Orchestrations.Storage;

/// <summary>The hub's table, apart from tables that the app registers.</summary>
internal sealed record HubTable(TableClient Table);
