using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Routing;

namespace PromptFunctions.Core.Rollouts.Guardrails;

/// <summary>The figures of a rollout's arms: of points that carry its assignments, which are all from its own time.</summary>
public sealed class GuardrailMetrics(MetricReader reader) : IGuardrailMetrics
{
    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, TrafficSummaries>> ReadAsync(DeploymentRecord deployment, IReadOnlyCollection<string> metrics, CancellationToken cancellationToken)
    {
        var arms = await Task.WhenAll(Arm(Assignment.Candidate), Arm(Assignment.Baseline));
        return metrics.Where(metric => arms.Any(arm => arm.ContainsKey(metric)))
            .ToDictionary(metric => metric, metric => new TrafficSummaries(arms[0].GetValueOrDefault(metric)?.ToSummary(), arms[1].GetValueOrDefault(metric)?.ToSummary()));

        Task<IReadOnlyDictionary<string, MetricFigures>> Arm(string arm) =>
            reader.ReadAsync(MetricTarget.OfArm(deployment.Prompt, Assignment.OfRollout(deployment.Id, arm)), MetricWindow.All, cancellationToken);
    }
}
