using System.Text;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.UnitTests.Routing;

/// <summary>A storage with one route, whose versions have their numbers as contents.</summary>
internal sealed class ServingStoreInMemory : IServingStore
{
    public RouteRecord Route { get; set; } = Routes.Plain;

    /// <summary>Whether nothing answers.</summary>
    public bool IsDown { get; set; }

    /// <summary>What a route is read after.</summary>
    public Task Before { get; set; } = Task.CompletedTask;

    /// <summary>The version whose body does not answer, while all else does.</summary>
    public string? Unreadable { get; set; }

    /// <summary>The bodies that were asked for, by version.</summary>
    public List<string> Bodies { get; } = [];

    public async Task<RouteRecord?> ReadRouteAsync(string prompt, CancellationToken cancellationToken)
    {
        await Before;
        if (IsDown) return await Down<RouteRecord?>();
        return prompt == Route.Prompt ? Route with { StoreTag = $"{Route.Revision}" } : null;
    }

    public Task<ServedVersion?> ReadVersionAsync(string prompt, string selector, CancellationToken cancellationToken) =>
        IsDown ? Down<ServedVersion?>() : Task.FromResult<ServedVersion?>(Routes.Served(selector));

    public async Task<ReadOnlyMemory<byte>> ReadBodyAsync(string contentHash, CancellationToken cancellationToken)
    {
        string[] versions = ["1.0.0", "1.1.0", "2.0.0", "3.0.1", "3.0.2"];
        var version = versions.Single(version => Routes.Served(version).ContentHash == contentHash);
        Bodies.Add(version);
        if (IsDown || version == Unreadable) return await Down<ReadOnlyMemory<byte>>();
        return Encoding.UTF8.GetBytes(version);
    }

    public Task<VersionRecord?> ReadVersionAsync(string prompt, VersionNumber version, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<VersionNumber?> ReadLiveAsync(string prompt, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<VersionRecord> ListVersionsAsync(string prompt, VersionQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static Task<T> Down<T>() => Task.FromException<T>(ProblemException.StorageUnavailable(null));
}
