using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Experiments;

/// <summary>Works out what an experiment's beginning and end write.</summary>
internal static class ExperimentTransition
{
    /// <summary>The experiment begins: its arms are served from now on.</summary>
    public static PromptChange Begin(PromptHead head, ExperimentRecord experiment, IReadOnlyList<VersionRecord> versions) => new()
    {
        Prompt = head.Prompt,
        Route = head.Route.Next() with { Experiment = experiment.Traffic },
        // What was served once keeps its content.
        Updated = [.. versions.Where(version => !version.Served).Select(version => version with { Served = true })],
        Experiment = experiment,
        Audit = AuditOf(AuditActions.ExperimentCreated, null, experiment, experiment.By, experiment.StartedAt),
    };

    /// <summary>The experiment ends: the live version is served.</summary>
    /// <param name="head">The prompt as it is.</param>
    /// <param name="before">The experiment as it is.</param>
    /// <param name="after">The experiment at its end.</param>
    /// <param name="by">Who ends it.</param>
    /// <param name="now">When that is written.</param>
    public static PromptChange End(PromptHead head, ExperimentRecord before, ExperimentRecord after, string by, DateTimeOffset now) => new()
    {
        Prompt = head.Prompt,
        Route = head.Route.Next() with { Experiment = null },
        Experiment = after,
        Audit = AuditOf(after.Status == ExperimentStatus.Completed ? AuditActions.ExperimentCompleted : AuditActions.ExperimentStopped, before, after, by, now),
    };

    private static AuditEntry AuditOf(string action, ExperimentRecord? before, ExperimentRecord after, string by, DateTimeOffset now) => new()
    {
        At = now,
        By = by,
        Action = action,
        Target = after.Id,
        Before = before is null ? null : AuditEntry.State(State(before)),
        After = AuditEntry.State(State(after)),
        Reason = after.Reason,
    };

    private static object State(ExperimentRecord experiment) => new
    {
        experiment.Name,
        Status = WireName.Of(experiment.Status),
        Arms = experiment.Arms.Select(arm => new { arm.Name, arm.Served.Version }),
        Decision = experiment.Results is { } results ? WireName.Of(results.Decision) : null,
        experiment.Results?.Winner,
        experiment.Promotion,
    };
}
