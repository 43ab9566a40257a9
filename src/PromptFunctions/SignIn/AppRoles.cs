namespace PromptFunctions.SignIn;

/// <summary>The app roles as the app's registration in Entra ID names them.</summary>
internal static class AppRoles
{
    private static readonly Dictionary<string, AppRole> ByName = new AppRole[] { AppRole.Read, AppRole.Write, AppRole.Deploy, AppRole.Approve }.ToDictionary(Name);

    /// <summary>A role's name, such as <c>Prompts.Read</c>.</summary>
    public static string Name(AppRole role) => $"Prompts.{role}";

    /// <summary>The role of a name; null for another app's.</summary>
    public static AppRole? Find(string? name) => name is not null && ByName.TryGetValue(name, out var role) ? role : null;
}
