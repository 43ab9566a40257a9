namespace PromptFunctions.Azurite;

/// <summary>Where an Azurite keeps its data and listens.</summary>
public sealed record AzuriteOptions
{
    /// <summary>The folder of its data; null for a temporary one that is removed with the server.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>The port of the blob service; 0 for a free one.</summary>
    public int BlobPort { get; init; }

    /// <summary>The port of the queue service; 0 for a free one.</summary>
    public int QueuePort { get; init; }

    /// <summary>The port of the table service; 0 for a free one.</summary>
    public int TablePort { get; init; }
}
