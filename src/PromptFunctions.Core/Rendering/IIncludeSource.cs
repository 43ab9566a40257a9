using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rendering;

/// <summary>Where the prompts that others include are found.</summary>
public interface IIncludeSource
{
    /// <summary>The version that a dependency means now; null where it means none.</summary>
    ValueTask<VersionRecord?> ResolveAsync(Dependency dependency, CancellationToken cancellationToken);

    /// <summary>A version's content.</summary>
    ValueTask<ParsedContent> ContentAsync(VersionRecord version, CancellationToken cancellationToken);
}
