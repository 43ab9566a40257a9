using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Metrics;

/// <summary>Gives versions' figures.</summary>
public sealed class MetricsService(VersionReader versions, MetricReader metrics)
{
    /// <summary>A version's figures in a window; 404 where there is no such version.</summary>
    public async Task<VersionMetricsView> GetAsync(string prompt, string selector, MetricWindow window, CancellationToken cancellationToken)
    {
        var version = await versions.FindAsync(prompt, selector, cancellationToken);
        return new(version, await metrics.ReadAsync(MetricTarget.OfVersion(prompt, version.Version), window, cancellationToken));
    }
}
