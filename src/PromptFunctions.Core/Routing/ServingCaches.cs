using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Routing;

/// <summary>What an instance keeps in memory to serve from.</summary>
public sealed class ServingCaches : IChangeListener, IDisposable
{
    // An answer in use is looked up all the time; one that no route leads to any more goes after this time.
    private static readonly TimeSpan Unused = TimeSpan.FromMinutes(10);

    private readonly IServingStore store;
    private readonly MemoryCache memory;
    private readonly ConcurrentDictionary<string, Lazy<Task<ReadOnlyMemory<byte>>>> reading = new();

    /// <summary>Makes empty caches.</summary>
    public ServingCaches(IServingStore store, IOptions<RoutingOptions> options, ILogger<ServingCaches> logger, TimeProvider clock)
    {
        this.store = store;
        var lifetime = TimeSpan.FromSeconds(options.Value.CacheSeconds);
        CacheControl = string.Create(CultureInfo.InvariantCulture, $"private, max-age={(int)lifetime.TotalSeconds}, stale-while-revalidate={(int)lifetime.TotalSeconds}");
        Routes = new(
            async (prompt, cancellation) => await store.ReadRouteAsync(prompt, cancellation) is { } route ? new(route) : null,
            (known, read) => known.Record.StoreTag == read.Record.StoreTag,
            (prompt, e) => logger.LogWarning(e, "The route of {Prompt} could not be read.", prompt),
            lifetime, options.Value.CachedRoutes, clock);
        Pins = new(
            (pin, cancellation) => store.ReadVersionAsync(pin.Prompt, pin.Selector, cancellation),
            (known, read) => known == read,
            (pin, e) => logger.LogWarning(e, "{Prompt}@{Version} could not be read.", pin.Prompt, pin.Selector),
            lifetime, options.Value.CachedRoutes, clock);
        Versions = new(
            (version, cancellation) => store.ReadVersionAsync(version.Prompt, version.Version, cancellation),
            (known, read) => known.StoreTag == read.StoreTag,
            (version, e) => logger.LogWarning(e, "{Prompt}@{Version} could not be read.", version.Prompt, version.Version),
            lifetime, options.Value.CachedRoutes, clock);
        Includes = new(
            (dependency, cancellation) => store.ResolveAsync(dependency, cancellation),
            (known, read) => known.Id == read.Id && known.StoreTag == read.StoreTag,
            (dependency, e) => logger.LogWarning(e, "{Dependency} could not be resolved.", dependency),
            lifetime, options.Value.CachedRoutes, clock);
        memory = new(new MemoryCacheOptions { SizeLimit = options.Value.BodyCacheMegabytes * 1024L * 1024, CompactionPercentage = 0.2 });
    }

    /// <summary>How long callers may reuse answers: as long as an instance may.</summary>
    public string CacheControl { get; }

    /// <summary>Routes by prompt.</summary>
    public RefreshingCache<string, ServedRoute> Routes { get; }

    /// <summary>Versions that are asked for by number, or as <c>latest</c>.</summary>
    public RefreshingCache<(string Prompt, string Selector), ServedVersion> Pins { get; }

    /// <summary>Versions whose dependencies are asked for.</summary>
    public RefreshingCache<(string Prompt, VersionNumber Version), VersionRecord> Versions { get; }

    /// <summary>The versions that dependencies mean.</summary>
    public RefreshingCache<Dependency, VersionRecord> Includes { get; }

    /// <summary>The answers made before for the same selection object; false where there are none.</summary>
    public bool TryGetAnswers(Selection selection, out PreparedAnswers? answers) => memory.TryGetValue(selection, out answers);

    /// <summary>Keeps answers while there is room.</summary>
    public PreparedAnswers Keep(Selection selection, PreparedAnswers answers)
    {
        memory.Set(selection, answers, new MemoryCacheEntryOptions { Size = answers.Fresh.Body.Length + answers.Stale.Body.Length + 512, SlidingExpiration = Unused });
        return answers;
    }

    /// <summary>A content's bytes, from memory where they are.</summary>
    public async Task<ReadOnlyMemory<byte>> BodyAsync(string contentHash, CancellationToken cancellationToken)
    {
        if (memory.TryGetValue(contentHash, out ReadOnlyMemory<byte> known)) return known;
        // When a rollout starts, many ask for its body at once: one read is for all of them.
        return await reading.GetOrAdd(contentHash, hash => new(() => ReadBodyAsync(hash))).Value.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Changed(PromptChange change, long sent)
    {
        var prompt = change.Prompt.Name;
        // When the answer of storage was late, another instance may have changed the route again, and this one may know.
        if (change.Route is { } route) Routes.Put(prompt, new(route), sent, known => known.Record.Revision > route.Revision);
        // A pinned draft's content may have changed, and latest moves with every version.
        if (change.Added.Count + change.Updated.Count == 0 && change.Retired is null) return;
        Pins.Forget(pin => pin.Prompt == prompt);
        Versions.Forget(version => version.Prompt == prompt);
        Includes.Forget(dependency => dependency.Prompt == prompt);
    }

    /// <inheritdoc/>
    public void Dispose() => memory.Dispose();

    private async Task<ReadOnlyMemory<byte>> ReadBodyAsync(string contentHash)
    {
        try
        {
            var body = await store.ReadBodyAsync(contentHash, CancellationToken.None);
            memory.Set(contentHash, body, new MemoryCacheEntryOptions { Size = body.Length + 256 });
            return body;
        }
        finally
        {
            reading.TryRemove(contentHash, out _);
        }
    }
}
