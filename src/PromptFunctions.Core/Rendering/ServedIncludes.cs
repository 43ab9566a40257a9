using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rendering;

/// <summary>Included prompts from memory, for one request: as old at most as routes are, or the last known.</summary>
public sealed class ServedIncludes(ServingCaches caches, TemplateCache templates) : IIncludeSource
{
    /// <summary>Whether storage could not be asked for some of what was given, so that it is the last known.</summary>
    public bool Stale { get; private set; }

    /// <inheritdoc/>
    public async ValueTask<VersionRecord?> ResolveAsync(Dependency dependency, CancellationToken cancellationToken) => Noted(await caches.Includes.GetAsync(dependency, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<ParsedContent> ContentAsync(VersionRecord version, CancellationToken cancellationToken) => ContentAsync(version.Format, version.ContentHash, cancellationToken);

    /// <summary>The content with a hash.</summary>
    public async ValueTask<ParsedContent> ContentAsync(ContentFormat format, string hash, CancellationToken cancellationToken) =>
        templates.TryGetContent(format, hash, out var known) ? known! : templates.Keep(new(PromptContent.OfBytes(format, (await caches.BodyAsync(hash, cancellationToken)).Span)));

    /// <summary>What a version may include; null where there is no such version.</summary>
    public async ValueTask<IReadOnlyList<string>?> DependenciesAsync(string prompt, VersionNumber version, CancellationToken cancellationToken) =>
        Noted(await caches.Versions.GetAsync((prompt, version), cancellationToken))?.Dependencies;

    private VersionRecord? Noted(Cached<VersionRecord> cached)
    {
        Stale |= cached.Stale;
        return cached.Value;
    }
}
