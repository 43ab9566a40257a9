using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace PromptFunctions.Bench.Servers;

/// <summary>The answer to a transaction that was accepted.</summary>
internal sealed class AnsweredResponse(byte[] content, string clientRequestId) : Response
{
    // The client checks that an answer is the answer to its request.
    private readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["x-ms-client-request-id"] = clientRequestId,
        ["Content-Type"] = "multipart/mixed; boundary=batchresponse",
    };

    public override int Status => 202;

    public override string ReasonPhrase => "Accepted";

    public override Stream? ContentStream { get; set; } = new MemoryStream(content, 0, content.Length, writable: false, publiclyVisible: true);

    public override string ClientRequestId { get; set; } = clientRequestId;

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool ContainsHeader(string name) => headers.ContainsKey(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(header => new HttpHeader(header.Key, header.Value));

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => headers.TryGetValue(name, out value);

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = headers.TryGetValue(name, out var value) ? [value] : null;
        return values is not null;
    }
}
