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
            head!.RequireNoneInFlight(clock.GetUtcNow());
            RequireDeployable(before, version);
            Guardrail.RequireGoals(before, request.Guardrails ?? []);

            if (!listed) await active.AddAsync(rollout, cancellation);
            listed = true;
            var change = DeploymentPlan.Begin(rollout.Id, head, version, request.Strategy!.Value, steps, request.Guardrails ?? [], request.Description, context.Actor, clock.GetUtcNow());
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
}
