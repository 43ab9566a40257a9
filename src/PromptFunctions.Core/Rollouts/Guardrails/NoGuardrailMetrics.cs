namespace PromptFunctions.Core.Rollouts.Guardrails;

/// <summary>Knows of no points, as long as nothing records any: every guardrail is inconclusive.</summary>
public sealed class NoGuardrailMetrics : IGuardrailMetrics
{
    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, TrafficSummaries>> ReadAsync(DeploymentRecord deployment, IReadOnlyCollection<string> metrics, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, TrafficSummaries>>(new Dictionary<string, TrafficSummaries>());
}
