using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace PromptFunctions.Storage;

/// <summary>The account's clients, with the patience that their callers have.</summary>
public sealed class StorageClients
{
    /// <summary>Connects to an account; nothing is sent yet.</summary>
    /// <param name="options">Which account.</param>
    /// <param name="patience">How long failing calls are repeated.</param>
    /// <param name="policies">What else every call passes through.</param>
    public StorageClients(StorageOptions options, StoragePatience patience, IEnumerable<HttpPipelinePolicy> policies)
    {
        var tableOptions = Configure(new TableClientOptions(), patience, policies);
        var blobOptions = Configure(new BlobClientOptions(), patience, policies);
        if (options.ConnectionString is { Length: > 0 } connection)
        {
            Tables = new TableServiceClient(connection, tableOptions);
            Blobs = new BlobServiceClient(connection, blobOptions);
            return;
        }
        var identity = new ManagedIdentityCredential(options.ClientId is { Length: > 0 } clientId
            ? ManagedIdentityId.FromUserAssignedClientId(clientId)
            : ManagedIdentityId.SystemAssigned);
        Tables = new TableServiceClient(options.TableServiceUri!, identity, tableOptions);
        Blobs = new BlobServiceClient(options.BlobServiceUri!, identity, blobOptions);
    }

    /// <summary>The tables.</summary>
    public TableServiceClient Tables { get; }

    /// <summary>The blobs.</summary>
    public BlobServiceClient Blobs { get; }

    private static T Configure<T>(T options, StoragePatience patience, IEnumerable<HttpPipelinePolicy> policies) where T : ClientOptions
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = patience.Retries;
        options.Retry.Delay = patience.Delay;
        options.Retry.MaxDelay = patience.MaximumDelay;
        options.Retry.NetworkTimeout = patience.Timeout;
        foreach (var policy in policies) options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        return options;
    }
}
