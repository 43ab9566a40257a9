namespace PromptFunctions.Core.Rollouts.Guardrails;

/// <summary>Knows how a rollout's traffic does.</summary>
public interface IGuardrailMetrics
{
    /// <summary>
    /// The figures since the deployment began, of points that carry its assignments. A metric without any point is left
    /// out. What is thrown makes the verdict an error, never a failure.
    /// </summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="metrics">The metrics wanted.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<IReadOnlyDictionary<string, TrafficSummaries>> ReadAsync(DeploymentRecord deployment, IReadOnlyCollection<string> metrics, CancellationToken cancellationToken);
}
