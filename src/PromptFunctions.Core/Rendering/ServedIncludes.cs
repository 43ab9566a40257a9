using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rendering;

/// <summary>Included prompts from memory, as old at most as routes are.</summary>
public sealed class ServedIncludes(ServingCaches caches) : IIncludeSource
{
    /// <inheritdoc/>
    public async ValueTask<VersionRecord?> ResolveAsync(Dependency dependency, CancellationToken cancellationToken) =>
        (await caches.Includes.GetAsync(dependency, cancellationToken)).Value;

    /// <inheritdoc/>
    public async ValueTask<PromptContent> ContentAsync(VersionRecord version, CancellationToken cancellationToken) =>
        PromptContent.OfBytes(version.Format, (await caches.BodyAsync(version.ContentHash, cancellationToken)).Span);
}
