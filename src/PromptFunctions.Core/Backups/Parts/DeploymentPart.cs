using PromptFunctions.Core.Backups.Lines;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts;

namespace PromptFunctions.Core.Backups.Parts;

/// <summary>A prompt's deployments, newest first. One under way is listed for the watchdog, which has it driven on.</summary>
public sealed class DeploymentPart(IDeploymentStore store, IActiveDeployments active) : BackupPart<DeploymentLine>(DeploymentLine.Name)
{
    /// <inheritdoc/>
    public override async Task<IAsyncEnumerable<BackupLine>> ReadAsync(PromptHead head, CancellationToken cancellationToken)
    {
        var deployments = await store.ListAsync(head.Prompt.Name, null, 1000, cancellationToken).ToListAsync(cancellationToken);
        return deployments.Select(deployment => new DeploymentLine { Deployment = deployment with { StoreTag = null } }).ToAsyncEnumerable();
    }

    /// <inheritdoc/>
    public override async Task CompleteAsync(PromptRestore prompt, CancellationToken cancellationToken)
    {
        foreach (var (id, _) in prompt.Deployments.Where(deployment => !deployment.Value)) await active.AddAsync(new(prompt.Name, id), cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task RestoreAsync(DeploymentLine line, PromptRestore prompt, CancellationToken cancellationToken)
    {
        var deployment = line.Deployment with { StoreTag = null };
        prompt.RequireOwn("deployment.prompt", deployment.Prompt);
        if (!Ulid.IsUlid(deployment.Id)) throw ProblemException.Invalid("deployment.id", "must be a ULID.");
        prompt.Once("deployment.id", Kind, deployment.Id);
        var checks = new RequestChecks();
        checks.Require(deployment.Steps.Count > 0 && deployment.Steps.All(step => step is not null), "deployment.steps", "must be steps, one at least.");
        checks.Require(deployment.CurrentStep >= 0 && deployment.CurrentStep < deployment.Steps.Count, "deployment.currentStep", "must be one of the steps.");
        checks.Require(deployment.Guardrails.All(state => state?.Guardrail?.Metric is not null), "deployment.guardrails", "need a metric each.");
        checks.Require(deployment.Events.Count > 0 && deployment.Events.All(one => one?.Kind is not null), "deployment.events", "must be events, one at least.");
        checks.ThrowIfAny();
        prompt.Deployments.Add(deployment.Id, deployment.IsEnded);
        return prompt.StageAsync(new StagedRow.OfDeployment(deployment), 0, cancellationToken);
    }
}
