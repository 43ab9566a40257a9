using System.ComponentModel.DataAnnotations;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;

namespace PromptFunctions.Storage;

/// <summary>Which storage account is used: a connection string, or service addresses with a managed identity. The section is the Functions host's too.</summary>
public sealed class StorageOptions : IValidatableObject
{
    /// <summary>The section's name.</summary>
    public const string Section = "AzureWebJobsStorage";

    /// <summary>The section's own value: the connection string; <c>UseDevelopmentStorage=true</c> is Azurite.</summary>
    [ConfigurationKeyName("")]
    public string? ConnectionString { get; set; }

    /// <summary>The table service's address, where a managed identity is used in place of a connection string.</summary>
    [ConfigurationKeyName("tableServiceUri")]
    public Uri? TableServiceUri { get; set; }

    /// <summary>The blob service's address, where a managed identity is used in place of a connection string.</summary>
    [ConfigurationKeyName("blobServiceUri")]
    public Uri? BlobServiceUri { get; set; }

    /// <summary>The user-assigned identity's client id; none for the system-assigned one.</summary>
    [ConfigurationKeyName("clientId")]
    public string? ClientId { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ConnectionString is { } connection)
        {
            if (!IsConnectionString(connection)) yield return new($"{Section} must be a storage account's connection string.", [nameof(ConnectionString)]);
        }
        else if (!IsSecure(TableServiceUri) || !IsSecure(BlobServiceUri))
        {
            yield return new(
                $"{Section} must be a storage account's connection string, or {Section}:tableServiceUri and {Section}:blobServiceUri must be https addresses.",
                [nameof(ConnectionString), nameof(TableServiceUri), nameof(BlobServiceUri)]);
        }
    }

    private static bool IsSecure(Uri? address) => address is { IsAbsoluteUri: true, Scheme: "https" };

    // The clients alone know the form; making them sends nothing.
    private static bool IsConnectionString(string text)
    {
        try
        {
            _ = new TableServiceClient(text, new TableClientOptions());
            _ = new BlobServiceClient(text, new BlobClientOptions());
            return true;
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }
}
