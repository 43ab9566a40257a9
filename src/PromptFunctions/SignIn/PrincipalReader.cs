using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace PromptFunctions.SignIn;

/// <summary>Reads who is signed in from the headers of App Service authentication, where sign-in is on.</summary>
public sealed class PrincipalReader(IOptions<AuthOptions> options) : IDisposable
{
    private const string Principal = "X-MS-CLIENT-PRINCIPAL";

    // A caller sends the same header until its token is renewed, and a header says all there is to know: so what it says is
    // kept, not read anew at each request. The bound is in characters, some thousand principals.
    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = 4 * 1024 * 1024, CompactionPercentage = 0.2 });

    /// <summary>Whether sign-in is on. Where it is not, nobody is signed in, whatever headers say.</summary>
    public bool IsOn { get; } = options.Value.Mode == AuthOptions.EasyAuth;

    /// <summary>Who is signed in; null where nobody is, or where what the headers say names nobody.</summary>
    public SignedIn? Read(HttpRequest request)
    {
        if (!IsOn || One(request.Headers[Principal]) is not { } header || Parse(header) is not { } principal) return null;
        var id = One(request.Headers[Principal + "-ID"]) ?? principal.Id;
        return (One(request.Headers[Principal + "-NAME"]) ?? principal.Name ?? id) is { } name ? new(name, id ?? name, principal.Roles) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => known.Dispose();

    private ClientPrincipal? Parse(string header)
    {
        if (known.TryGetValue(header, out ClientPrincipal? principal)) return principal;
        principal = ClientPrincipal.Parse(header);
        if (principal is not null) known.Set(header, principal, new MemoryCacheEntryOptions { Size = header.Length });
        return principal;
    }

    // The platform sends each once; two of them are somebody else's.
    private static string? One(StringValues values) => values.Count == 1 && values[0] is { Length: > 0 } value ? value : null;
}
