using Microsoft.Extensions.Logging.Abstractions;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Rollouts.Guardrails;
using PromptFunctions.Core.Telemetry;
using PromptFunctions.UnitTests.Support;
using static PromptFunctions.UnitTests.Rollouts.Deployments;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Telemetry;

public sealed class MeasuredWorkTests : IGuardrailMetrics, IDisposable
{
    private readonly Measurements measured = new();
    private double mean;

    public void Dispose() => measured.Dispose();

    [Fact]
    public async Task A_guardrail_breaks_once_however_long_it_stays_broken()
    {
        var evaluator = new GuardrailEvaluator(this, NullLogger<GuardrailEvaluator>.Instance, new ManualClock(Noon));
        var deployment = Holding() with { Guardrails = [Guard(action: GuardrailAction.Pause)] };
        foreach (var next in (double[])[0.01, 0.5, 0.6, 0.01, 0.5])
        {
            mean = next;
            deployment = await evaluator.EvaluateAsync(deployment, default);
        }

        Assert.Equal(["1 action=pause", "1 action=pause"], measured.Of(PromptInstruments.GuardrailBreaches));
        Assert.Equal(["1 verdict=pass", "1 verdict=fail", "1 verdict=fail", "1 verdict=pass", "1 verdict=fail"], measured.Of(PromptInstruments.GuardrailEvaluations));
    }

    [Fact]
    public void A_run_of_the_fold_is_as_far_behind_as_the_oldest_points_that_it_found()
    {
        var run = new FoldRun(Noon, Noon.AddSeconds(50));
        Assert.Equal(TimeSpan.Zero, run.Lag);

        foreach (var minutes in (int[])[-2, -7, -1, 3]) run.Found(Noon.AddMinutes(minutes));
        Assert.Equal(TimeSpan.FromMinutes(7), run.Lag);
    }

    Task<IReadOnlyDictionary<string, TrafficSummaries>> IGuardrailMetrics.ReadAsync(DeploymentRecord deployment, IReadOnlyCollection<string> metrics, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, TrafficSummaries>>(metrics.ToDictionary(metric => metric, _ => new TrafficSummaries(Summary(mean), Summary(0.01))));
}
