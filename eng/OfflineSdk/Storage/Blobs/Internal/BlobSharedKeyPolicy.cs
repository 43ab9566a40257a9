using System.Globalization;
using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Storage.Blobs.Internal;

/// <summary>Signs a request to the blob service: its method, its headers that count, its path and its query.</summary>
internal sealed class BlobSharedKeyPolicy(SharedKey key) : HttpPipelineSynchronousPolicy
{
    private static readonly string[] SignedHeaders =
        ["Content-MD5", "Content-Type", "Date", "If-Modified-Since", "If-Match", "If-None-Match", "If-Unmodified-Since", "Range"];

    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        request.Headers.SetValue("x-ms-date", DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture));
        request.Headers.SetValue("Authorization", key.Authorize("SharedKey", TextToSign(request)));
    }

    private string TextToSign(Request request)
    {
        IEnumerable<string> lines =
        [
            request.Method.Method,
            Header(request, "Content-Encoding"),
            Header(request, "Content-Language"),
            ContentLength(request),
            .. SignedHeaders.Select(name => Header(request, name)),
            .. ServiceHeaders(request),
            $"/{key.AccountName}{request.Uri.ToUri().AbsolutePath}",
            .. QueryParameters(request),
        ];
        return string.Join('\n', lines);
    }

    private static string Header(Request request, string name) =>
        request.Headers.TryGetValue(name, out var value) ? value : "";

    private static string ContentLength(Request request) =>
        request.Content is { } content && content.TryComputeLength(out var length) && length > 0
            ? length.ToString(CultureInfo.InvariantCulture)
            : "";

    private static IEnumerable<string> ServiceHeaders(Request request) => request.Headers
        .Select(header => (Name: header.Name.ToLowerInvariant(), header.Value))
        .Where(header => header.Name.StartsWith("x-ms-", StringComparison.Ordinal))
        .OrderBy(header => header.Name, StringComparer.Ordinal)
        .Select(header => $"{header.Name}:{header.Value}");

    private static IEnumerable<string> QueryParameters(Request request) => request.Uri.Query
        .TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(parameter => parameter.Split('=', 2))
        .Select(pair => (Name: WebUtility.UrlDecode(pair[0]).ToLowerInvariant(), Value: WebUtility.UrlDecode(pair[1])))
        .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
        .Select(parameter => $"{parameter.Name}:{parameter.Value}");
}
