using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Backups;

/// <summary>What is remembered of a version that was restored, until its prompt is complete.</summary>
/// <param name="Status">Where it stands in its life.</param>
/// <param name="Branch">The branch it is on.</param>
/// <param name="ContentHash">Its content.</param>
public readonly record struct KnownVersion(VersionStatus Status, string Branch, string ContentHash);
