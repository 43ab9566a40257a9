using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rendering;

/// <summary>Included prompts as they are stored now: what is checked must be what there is.</summary>
public sealed class StoredIncludes(IPromptStore store, VersionReader reader) : IIncludeSource
{
    /// <inheritdoc/>
    public async ValueTask<VersionRecord?> ResolveAsync(Dependency dependency, CancellationToken cancellationToken) => await store.ResolveAsync(dependency, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<ParsedContent> ContentAsync(VersionRecord version, CancellationToken cancellationToken) => new(await reader.ContentAsync(version, cancellationToken));
}
