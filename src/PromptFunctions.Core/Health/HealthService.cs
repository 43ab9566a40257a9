using PromptFunctions.Core.Routing;

namespace PromptFunctions.Core.Health;

/// <summary>Says whether the service can do its work. The call is open to all, so storage is asked once a second at the most.</summary>
public sealed class HealthService(IStorageHealth storage, TimeProvider clock)
{
    private readonly RefreshingCache<string, HealthView> checks = new(
        async (_, cancellation) =>
        {
            await storage.CheckAsync(cancellation);
            return new HealthView("healthy", "reachable");
        },
        (known, read) => known == read,
        (_, _) => { },
        TimeSpan.FromSeconds(1), 1, clock);

    /// <summary>The state now.</summary>
    /// <exception cref="Problems.ProblemException">Storage does not answer (503).</exception>
    public async Task<HealthView> CheckAsync(CancellationToken cancellationToken)
    {
        var check = await checks.GetAsync("storage", cancellationToken);
        return check.Stale ? throw Problems.ProblemException.StorageUnavailable() : check.Value!;
    }
}
