using System.Text.Json.Serialization;

namespace PromptFunctions.SignIn;

/// <summary>One thing that is said of a caller.</summary>
internal sealed record PrincipalClaim
{
    /// <summary>Of what kind it is.</summary>
    [JsonPropertyName("typ")]
    public string? Type { get; init; }

    /// <summary>What is said.</summary>
    [JsonPropertyName("val")]
    public string? Value { get; init; }
}
