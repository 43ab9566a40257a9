using System.Collections.Concurrent;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Rollouts.Guardrails;

namespace PromptFunctions.LocalHost.Rollouts;

/// <summary>
/// Figures of rollouts that a person sets, to see guardrails at work: <c>PUT /admin/simulation/{prompt}/{metric}</c>.
/// They are kept in memory.
/// </summary>
internal sealed class SimulatedTraffic(TimeProvider clock) : IGuardrailMetrics
{
    private readonly ConcurrentDictionary<(string Prompt, string Metric), TrafficSummaries> _figures = new();

    /// <summary>Sets a metric's means on both sides of a prompt's rollouts.</summary>
    public void Set(string prompt, string metric, SimulatedFigures figures) =>
        _figures[(prompt, metric)] = new(Summary(figures.Candidate, figures.Samples), Summary(figures.Baseline, figures.Samples));

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, TrafficSummaries>> ReadAsync(
        DeploymentRecord deployment, IReadOnlyCollection<string> metrics, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, TrafficSummaries>>(metrics
            .Where(metric => _figures.ContainsKey((deployment.Prompt, metric)))
            .ToDictionary(metric => metric, metric => _figures[(deployment.Prompt, metric)]));

    private MetricSummary? Summary(double? mean, long count) =>
        mean is { } value ? new(count, value, value, value, value, 0, value, value, value, value, clock.GetUtcNow()) : null;
}
