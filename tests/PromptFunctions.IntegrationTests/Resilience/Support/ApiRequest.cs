namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>A call of the API that can be sent again.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path below <c>/api/</c>.</param>
/// <param name="Body">The body as an object, or null for none.</param>
/// <param name="Key">The idempotency key, or null.</param>
public sealed record ApiRequest(HttpMethod Method, string Path, object? Body = null, string? Key = null)
{
    /// <summary>What becomes of its storage calls.</summary>
    public StorageScript? Script { get; init; }

    /// <summary>Lines of JSON, in place of a body.</summary>
    public string? Lines { get; init; }
}
