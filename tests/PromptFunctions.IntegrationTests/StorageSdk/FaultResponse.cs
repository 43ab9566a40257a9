using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Azure;
using Azure.Core;

namespace PromptFunctions.IntegrationTests.StorageSdk;

/// <summary>The answer of a service that fails.</summary>
internal sealed class FaultResponse(Fault fault, string clientRequestId) : Response
{
    // The SDK checks that an answer is the answer to its request.
    private readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["x-ms-client-request-id"] = clientRequestId,
    };

    public override int Status => fault.StatusCode;

    public override string ReasonPhrase => "Fault";

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; } = clientRequestId;

    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(header => new HttpHeader(header.Key, header.Value));

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        if (name.Equals("Retry-After", StringComparison.OrdinalIgnoreCase) && fault.RetryAfterSeconds is { } seconds)
        {
            value = seconds.ToString(CultureInfo.InvariantCulture);
            return true;
        }
        return headers.TryGetValue(name, out value);
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }
}
