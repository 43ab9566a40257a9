using Microsoft.Extensions.Logging;
using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Telemetry;

namespace PromptFunctions.Core.Rollouts.Guardrails;

/// <summary>Evaluates a deployment's guardrails.</summary>
public sealed class GuardrailEvaluator(IGuardrailMetrics metrics, ILogger<GuardrailEvaluator> logger, TimeProvider clock)
{
    /// <summary>The deployment with its guardrails' new verdicts, and an event for each that is another than before.</summary>
    public async Task<DeploymentRecord> EvaluateAsync(DeploymentRecord deployment, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        var results = await JudgeAsync(deployment, at, cancellationToken);
        var states = deployment.Guardrails.Zip(results, (state, result) => state.With(result)).ToList();
        var evaluated = deployment with
        {
            Guardrails = states,
            EvaluatedAt = at,
            Breaches = [.. deployment.Guardrails.Zip(states).Where(pair => pair.Second.IsBroken && !pair.First.IsBroken).Select(pair => pair.Second)],
        };
        foreach (var (before, after) in deployment.Guardrails.Zip(states))
        {
            Count(before, after);
            if (before.Last?.Verdict != after.Last!.Verdict) evaluated = evaluated.With(new DeploymentEvent(at, DeploymentEventKinds.Guardrail, Describe(after), Actors.System));
            if (after.Errors != GuardrailState.AlertAfter) continue;
            logger.LogError("{Prompt}: the guardrail on {Metric} of deployment {Deployment} could not be evaluated {Times} times in a row.",
                deployment.Prompt, after.Guardrail.Metric, deployment.Id, after.Errors);
            evaluated = evaluated.With(new DeploymentEvent(at, DeploymentEventKinds.Alert, $"{after.Guardrail.Metric} could not be evaluated {after.Errors} times in a row.", Actors.System));
        }
        return evaluated;
    }

    private async Task<IEnumerable<GuardrailResult>> JudgeAsync(DeploymentRecord deployment, DateTimeOffset at, CancellationToken cancellationToken)
    {
        try
        {
            string[] wanted = [.. deployment.Guardrails.Select(state => state.Guardrail.Metric!).Distinct()];
            var traffic = await metrics.ReadAsync(deployment, wanted, cancellationToken);
            return deployment.Guardrails.Select(state => GuardrailRules.Judge(state, traffic.GetValueOrDefault(state.Guardrail.Metric!), at));
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(e, "{Prompt}: the figures of deployment {Deployment} could not be read.", deployment.Prompt, deployment.Id);
            return deployment.Guardrails.Select(_ => new GuardrailResult(GuardrailVerdict.Error, null, null, 0, at, "The figures could not be read."));
        }
    }

    private static void Count(GuardrailState before, GuardrailState after)
    {
        PromptInstruments.GuardrailEvaluations.Add(1, new KeyValuePair<string, object?>(TelemetryTags.Verdict, WireName.Of(after.Last!.Verdict)));
        if (after.Last.Verdict != GuardrailVerdict.Fail || before.Last?.Verdict == GuardrailVerdict.Fail) return;
        PromptInstruments.GuardrailBreaches.Add(1, new KeyValuePair<string, object?>(TelemetryTags.Action, WireName.Of(after.Guardrail.Action)));
    }

    private static string Describe(GuardrailState state)
    {
        var dryRun = state.Last!.Verdict == GuardrailVerdict.Fail && state.Guardrail.Action == GuardrailAction.Report ? " Only reported." : "";
        return $"{WireName.Of(state.Last.Verdict)}: {state.Last.Reason}{dryRun}";
    }
}
