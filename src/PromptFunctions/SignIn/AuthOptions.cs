using System.ComponentModel.DataAnnotations;

namespace PromptFunctions.SignIn;

/// <summary>Settings of sign-in, in the section <c>Auth</c>.</summary>
public sealed class AuthOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Auth";

    /// <summary>The mode in which App Service authentication says who calls.</summary>
    public const string EasyAuth = "easyauth";

    /// <summary>
    /// <c>none</c> (default): callers say who they are, and function keys guard. <c>easyauth</c>: App Service
    /// authentication says it in its headers, which are read only then, and app roles guard besides the keys.
    /// </summary>
    [AllowedValues("none", EasyAuth)]
    public string Mode { get; set; } = "none";
}
