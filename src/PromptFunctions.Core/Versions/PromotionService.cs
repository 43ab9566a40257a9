using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Routing;

namespace PromptFunctions.Core.Versions;

/// <summary>Takes versions along their lifecycle.</summary>
public sealed class PromotionService(VersionReader reader, VersionGates gates, PromptChanges changes, TimeProvider clock)
{
    /// <summary>
    /// Takes a version to another status. Going to production replaces the live version in the same transaction and is
    /// recorded as an immediate deployment; leaving production leaves nothing live.
    /// </summary>
    public Task<VersionChanged> PromoteAsync(string prompt, string selector, PromoteRequest request, ChangeContext context, CancellationToken cancellationToken)
    {
        var to = request.Validate();
        return gates.PassAsync(
            prompt, selector, to, context.Actor, (head, version) => Require(head, version, to, context),
            check => PromoteAsync(prompt, selector, to, request.Reason, check, context, cancellationToken), cancellationToken);
    }

    /// <summary>Notes somebody's consent that a version goes live; 403 for its author's own.</summary>
    public Task<VersionChanged> ApproveAsync(string prompt, string selector, ReasonRequest request, ChangeContext context, CancellationToken cancellationToken)
    {
        request.Validate();
        return changes.ApplyAsync(prompt, context, async (head, cancellation) =>
        {
            var (before, _) = PromptHead.Require(head, prompt);
            var version = await reader.ReadAsync(head!, VersionReader.Resolve(head!, selector), cancellation);
            context.Preconditions.Require(() => VersionView.TagOf(version));
            if (context.Actor == version.Author)
                throw new ProblemException(ProblemCodes.ApprovalByAuthor, $"{version.Author} wrote {version.Id}: somebody else has to approve it.");
            if (context.Actor == Actors.Anonymous && before.Settings.Protected)
                throw new ProblemException(ProblemCodes.ApprovalByAuthor, "An anonymous caller could be the author: say who you are.");

            var result = new VersionChanged(new VersionView(version), VersionView.TagOf(version));
            if (version.Approvals.Any(approval => approval.By == context.Actor)) return new(null, result);
            var approval = new Approval(context.Actor, clock.GetUtcNow(), request.Reason);
            var after = version with { Approvals = [.. version.Approvals, approval] };
            var change = new PromptChange
            {
                Prompt = before,
                Updated = [after],
                Audit = new()
                {
                    At = approval.At,
                    By = context.Actor,
                    Action = AuditActions.VersionApproved,
                    Target = version.Version.ToString(),
                    After = AuditEntry.State(new { approval.By }),
                    Reason = request.Reason,
                },
            };
            return new Planned<VersionChanged>(change, result);
        }, cancellationToken);
    }

    private void Require(PromptHead head, VersionRecord version, VersionStatus to, ChangeContext context)
    {
        context.Preconditions.Require(() => VersionView.TagOf(version));
        Lifecycle.Require(version, to);
        head.RequireNotHeld(version.Version, clock.GetUtcNow());
        if (to != VersionStatus.Production) return;
        head.RequireNoneInFlight(clock.GetUtcNow());
        VersionGates.RequireApproval(head.Prompt, version);
    }

    private Task<VersionChanged> PromoteAsync(string prompt, string selector, VersionStatus to, string? reason, GateCheck check, ChangeContext context, CancellationToken cancellationToken) =>
        changes.ApplyAsync(prompt, context, async (head, cancellation) =>
        {
            var (before, route) = PromptHead.Require(head, prompt);
            var version = await reader.ReadAsync(head!, VersionReader.Resolve(head!, selector), cancellation);
            Require(head!, version, to, context);
            var gate = to is VersionStatus.Testing or VersionStatus.Production ? check.Require(before, version) : null;

            var now = clock.GetUtcNow();
            var step = new StatusChange(to, now, context.Actor, reason);
            var after = version.WithStatus(step);
            var audit = new AuditEntry
            {
                At = now,
                By = context.Actor,
                Action = AuditActions.VersionPromoted,
                Target = version.Version.ToString(),
                Before = AuditEntry.State(new { version.Status, Live = route.Live?.Version }),
                After = AuditEntry.State(new { Status = to, Live = LiveAfter(route, version, to), Gate = gate }),
                Reason = reason,
            };
            var change = to == VersionStatus.Production
                ? GoingLive.Plan(
                    head!, version, route.WithLive(new(version.Version, version.ContentHash)),
                    DeploymentRecord.Immediate(version, route.Live?.Version, context.Actor, reason, now), step, audit)
                : new() { Prompt = before.WithCount(version.Status, to), Updated = [after], Audit = audit };
            if (version.Status == VersionStatus.Production) change = change with { Prompt = change.Prompt with { LiveHistory = [], LiveDeployment = null }, Route = route.WithLive(null) };
            return new Planned<VersionChanged>(change, new(new VersionView(after), VersionView.TagOf(after)));
        }, cancellationToken);

    private static VersionNumber? LiveAfter(RouteRecord route, VersionRecord version, VersionStatus to) =>
        to == VersionStatus.Production ? version.Version : version.Status == VersionStatus.Production ? null : route.Live?.Version;
}
