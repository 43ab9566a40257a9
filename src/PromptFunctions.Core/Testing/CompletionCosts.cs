using System.Text.Json;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Testing;

/// <summary>Counts what completions for tests cost among their version's metrics, under names of their own: tests are no traffic.</summary>
public sealed class CompletionCosts(MetricRecorder metrics, TimeProvider clock)
{
    /// <summary>The metric of the tokens that prompts took.</summary>
    public const string InputTokens = "test_input_tokens";

    /// <summary>The metric of the tokens that answers took.</summary>
    public const string OutputTokens = "test_output_tokens";

    /// <summary>The metric of what completions cost, in the currency of the configured prices.</summary>
    public const string Cost = "test_cost";

    /// <summary>Whether a metric is one of tests, and so says nothing of requests.</summary>
    public static bool IsOfTests(string metric) => metric is InputTokens or OutputTokens or Cost;

    /// <summary>Records a point for each completion and figure that is known.</summary>
    public async Task RecordAsync(VersionRecord version, IEnumerable<Completion> completions, CancellationToken cancellationToken)
    {
        var points = completions
            .SelectMany(completion => new (string Metric, double? Value)[] { (InputTokens, completion.InputTokens), (OutputTokens, completion.OutputTokens), (Cost, completion.Cost) })
            .Where(point => point.Value is not null)
            .Select(point => new { version.Prompt, version.Version, point.Metric, point.Value })
            .ToList();
        if (points.Count == 0) return;
        var body = JsonSerializer.SerializeToUtf8Bytes(new { Points = points }, CoreJson.Options);
        await metrics.RecordAsync(body, PointFormat.Json, $"test-{Ulid.New(clock.GetUtcNow())}", null, cancellationToken);
    }
}
