namespace PromptFunctions.Core.Versions;

/// <summary>Which version a dependency means now.</summary>
public static class DependencyResolution
{
    private const int AtOnce = 100;

    /// <summary>
    /// The version in a dependency's range: the live one if it lies there, else the highest that was live, else the highest.
    /// So nobody's draft changes what is served, and a rollback of the other prompt is one here too. Archived versions
    /// do not count; null where there is none.
    /// </summary>
    public static async Task<VersionRecord?> ResolveAsync(this IVersionSource source, Dependency dependency, CancellationToken cancellationToken)
    {
        if (dependency.Operator is null) return await ReadAsync(source, dependency.Prompt, dependency.Version, cancellationToken);
        // Usually that is it, however many drafts lie above.
        if (await source.ReadLiveAsync(dependency.Prompt, cancellationToken) is { } live && dependency.Accepts(live) && await ReadAsync(source, dependency.Prompt, live, cancellationToken) is { } served)
            return served;
        VersionRecord? best = null;
        await foreach (var candidate in source.ListVersionsAsync(dependency.Prompt, new(AtOnce: AtOnce), cancellationToken))
        {
            if (candidate.Version < dependency.Version) break;
            if (candidate.Status == VersionStatus.Archived || !dependency.Accepts(candidate.Version)) continue;
            if (candidate.Status == VersionStatus.Production) return candidate;
            if (best is null || (candidate.Status == VersionStatus.Deprecated && best.Status != VersionStatus.Deprecated)) best = candidate;
        }
        return best;
    }

    private static async Task<VersionRecord?> ReadAsync(IVersionSource source, string prompt, VersionNumber version, CancellationToken cancellationToken) =>
        await source.ReadVersionAsync(prompt, version, cancellationToken) is { Status: not VersionStatus.Archived } found ? found : null;
}
