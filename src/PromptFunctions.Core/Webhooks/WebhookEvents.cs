using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Webhooks;

/// <summary>Tells what a change means to webhooks. It is read off the change itself, so that no planner has to think of it.</summary>
internal static class WebhookEvents
{
    private const int MostVersions = 100;

    private static readonly string[] Steps =
        [.. new[] { DeploymentEventKinds.Step, DeploymentEventKinds.Advanced, DeploymentEventKinds.Completed }.Select(AuditActions.OfDeployment)];

    /// <summary>The change with the events that webhooks want of it: at most one of each type, each once for every webhook.</summary>
    /// <param name="before">The prompt before; null for one that is new and therefore has no webhooks.</param>
    /// <param name="change">The change.</param>
    public static PromptChange AddTo(PromptHead? before, PromptChange change)
    {
        if (before is null || change.Prompt.Webhooks.Count == 0) return change;
        var (prompt, audit) = (change.Prompt, change.Audit);
        var sequence = prompt.WebhookSequence;
        var outgoing = new List<WebhookDelivery>();
        foreach (var (type, data) in Of(before, change))
        {
            var wanting = prompt.Webhooks.Where(webhook => webhook.Value.Wants(type)).ToList();
            if (wanting.Count == 0) continue;
            var happened = new WebhookEvent(Ulid.New(audit.At), WireName.Of(type), audit.At, prompt.Name, ++sequence, audit.By, audit.Target, audit.Reason, data);
            var body = happened.ToBytes();
            outgoing.AddRange(wanting.Select(webhook => new WebhookDelivery
            {
                Prompt = prompt.Name,
                Webhook = webhook.Key,
                Key = webhook.Value.Key,
                Sequence = sequence,
                EventId = happened.Id,
                Type = type,
                At = audit.At,
                DueAt = audit.At,
                Body = body,
            }));
        }
        return outgoing.Count == 0 ? change : change with { Prompt = prompt with { WebhookSequence = sequence }, Outgoing = outgoing };
    }

    private static IEnumerable<(WebhookEventType Type, object Data)> Of(PromptHead before, PromptChange change)
    {
        var (action, live) = (change.Audit.Action, (change.Route ?? before.Route).Live?.Version);
        if (change.Added.Count > 0) yield return (WebhookEventType.VersionCreated, Created(change, live));
        if (change.Deployment is { Breaches.Count: > 0 } broken) yield return (WebhookEventType.GuardrailBreached, Breached(broken));
        // Other transitions serve what was served before.
        if (change is { Deployment: { } stepped, Route: not null } && Steps.Contains(action)) yield return (WebhookEventType.RolloutStep, Step(stepped));
        if (change.Deployment is { } back && action == AuditActions.OfDeployment(DeploymentEventKinds.RolledBack)) yield return (WebhookEventType.RolloutRolledBack, RolledBack(back, live));
        if (Moved(before, change, live) is { } moved) yield return (WebhookEventType.VersionPromoted, Promoted(moved, change, live));
        if (change.Experiment is { Results: { } results } experiment) yield return (WebhookEventType.ExperimentDecided, Decided(experiment, results));
    }

    /// <summary>The version that comes to another status; null where none does. No change moves two, but for the one that another replaces.</summary>
    private static VersionRecord? Moved(PromptHead before, PromptChange change, VersionNumber? live)
    {
        var isLiveAnother = live != before.Route.Live?.Version;
        if (change.Added.Count > 0) return isLiveAnother ? change.Added.FirstOrDefault(version => version.Version == live) : null;
        var counts = change.Prompt.StatusCounts;
        var isMoved = isLiveAnother || counts.Count != before.Prompt.StatusCounts.Count || counts.Except(before.Prompt.StatusCounts).Any();
        return isMoved && change.Updated is [var version] ? version : null;
    }

    private static object Created(PromptChange change, VersionNumber? live)
    {
        if (change.Added is [var version] && change.Audit.Action != AuditActions.Imported)
            return new { version.Version, version.Branch, version.Parent, version.Status, version.Format, version.ContentHash, version.Author };
        // An import may bring thousands.
        var versions = change.Added.Select(one => one.Version).OrderDescending().Take(MostVersions);
        return new { Imported = true, change.Added.Count, Versions = versions, Live = live };
    }

    private static object Promoted(VersionRecord version, PromptChange change, VersionNumber? live)
    {
        VersionStatus? from = version.StatusHistory.Count > 1 ? version.StatusHistory[^2].Status : null;
        return new { version.Version, From = from, To = version.Status, Live = live, Deployment = change.Deployment?.Id };
    }

    private static object Step(DeploymentRecord deployment) => new
    {
        Deployment = deployment.Id,
        deployment.Version,
        deployment.Baseline,
        deployment.Strategy,
        deployment.Status,
        deployment.Percentage,
        Step = deployment.CurrentStep,
        Steps = deployment.Steps.Count,
        deployment.HoldEndsAt,
    };

    private static object Breached(DeploymentRecord deployment) => new
    {
        Deployment = deployment.Id,
        deployment.Version,
        deployment.Baseline,
        deployment.Percentage,
        Guardrails = deployment.Breaches.Select(state => new
        {
            state.Guardrail.Metric,
            state.Guardrail.Max,
            state.Guardrail.Min,
            state.Guardrail.MaxRegressionPercent,
            state.Guardrail.Action,
            state.Last!.Verdict,
            state.Last.Value,
            state.Last.Baseline,
            state.Last.Samples,
            state.Last.Reason,
        }),
    };

    // What brings an earlier version back is a deployment too, of what it was of.
    private static object RolledBack(DeploymentRecord deployment, VersionNumber? live) => deployment.IsRollback
        ? new { Deployment = deployment.RollbackOf, Version = deployment.Baseline, Live = live, Rollback = (string?)deployment.Id }
        : new { Deployment = (string?)deployment.Id, Version = (VersionNumber?)deployment.Version, Live = live, Rollback = (string?)null };

    private static object Decided(ExperimentRecord experiment, ExperimentResults results) => new
    {
        Experiment = experiment.Id,
        experiment.Name,
        experiment.Status,
        results.Decision,
        results.Winner,
        results.Recommendation,
        Arms = experiment.Arms.Zip(results.Arms, (arm, result) => new { arm.Name, arm.Served.Version, result.Subjects }),
        experiment.Promotion,
        experiment.EndedAt,
    };
}
