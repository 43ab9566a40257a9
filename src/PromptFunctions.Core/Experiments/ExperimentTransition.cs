using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
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
        Audit = new()
        {
            At = experiment.StartedAt,
            By = experiment.By,
            Action = AuditActions.ExperimentCreated,
            Target = experiment.Id,
            After = AuditEntry.State(new { experiment.Name, experiment.Status, Arms = experiment.Arms.Select(arm => new { arm.Name, arm.Served.Version, arm.Weight }), experiment.Traffic.EndsAt }),
        },
    };

    /// <summary>The figures of an experiment that ended are final.</summary>
    public static PromptChange Decide(PromptHead head, ExperimentRecord frozen, DateTimeOffset now) => new()
    {
        Prompt = head.Prompt,
        Experiment = frozen,
        Audit = new()
        {
            At = now,
            By = Actors.System,
            Action = AuditActions.ExperimentDecided,
            Target = frozen.Id,
            After = AuditEntry.State(new { frozen.Results!.Decision, frozen.Results.Winner, frozen.Promotion }),
        },
    };

    /// <summary>The experiment ends: the live version is served.</summary>
    /// <param name="head">The prompt as it is.</param>
    /// <param name="before">The experiment as it is.</param>
    /// <param name="after">The experiment at its end.</param>
    /// <param name="by">Who ends it.</param>
    /// <param name="reason">Why, if they said.</param>
    /// <param name="now">When that is written.</param>
    /// <param name="gate">The gate that an arm passed which goes live by it; null for none.</param>
    public static PromptChange End(PromptHead head, ExperimentRecord before, ExperimentRecord after, string by, string? reason, DateTimeOffset now, string? gate = null) => new()
    {
        Prompt = head.Prompt,
        Route = head.Route.Next() with { Experiment = null },
        Experiment = after,
        Audit = new()
        {
            At = now,
            By = by,
            Action = after.Status == ExperimentStatus.Completed ? AuditActions.ExperimentCompleted : AuditActions.ExperimentStopped,
            Target = after.Id,
            Before = AuditEntry.State(new { before.Status }),
            After = AuditEntry.State(new { after.Status, after.EndedAt, after.Promotion, Gate = gate }),
            Reason = reason,
        },
    };
}
