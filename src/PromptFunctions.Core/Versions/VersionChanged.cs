namespace PromptFunctions.Core.Versions;

/// <summary>A version after a change.</summary>
/// <param name="View">As the API shows it.</param>
/// <param name="Tag">Its entity tag.</param>
public sealed record VersionChanged(VersionView View, string Tag);
