using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;
using PromptFunctions.Storage.Blobs;
using PromptFunctions.Storage.Prompts;

namespace PromptFunctions.Storage.Routing;

/// <summary>What serving reads, over clients that give up soon.</summary>
internal sealed class ServingStore(StorageClients clients, TimeProvider clock) : IServingStore
{
    private readonly PromptTable table = new(clients);
    private readonly BodyStore bodies = new(clients, clock);

    private PromptReads Reads => new(table);

    /// <inheritdoc/>
    public async Task<RouteRecord?> ReadRouteAsync(string prompt, CancellationToken cancellationToken) =>
        await table.Rows.GetAsync(prompt, RowKeys.Route, cancellationToken) is { } row ? RouteRow.Read(row) : null;

    /// <inheritdoc/>
    public async Task<ServedVersion?> ReadVersionAsync(string prompt, string selector, CancellationToken cancellationToken)
    {
        if (!VersionNumber.TryParse(selector, out var number)) number = (await Reads.ReadHeadAsync(prompt, cancellationToken))?.Prompt.Main.Head;
        if (number is null || await Reads.ReadVersionAsync(prompt, number, cancellationToken) is not { } version) return null;
        return new(version.Version, version.ContentHash);
    }

    /// <inheritdoc/>
    public Task<VersionRecord?> ReadVersionAsync(string prompt, VersionNumber version, CancellationToken cancellationToken) => Reads.ReadVersionAsync(prompt, version, cancellationToken);

    /// <inheritdoc/>
    public Task<VersionNumber?> ReadLiveAsync(string prompt, CancellationToken cancellationToken) => Reads.ReadLiveAsync(prompt, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<VersionRecord> ListVersionsAsync(string prompt, VersionQuery query, CancellationToken cancellationToken) => Reads.ListVersionsAsync(prompt, query, cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ReadBodyAsync(string contentHash, CancellationToken cancellationToken) => bodies.GetAsync(contentHash, cancellationToken);
}
