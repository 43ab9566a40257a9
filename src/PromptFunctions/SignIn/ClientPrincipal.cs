using System.Text.Json;

namespace PromptFunctions.SignIn;

/// <summary>What the header <c>X-MS-CLIENT-PRINCIPAL</c> says of who is signed in.</summary>
/// <param name="Name">What people call them; null where no claim does.</param>
/// <param name="Id">What tells them from all others; null where no claim does.</param>
/// <param name="Roles">The roles that they have of this app's.</param>
internal sealed record ClientPrincipal(string? Name, string? Id, IReadOnlySet<AppRole> Roles)
{
    private const string ClaimTypes = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

    // App Service maps some claims to the names that they have in SAML, and leaves others as the token has them.
    private static readonly string[] RoleTypes = ["roles", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"];

    // An application's own token names nobody, so the application stands in.
    private static readonly string[] NameTypes = ["preferred_username", ClaimTypes + "upn", "upn", ClaimTypes + "emailaddress", "email", "appid", "azp"];

    private static readonly string[] IdTypes =
        ["oid", "http://schemas.microsoft.com/identity/claims/objectidentifier", "sub", ClaimTypes + "nameidentifier", "appid", "azp"];

    /// <summary>The principal in a header: JSON in base64. Null where it is anything else.</summary>
    public static ClientPrincipal? Parse(string header)
    {
        try
        {
            return JsonSerializer.Deserialize<PrincipalDocument>(Convert.FromBase64String(header)) is { Claims: { } claims } document ? Of(document, [.. claims.OfType<PrincipalClaim>()]) : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    private static ClientPrincipal Of(PrincipalDocument document, PrincipalClaim[] claims)
    {
        string? First(params IEnumerable<string?> types) => types.Where(type => !string.IsNullOrEmpty(type))
            .Select(type => claims.FirstOrDefault(claim => claim.Type == type && !string.IsNullOrEmpty(claim.Value))?.Value).FirstOrDefault(value => value is not null);

        var roles = claims.Where(claim => claim.Type is { Length: > 0 } type && (type == document.RoleType || RoleTypes.Contains(type)))
            .Select(claim => AppRoles.Find(claim.Value)).OfType<AppRole>().ToHashSet();
        var id = First(IdTypes);
        return new(First([document.NameType, .. NameTypes]) ?? id, id, roles);
    }
}
