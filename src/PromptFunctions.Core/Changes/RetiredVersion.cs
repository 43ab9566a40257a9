using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Changes;

/// <summary>A version that stops being live.</summary>
/// <param name="Version">Which one.</param>
/// <param name="History">All its statuses, the last one that which it comes to.</param>
public sealed record RetiredVersion(VersionNumber Version, IReadOnlyList<StatusChange> History);
