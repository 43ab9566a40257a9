using System.Collections.Concurrent;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Rollouts.Guardrails;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>The figures of rollouts' traffic, as a test sets them.</summary>
public sealed class Traffic : IGuardrailMetrics
{
    private readonly ConcurrentDictionary<(string Prompt, string Metric), TrafficSummaries> figures = new();
    private readonly ConcurrentDictionary<string, int> broken = new();

    /// <summary>Sets a metric's means on both sides of a prompt's rollout.</summary>
    public void Set(string prompt, string metric, double candidate, double? baseline = null, long samples = 1000) =>
        figures[(prompt, metric)] = new(Summary(candidate, samples), baseline is { } mean ? Summary(mean, samples) : null);

    /// <summary>From now on the figures of a prompt cannot be read.</summary>
    public void Break(string prompt) => broken[prompt] = 0;

    /// <summary>How often the figures of a prompt were asked for in vain.</summary>
    public int Failures(string prompt) => broken.GetValueOrDefault(prompt);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, TrafficSummaries>> ReadAsync(DeploymentRecord deployment, IReadOnlyCollection<string> metrics, CancellationToken cancellationToken)
    {
        if (broken.ContainsKey(deployment.Prompt))
        {
            broken.AddOrUpdate(deployment.Prompt, 1, (_, times) => times + 1);
            throw new InvalidOperationException("The figures are out of reach.");
        }
        return Task.FromResult<IReadOnlyDictionary<string, TrafficSummaries>>(metrics
            .Where(metric => figures.ContainsKey((deployment.Prompt, metric)))
            .ToDictionary(metric => metric, metric => figures[(deployment.Prompt, metric)]));
    }

    private static MetricSummary Summary(double mean, long count) => new(count, mean, mean, mean, mean, 0, mean, mean, mean, mean, DateTimeOffset.UnixEpoch);
}
