namespace PromptFunctions.Core.Versions;

/// <summary>Which versions are listed.</summary>
/// <param name="After">List from below this version on; null from the highest.</param>
/// <param name="Status">Only with this status.</param>
/// <param name="Branch">Only of this branch.</param>
/// <param name="Tag">Only with this tag.</param>
/// <param name="AtOnce">How many to read from storage at once, 1–1000.</param>
public sealed record VersionQuery(VersionNumber? After = null, VersionStatus? Status = null, string? Branch = null, string? Tag = null, int AtOnce = 1000);
