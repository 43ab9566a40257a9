namespace PromptFunctions.SignIn;

/// <summary>Who is signed in.</summary>
/// <param name="Name">The name that the audit shows.</param>
/// <param name="Id">What tells them from all others, also from those of the same name.</param>
/// <param name="Roles">The app roles that they have.</param>
public readonly record struct SignedIn(string Name, string Id, IReadOnlySet<AppRole> Roles);
