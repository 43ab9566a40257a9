using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs.Internal;

namespace Azure.Storage.Blobs;

/// <summary>The blobs of one account.</summary>
public class BlobServiceClient
{
    private readonly BlobRequests requests;

    /// <summary>Creates a client with a connection string's key.</summary>
    public BlobServiceClient(string connectionString, BlobClientOptions options)
        : this(AccountConnection.Parse(connectionString), options)
    {
    }

    /// <summary>Creates a client with tokens, such as a managed identity's. They are sent over HTTPS only.</summary>
    public BlobServiceClient(Uri serviceUri, TokenCredential credential, BlobClientOptions options = null)
        : this(RequireHttps(serviceUri), AccountEndpoint.AccountName(serviceUri), StoragePipeline.BearerToken(credential), options)
    {
    }

    private BlobServiceClient(AccountConnection connection, BlobClientOptions options)
        : this(connection.Endpoint("Blob"), connection.Key.AccountName, new BlobSharedKeyPolicy(connection.Key), options)
    {
    }

    private BlobServiceClient(Uri serviceUri, string accountName, HttpPipelinePolicy authentication, BlobClientOptions options)
    {
        options ??= new BlobClientOptions();
        Uri = serviceUri;
        AccountName = accountName;
        requests = new BlobRequests(StoragePipeline.Build(options, authentication, new BlobErrorParser()), options.VersionText);
    }

    /// <summary>The account's address.</summary>
    public virtual Uri Uri { get; }

    /// <summary>The account's name.</summary>
    public virtual string AccountName { get; }

    /// <summary>The client of one container. Nothing is sent.</summary>
    public virtual BlobContainerClient GetBlobContainerClient(string blobContainerName) =>
        new(new Uri($"{Uri.AbsoluteUri.TrimEnd('/')}/{blobContainerName}"), blobContainerName, requests);

    private static Uri RequireHttps(Uri uri) => uri.Scheme == Uri.UriSchemeHttps
        ? uri
        : throw new ArgumentException("Cannot use TokenCredential without HTTPS.");
}
