using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Diffs;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Templates;

namespace PromptFunctions.Core.Versions;

/// <summary>Brings a branch's content back to main.</summary>
public sealed class MergeService(VersionReader reader, IBodyStore bodies, PromptChanges changes, TimeProvider clock)
{
    /// <summary>
    /// Makes a new draft on main, the next patch of its highest version, with the branch's content: three-way by line
    /// against the branch's base where main has moved on.
    /// </summary>
    public Task<VersionChanged> MergeAsync(string prompt, string branchName, MergeBranchRequest request, ChangeContext context, CancellationToken cancellationToken)
    {
        request.Validate();
        return changes.ApplyAsync(prompt, context, async (head, cancellation) =>
        {
            var (before, route) = PromptHead.Require(head, prompt);
            context.Preconditions.Require(() => PromptView.TagOf(head!));
            var branch = before.Branches.GetValueOrDefault(branchName)
                ?? throw new ProblemException(ProblemCodes.UnknownBranch, $"'{prompt}' has no branch '{branchName}'.");
            if (branch.Base is null || branch.Ahead == 0) throw NothingToMerge(prompt, branchName);

            var theirs = await reader.ReadAsync(prompt, branch.Head!, cancellation);
            var ancestor = await reader.ReadAsync(prompt, branch.Base, cancellation);
            var ours = before.Main.Head is { } highest && highest != ancestor.Version ? await reader.ReadAsync(prompt, highest, cancellation) : ancestor;
            var unmoved = ours.Version == branch.Base && ours.ContentHash == branch.BaseHash;
            var content = unmoved
                ? await reader.ContentAsync(theirs, cancellation)
                : await MergeAsync(branchName, branch, ours, theirs, cancellation);
            if (content.Hash == ours.ContentHash) throw NothingToMerge(prompt, branchName);

            var now = clock.GetUtcNow();
            var variables = TemplateVariables.Of(content.Templates);
            var warnings = BreakingVariables.Check(ours.Variables, variables, isMajor: false, before.Settings.StrictVersions);
            var summary = $"Merge branch '{branchName}' ({theirs.Version})";
            var version = new VersionRecord
            {
                Prompt = prompt,
                Version = VersionService.NextOnMain(before.Main, VersionBump.Patch),
                Branch = BranchRecord.Main,
                Parent = before.Main.Head,
                Status = VersionStatus.Draft,
                Format = content.Format,
                ContentHash = content.Hash,
                Variables = variables,
                Author = context.Actor,
                Description = request.Description ?? summary,
                ChangeLog = [summary],
                Metadata = Changed(ancestor, ours, theirs, version => version.Metadata),
                Dependencies = Changed(ancestor, ours, theirs, version => version.Dependencies),
                Tags = Changed(ancestor, ours, theirs, version => version.Tags),
                CreatedAt = now,
                UpdatedAt = now,
                StatusHistory = [new(VersionStatus.Draft, now, context.Actor, request.Reason)],
            };
            await bodies.PutAsync(content, cancellation);
            var main = VersionService.WithVersion(before.Main, version, before.Main.Counter + 1);
            var change = new PromptChange
            {
                Prompt = before.WithBranch(BranchRecord.Main, main)
                    .WithBranch(branchName, branch with { Base = version.Version, BaseHash = version.ContentHash, Head = version.Version, HeadVariables = variables, Ahead = 0 })
                    .WithCount(null, VersionStatus.Draft),
                Added = [version],
                Audit = new()
                {
                    At = now,
                    By = context.Actor,
                    Action = AuditActions.BranchMerged,
                    Target = branchName,
                    Before = AuditEntry.State(new { branch.Base, branch.Head }),
                    After = AuditEntry.State(new { version.Version }),
                    Reason = request.Reason,
                },
            };
            return new Planned<VersionChanged>(change, new(new CreatedVersionView(version, content, warnings), VersionView.TagOf(version)));
        }, cancellationToken);
    }

    private async Task<PromptContent> MergeAsync(string name, BranchRecord branch, VersionRecord ours, VersionRecord theirs, CancellationToken cancellationToken)
    {
        var result = ThreeWayMerge.Of(
            ContentLines.Of(await reader.ContentAsync(theirs.Format, branch.BaseHash!, cancellationToken)),
            ContentLines.Of(await reader.ContentAsync(ours, cancellationToken)),
            ContentLines.Of(await reader.ContentAsync(theirs, cancellationToken)));
        if (result.Merged?.ToContent() is { } merged) return PromptContent.OfRequest(merged.Text, merged.Messages, required: true)!;
        throw new ProblemException(ProblemCodes.MergeConflict,
            $"Main ({ours.Version}) and '{name}' ({theirs.Version}) changed the same lines since {branch.Base}. Make a version on the branch that has main's changes.")
        {
            Extensions = new Dictionary<string, object?> { ["conflicts"] = result.Conflicts },
        };
    }

    /// <summary>The branch's value where the branch changed it, else main's.</summary>
    private static T Changed<T>(VersionRecord ancestor, VersionRecord ours, VersionRecord theirs, Func<VersionRecord, T> member) =>
        Json.EntityTag.Of(member(theirs)) == Json.EntityTag.Of(member(ancestor)) ? member(ours) : member(theirs);

    private static ProblemException NothingToMerge(string prompt, string branch) =>
        new(ProblemCodes.NothingToMerge, $"Main of '{prompt}' has all that '{branch}' has.");
}
