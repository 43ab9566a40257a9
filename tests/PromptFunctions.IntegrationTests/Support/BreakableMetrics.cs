using System.Collections.Concurrent;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Rollouts.Guardrails;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>The figures of rollouts' traffic, which a test can put out of reach.</summary>
public sealed class BreakableMetrics(GuardrailMetrics real) : IGuardrailMetrics
{
    private readonly ConcurrentDictionary<string, int> broken = new();

    /// <summary>From now on the figures of a prompt cannot be read.</summary>
    public void Break(string prompt) => broken[prompt] = 0;

    /// <summary>How often the figures of a prompt were asked for in vain.</summary>
    public int Failures(string prompt) => broken.GetValueOrDefault(prompt);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, TrafficSummaries>> ReadAsync(DeploymentRecord deployment, IReadOnlyCollection<string> metrics, CancellationToken cancellationToken)
    {
        if (!broken.ContainsKey(deployment.Prompt)) return real.ReadAsync(deployment, metrics, cancellationToken);
        broken.AddOrUpdate(deployment.Prompt, 1, (_, times) => times + 1);
        throw new InvalidOperationException("The figures are out of reach.");
    }
}
