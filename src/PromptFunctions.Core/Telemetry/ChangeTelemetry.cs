using Microsoft.Extensions.Logging;
using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Routing;

namespace PromptFunctions.Core.Telemetry;

/// <summary>
/// Counts the transitions of rollouts, and logs every change and what is served since. Reasons, descriptions and contents are not
/// logged: they are what people wrote, and the audit has them.
/// </summary>
public sealed class ChangeTelemetry(ILogger<ChangeTelemetry> logger) : IChangeListener
{
    private const string Caller = "caller";

    /// <inheritdoc/>
    public void Changed(PromptChange change, long sent)
    {
        var audit = change.Audit;
        if (change.Deployment is { } deployment && TransitionOf(deployment, audit.Action) is { } transition) Count(deployment, transition, audit.By);
        logger.LogInformation("{Prompt}: {Action} {Target} by {Actor}.", change.Prompt.Name, audit.Action, audit.Target, audit.By);
        if (change.Route is { } route) Log(route, audit);
    }

    /// <summary>What happened to a deployment; null where it was only noted that a guardrail broke. A version that goes live at once, by another action, completes one.</summary>
    private static string? TransitionOf(DeploymentRecord deployment, string action)
    {
        // A rollback that ends what is under way is one transition: the one that was asked for.
        if (deployment.IsRollback) return DeploymentEventKinds.RolledBack;
        if (action == AuditActions.OfDeployment(DeploymentEventKinds.Guardrail)) return null;
        var prefix = AuditActions.OfDeployment("");
        return action.StartsWith(prefix, StringComparison.Ordinal) ? action[prefix.Length..] : deployment.Events[^1].Kind;
    }

    private static void Count(DeploymentRecord deployment, string transition, string by) => PromptInstruments.RolloutTransitions.Add(1,
        new(TelemetryTags.Transition, transition),
        new(TelemetryTags.Strategy, WireName.Of(deployment.Strategy)),
        new(TelemetryTags.By, by == Actors.System ? Actors.System : Caller));

    private void Log(RouteRecord route, AuditEntry audit) => logger.LogInformation(
        "{Prompt} serves {Live} since {Action} by {Actor}, revision {Revision}: {Percentage} % of {Candidate}, experiment {Experiment}.",
        route.Prompt, route.Live?.Version, audit.Action, audit.By, route.Revision, route.Rollout?.Percentage, route.Rollout?.Candidate.Version, route.Experiment?.Id);
}
