namespace PromptFunctions.Storage;

/// <summary>Which storage account is used: a connection string, or service URIs with a managed identity.</summary>
public sealed class StorageOptions
{
    /// <summary>The connection string; Azurite's for development.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The table service's URI, where a managed identity is used.</summary>
    public Uri? TableServiceUri { get; set; }

    /// <summary>The blob service's URI, where a managed identity is used.</summary>
    public Uri? BlobServiceUri { get; set; }

    /// <summary>The user-assigned identity's client id; null for the system-assigned one.</summary>
    public string? ClientId { get; set; }
}
