using System.ComponentModel.DataAnnotations;

namespace PromptFunctions.Http;

/// <summary>Settings of sign-in, in the section <c>Auth</c>.</summary>
public sealed class AuthOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Auth";

    /// <summary>
    /// <c>none</c> (default): callers say who they are. <c>easyauth</c>: App Service authentication says it in its
    /// headers, which are trusted only then.
    /// </summary>
    [AllowedValues("none", "easyauth")]
    public string Mode { get; set; } = "none";
}
