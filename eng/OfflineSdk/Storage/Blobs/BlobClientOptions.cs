using Azure.Core;

namespace Azure.Storage.Blobs;

/// <summary>How a client of blobs sends its requests.</summary>
public class BlobClientOptions : ClientOptions
{
    /// <summary>Creates options for this version of the service; up to five retries, unlike other Azure clients' three.</summary>
    public BlobClientOptions(ServiceVersion version = ServiceVersion.V2025_11_05)
    {
        Version = version;
        Retry.MaxRetries = 5;
    }

    /// <summary>A version of the service's API.</summary>
    public enum ServiceVersion
    {
        /// <summary>2025-11-05.</summary>
        V2025_11_05 = 28,
    }

    /// <summary>The version of the service's API.</summary>
    public ServiceVersion Version { get; }

    internal string VersionText => Version switch
    {
        ServiceVersion.V2025_11_05 => "2025-11-05",
        _ => throw new InvalidOperationException($"eng/OfflineSdk does not know version {Version}."),
    };
}
