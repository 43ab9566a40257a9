using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Routing;

/// <summary>Reads what serving needs, in short time or not at all: a request is waiting.</summary>
public interface IServingStore : IVersionSource
{
    /// <summary>A prompt's route; null where there is no such prompt. One storage call.</summary>
    Task<RouteRecord?> ReadRouteAsync(string prompt, CancellationToken cancellationToken);

    /// <summary>A version by its number, or <c>latest</c>; null where there is none. One storage call, two for <c>latest</c>.</summary>
    Task<ServedVersion?> ReadVersionAsync(string prompt, string selector, CancellationToken cancellationToken);

    /// <summary>A content's bytes. One storage call.</summary>
    Task<ReadOnlyMemory<byte>> ReadBodyAsync(string contentHash, CancellationToken cancellationToken);
}
