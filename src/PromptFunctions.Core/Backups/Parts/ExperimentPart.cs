using PromptFunctions.Core.Backups.Lines;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;

namespace PromptFunctions.Core.Backups.Parts;

/// <summary>A prompt's experiments, newest first. Those that there is something to do for are listed for the timer.</summary>
public sealed class ExperimentPart(IExperimentStore store, IActiveExperiments active) : BackupPart<ExperimentLine>(ExperimentLine.Name)
{
    /// <inheritdoc/>
    public override async Task<IAsyncEnumerable<BackupLine>> ReadAsync(PromptHead head, CancellationToken cancellationToken)
    {
        var experiments = await store.ListAsync(head.Prompt.Name, null, 1000, cancellationToken).ToListAsync(cancellationToken);
        return experiments.Select(experiment => new ExperimentLine { Experiment = experiment with { StoreTag = null } }).ToAsyncEnumerable();
    }

    /// <inheritdoc/>
    public override async Task CompleteAsync(PromptRestore prompt, CancellationToken cancellationToken)
    {
        // Also those that only have subjects, which are to be forgotten one day.
        foreach (var (id, experiment) in prompt.Experiments)
        {
            if (!experiment.IsEnded || experiment.Results is null || prompt.WithSubjects.Contains(id)) await active.AddAsync(new(prompt.Name, id), cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override Task RestoreAsync(ExperimentLine line, PromptRestore prompt, CancellationToken cancellationToken)
    {
        var experiment = line.Experiment with { StoreTag = null };
        prompt.RequireOwn("experiment.prompt", experiment.Prompt);
        if (!Ulid.IsUlid(experiment.Id)) throw ProblemException.Invalid("experiment.id", "must be a ULID.");
        prompt.Once("experiment.id", Kind, experiment.Id);
        var checks = new RequestChecks();
        checks.Require(experiment.Traffic.Id == experiment.Id, "experiment.traffic.id", "must be the experiment's.");
        checks.Require(experiment.Arms.Count > 1 && experiment.Arms.All(arm => arm?.Served?.Version is not null && Names.IsName(arm.Name)), "experiment.traffic.arms", "must be arms, two at least.");
        checks.Require(experiment.SuccessMetrics.All(metric => metric?.Name is not null), "experiment.successMetrics", "need a name each.");
        checks.Require(experiment.Looks.All(look => look?.Differences is not null), "experiment.looks", "must be looks.");
        checks.ThrowIfAny();
        prompt.Experiments.Add(experiment.Id, experiment);
        return prompt.StageAsync(new StagedRow.OfExperiment(experiment), 0, cancellationToken);
    }
}
