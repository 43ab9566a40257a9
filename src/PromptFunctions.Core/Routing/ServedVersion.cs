using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Routing;

/// <summary>A version in a route, with what is needed to serve it without reading its row.</summary>
/// <param name="Version">Which one.</param>
/// <param name="ContentHash">The content's hash.</param>
public sealed record ServedVersion(VersionNumber Version, string ContentHash);
