using System.Globalization;
using Azure.Core;

namespace Azure.Storage.Blobs.Internal;

/// <summary>Headers of the blob service's answers.</summary>
internal static class BlobHeaders
{
    public static DateTimeOffset LastModified(this ResponseHeaders headers) =>
        headers.TryGetValue("Last-Modified", out var time) ? DateTimeOffset.Parse(time, CultureInfo.InvariantCulture) : default;
}
