using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts.Guardrails;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rollouts;

/// <summary>Starts deployments and shows them.</summary>
public sealed class DeploymentService(
    IPromptStore prompts, IDeploymentStore store, IActiveDeployments active, VersionReader reader,
    PromptChanges changes, RolloutMessages messages, TimeProvider clock)
{
    /// <summary>What continuation tokens of this listing are marked with.</summary>
    public const string Listing = "deployments";

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(2);

    /// <summary>Starts to bring a version live. It is pending when this returns; gates and steps follow.</summary>
    public async Task<DeploymentRecord> CreateAsync(
        string prompt, CreateDeploymentRequest request, IRolloutEngine engine, ChangeContext context, CancellationToken cancellationToken)
    {
        var steps = request.Validate();
        var rollout = new RolloutReference(prompt, Ulid.New(clock.GetUtcNow()));
        var listed = false;
        var created = await changes.ApplyAsync(prompt, context, async (head, cancellation) =>
        {
            var before = PromptHead.Require(head, prompt).Prompt;
            context.Preconditions.Require(() => PromptView.TagOf(head!));
            var version = await reader.ReadAsync(head!, request.Version!, cancellation);
            head!.RequireNoneInFlight();
            RequireDeployable(before, version);
            Guardrail.RequireGoals(before, request.Guardrails ?? []);

            if (!listed) await active.AddAsync(rollout, cancellation);
            listed = true;
            var deployment = Plan(rollout.Id, head, version, steps, request);
            var change = new RolloutTransition(head, deployment, context.Actor, null, deployment.StartedAt).Create();
            if (deployment.Baseline is null && steps.Count > 1) change = change with { Deployment = WithoutBaseline(change.Deployment!) };
            return new Planned<DeploymentRecord>(change, change.Deployment!);
        }, cancellationToken);
        await messages.StartAsync(engine, rollout);
        return created;
    }

    /// <summary>A deployment; with a wait, once it has ended or that time is over. 404 where there is none.</summary>
    public async Task<DeploymentView> GetAsync(string prompt, string id, TimeSpan wait, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        for (var pause = LookAgain; ; pause = pause * 1.5 < LongestLook ? pause * 1.5 : LongestLook)
        {
            var deployment = await RequireAsync(prompt, id, cancellationToken);
            var left = wait - clock.GetElapsedTime(started);
            if (deployment.IsEnded || left <= TimeSpan.Zero) return new(deployment);
            await Task.Delay(left < pause ? left : pause, clock, cancellationToken);
        }
    }

    /// <summary>A page of a prompt's deployments, newest first; 404 where there is no such prompt.</summary>
    public async Task<Page<DeploymentView>> ListAsync(string prompt, PageRequest page, CancellationToken cancellationToken)
    {
        page.Require(Ulid.IsUlid);
        PromptHead.Require(await prompts.ReadHeadAsync(prompt, cancellationToken), prompt);
        return await page.FillAsync(store.ListAsync(prompt, page.After, page.AtOnce, cancellationToken), Listing, deployment => deployment.Id, deployment => new DeploymentView(deployment), cancellationToken);
    }

    /// <summary>A deployment; 404 where there is none.</summary>
    public async Task<DeploymentRecord> RequireAsync(string prompt, string id, CancellationToken cancellationToken)
    {
        if (Ulid.IsUlid(id) && await store.ReadAsync(prompt, id, cancellationToken) is { } found) return found;
        PromptHead.Require(await prompts.ReadHeadAsync(prompt, cancellationToken), prompt);
        throw new ProblemException(ProblemCodes.UnknownDeployment, $"There is no deployment '{id}' of '{prompt}'.");
    }

    private static void RequireDeployable(PromptRecord prompt, VersionRecord version)
    {
        if (version.Status == VersionStatus.Production) throw new ProblemException(ProblemCodes.AlreadyLive, $"{version.Id} is live already.");
        if (version.Status == VersionStatus.Archived) throw new ProblemException(ProblemCodes.NotDeployable, $"{version.Id} is archived. Make a new version of it.");
        VersionGates.RequireApproval(prompt, version);
    }

    private DeploymentRecord Plan(string id, PromptHead head, VersionRecord version, IReadOnlyList<RolloutStep> steps, CreateDeploymentRequest request)
    {
        var baseline = head.Route.Live?.Version;
        var now = clock.GetUtcNow();
        return new()
        {
            Id = id,
            Prompt = version.Prompt,
            Version = version.Version,
            Baseline = baseline,
            Strategy = request.Strategy!.Value,
            Status = DeploymentStatus.Pending,
            Stage = version.Status == VersionStatus.Draft ? DeploymentStage.Validating : DeploymentStage.Testing,
            // Nothing to share the traffic with: it goes live in one step.
            Steps = [.. (baseline is null ? [RolloutStep.Last] : steps).Select(DeploymentStep.Of)],
            Guardrails = [.. (request.Guardrails ?? []).Select(guardrail => new GuardrailState(guardrail, guardrail.GoalIn(head.Prompt), guardrail.KindIn(head.Prompt)))],
            Description = request.Description,
            StartedAt = now,
        };
    }

    private static DeploymentRecord WithoutBaseline(DeploymentRecord deployment) => deployment.With(new DeploymentEvent(
        deployment.StartedAt, DeploymentEventKinds.NoBaseline, "Nothing is live to compare with: it goes to 100 % at once.", Audit.Actors.System));
}
