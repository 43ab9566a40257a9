using System.Text.Json.Serialization;

namespace PromptFunctions.SignIn;

/// <summary>The document that App Service authentication passes on.</summary>
internal sealed record PrincipalDocument
{
    /// <summary>The type of the claim that names the caller.</summary>
    [JsonPropertyName("name_typ")]
    public string? NameType { get; init; }

    /// <summary>The type of the claims that say a role.</summary>
    [JsonPropertyName("role_typ")]
    public string? RoleType { get; init; }

    /// <summary>All that is said of the caller.</summary>
    [JsonPropertyName("claims")]
    public PrincipalClaim?[]? Claims { get; init; }
}
