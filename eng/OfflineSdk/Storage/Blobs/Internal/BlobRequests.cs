using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs.Models;

namespace Azure.Storage.Blobs.Internal;

/// <summary>The requests of the blob service's REST API.</summary>
internal sealed class BlobRequests(HttpPipeline pipeline, string version)
{
    public Request CreateContainer(Uri container, PublicAccessType access, IDictionary<string, string> metadata)
    {
        var request = Create(RequestMethod.Put, container, "container");
        AddMetadata(request, metadata);
        if (access is not PublicAccessType.None)
        {
            request.Headers.Add("x-ms-blob-public-access", access is PublicAccessType.Blob ? "blob" : "container");
        }
        return request;
    }

    public Request ContainerProperties(Uri container) => Create(RequestMethod.Get, container, "container");

    public Request ListBlobs(Uri container, string prefix, string marker, int? pageSize)
    {
        var request = Create(RequestMethod.Get, container, "container");
        request.Uri.AppendQuery("comp", "list");
        if (prefix is not null) request.Uri.AppendQuery("prefix", prefix, escapeValue: true);
        if (marker is not null) request.Uri.AppendQuery("marker", marker, escapeValue: true);
        if (pageSize is { } size) request.Uri.AppendQuery("maxresults", size.ToString(CultureInfo.InvariantCulture));
        return request;
    }

    public Request Put(Uri blob, BinaryData content, BlobUploadOptions options)
    {
        var request = Create(RequestMethod.Put, blob);
        request.Headers.Add("x-ms-blob-type", "BlockBlob");
        request.Headers.Add("Content-Type", "application/octet-stream");
        AddHttpHeaders(request, options?.HttpHeaders);
        AddMetadata(request, options?.Metadata);
        AddConditions(request, options?.Conditions);
        request.Content = RequestContent.Create(content);
        return request;
    }

    public Request Get(Uri blob) => Create(RequestMethod.Get, blob);

    public Request Properties(Uri blob) => Create(RequestMethod.Head, blob);

    public Request SetMetadata(Uri blob, IDictionary<string, string> metadata, BlobRequestConditions conditions)
    {
        var request = Create(RequestMethod.Put, blob);
        request.Uri.AppendQuery("comp", "metadata");
        AddMetadata(request, metadata);
        AddConditions(request, conditions);
        return request;
    }

    public Request Delete(Uri blob, DeleteSnapshotsOption snapshots, BlobRequestConditions conditions)
    {
        var request = Create(RequestMethod.Delete, blob);
        if (snapshots is not DeleteSnapshotsOption.None)
        {
            request.Headers.Add("x-ms-delete-snapshots", snapshots is DeleteSnapshotsOption.OnlySnapshots ? "only" : "include");
        }
        AddConditions(request, conditions);
        return request;
    }

    /// <summary>Sends the request; an answer with another status than these is a <see cref="RequestFailedException"/>.</summary>
    /// <remarks>A 404 is expected only where the blob or its container is what was not found.</remarks>
    public async Task<Response> SendAsync(Request request, CancellationToken cancellationToken, params int[] expected)
    {
        using (request)
        {
            var response = await pipeline.SendRequestAsync(request, cancellationToken);
            if (!expected.Contains(response.Status)) throw new RequestFailedException(response);
            if (response.Status == 404) RequireNotFound(new RequestFailedException(response));
            return response;
        }
    }

    private static void RequireNotFound(RequestFailedException failure)
    {
        if (failure.ErrorCode != BlobErrorCode.BlobNotFound && failure.ErrorCode != BlobErrorCode.ContainerNotFound) throw failure;
    }

    private static void AddHttpHeaders(Request request, BlobHttpHeaders headers)
    {
        if (headers?.ContentType is { } type) request.Headers.Add("x-ms-blob-content-type", type);
        if (headers?.ContentEncoding is { } encoding) request.Headers.Add("x-ms-blob-content-encoding", encoding);
        if (headers?.CacheControl is { } cacheControl) request.Headers.Add("x-ms-blob-cache-control", cacheControl);
    }

    private static void AddMetadata(Request request, IDictionary<string, string> metadata)
    {
        foreach (var (name, value) in metadata ?? new Dictionary<string, string>()) request.Headers.Add("x-ms-meta-" + name, value);
    }

    private static void AddConditions(Request request, BlobRequestConditions conditions)
    {
        if (conditions is null) return;
        if (conditions.IfMatch is { } match) request.Headers.Add("If-Match", match.ToString("H"));
        if (conditions.IfNoneMatch is { } noneMatch) request.Headers.Add("If-None-Match", noneMatch.ToString("H"));
        if (conditions.IfModifiedSince is { } since) request.Headers.Add("If-Modified-Since", since.ToString("R", CultureInfo.InvariantCulture));
        if (conditions.IfUnmodifiedSince is { } until) request.Headers.Add("If-Unmodified-Since", until.ToString("R", CultureInfo.InvariantCulture));
    }

    private Request Create(RequestMethod method, Uri uri, string resourceType = null)
    {
        var request = pipeline.CreateRequest();
        request.Method = method;
        request.Uri.Reset(uri);
        if (resourceType is not null) request.Uri.AppendQuery("restype", resourceType);
        request.Headers.Add("x-ms-version", version);
        request.Headers.Add("Accept", "application/xml");
        return request;
    }
}
