using Microsoft.Extensions.Logging.Abstractions;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Rollouts.Guardrails;
using PromptFunctions.UnitTests.Support;
using static PromptFunctions.UnitTests.Rollouts.Deployments;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Rollouts.Guardrails;

public sealed class GuardrailEvaluatorTests : IGuardrailMetrics
{
    private readonly ManualClock clock = new(Noon);
    private readonly List<string> asked = [];
    private Func<string, MetricSummary?> figures = _ => null;
    private DeploymentRecord deployment = Holding() with { Events = [], Guardrails = [Guard()] };

    [Fact]
    public async Task The_first_verdict_is_an_event_and_the_same_again_is_none()
    {
        figures = _ => Summary(0.01);
        await EvaluateAsync();
        await EvaluateAsync();

        Assert.Equal([(DeploymentEventKinds.Guardrail, "pass: error_rate 0.01 keeps max 0.05 (1000 points).", "system")], Events());
        Assert.Equal(clock.GetUtcNow(), deployment.EvaluatedAt);
        Assert.Equal(clock.GetUtcNow(), deployment.Guardrails[0].Last!.At);
    }

    [Fact]
    public async Task Every_change_of_the_verdict_is_an_event()
    {
        foreach (var mean in (double[])[0.01, 0.5, 0.6, 0.02])
        {
            figures = _ => Summary(mean);
            await EvaluateAsync();
        }

        Assert.Equal(["pass", "fail", "pass"], Events().Select(happened => happened.Detail.Split(':')[0]));
    }

    [Fact]
    public async Task Figures_that_cannot_be_read_are_an_error_and_never_a_failure()
    {
        figures = _ => Summary(0.01);
        await EvaluateAsync();
        figures = _ => throw new InvalidOperationException("secret");
        await EvaluateAsync();

        var last = deployment.Guardrails[0].Last!;
        Assert.Equal((GuardrailVerdict.Error, null, 0L), (last.Verdict, last.Value, last.Samples));
        Assert.DoesNotContain("secret", last.Reason, StringComparison.Ordinal);
        Assert.Equal(RolloutRules.Next(deployment, evaluated: true, clock.GetUtcNow(), Interval), new RolloutMove.Wait(clock.GetUtcNow() + Interval));
    }

    [Fact]
    public async Task Somebody_is_told_at_five_errors_in_a_row_and_once_only()
    {
        figures = _ => throw new TimeoutException();
        for (var i = 1; i <= 12; i++)
        {
            await EvaluateAsync();
            Assert.Equal(i >= 5 ? 1 : 0, Events().Count(happened => happened.Kind == DeploymentEventKinds.Alert));
        }

        Assert.Equal(["guardrail", "alert"], Events().Select(happened => happened.Kind));
    }

    [Fact]
    public async Task After_a_success_errors_are_counted_anew()
    {
        for (var i = 1; i <= 14; i++)
        {
            figures = i % 5 == 0 ? _ => Summary(0.01) : _ => throw new TimeoutException();
            await EvaluateAsync();
        }

        Assert.DoesNotContain(Events(), happened => happened.Kind == DeploymentEventKinds.Alert);
    }

    [Fact]
    public async Task A_time_out_of_the_figures_own_is_an_error()
    {
        figures = _ => throw new OperationCanceledException();
        await EvaluateAsync();

        Assert.Equal(GuardrailVerdict.Error, deployment.Guardrails[0].Last!.Verdict);
    }

    [Fact]
    public async Task A_caller_that_gives_up_gets_no_verdict()
    {
        using var given = new CancellationTokenSource();
        await given.CancelAsync();
        figures = _ => throw new OperationCanceledException(given.Token);

        await Assert.ThrowsAsync<OperationCanceledException>(() => Evaluator().EvaluateAsync(deployment, given.Token));
    }

    [Fact]
    public async Task Each_guardrail_gets_the_figures_of_its_metric_and_each_metric_is_read_once()
    {
        GuardrailState With(string metric, double max) => new(new() { Metric = metric, Max = max }, MetricGoal.Minimize);
        deployment = deployment with { Guardrails = [With("a", 1), With("b", 1), With("a", 5)] };
        figures = metric => metric == "a" ? Summary(3) : null;
        await EvaluateAsync();

        Assert.Equal(["a", "b"], asked);
        Assert.Equal([GuardrailVerdict.Fail, GuardrailVerdict.Inconclusive, GuardrailVerdict.Pass], deployment.Guardrails.Select(state => state.Last!.Verdict));
        Assert.Equal(["fail", "inconclusive", "pass"], Events().Select(happened => happened.Detail.Split(':')[0]));
    }

    [Fact]
    public async Task A_dry_run_says_that_it_is_one()
    {
        deployment = deployment with { Guardrails = [Guard(action: GuardrailAction.Report)] };
        figures = _ => Summary(0.5);
        await EvaluateAsync();
        figures = _ => Summary(0.01);
        await EvaluateAsync();

        Assert.Equal([true, false], Events().Select(happened => happened.Detail.EndsWith(" Only reported.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_regression_is_judged_by_the_goal_that_the_metric_had_at_the_start()
    {
        Guardrail guardrail = new() { Metric = "m", MaxRegressionPercent = 1 };
        deployment = deployment with { Guardrails = [new(guardrail, MetricGoal.Maximize), new(guardrail, MetricGoal.Minimize)] };
        figures = _ => Summary(2);
        await EvaluateAsync();

        Assert.Equal([GuardrailVerdict.Pass, GuardrailVerdict.Fail], deployment.Guardrails.Select(state => state.Last!.Verdict));
    }

    Task<IReadOnlyDictionary<string, TrafficSummaries>> IGuardrailMetrics.ReadAsync(DeploymentRecord deployment, IReadOnlyCollection<string> metrics, CancellationToken cancellationToken)
    {
        asked.AddRange(metrics);
        return Task.FromResult<IReadOnlyDictionary<string, TrafficSummaries>>(
            metrics.Where(metric => figures(metric) is not null).ToDictionary(metric => metric, metric => new TrafficSummaries(figures(metric), Summary(1))));
    }

    private GuardrailEvaluator Evaluator() => new(this, NullLogger<GuardrailEvaluator>.Instance, clock);

    private async Task EvaluateAsync()
    {
        clock.Advance(Interval);
        deployment = await Evaluator().EvaluateAsync(deployment, default);
    }

    private IEnumerable<(string Kind, string Detail, string By)> Events() => deployment.Events.Select(happened => (happened.Kind, happened.Detail, happened.By));
}
