using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Templates;

namespace PromptFunctions.Core.Versions;

/// <summary>Creates, finds and changes versions.</summary>
public sealed class VersionService(
    IPromptStore store, IBodyStore bodies, IPromptDirectory directory, VersionReader reader, PromptChanges changes, TimeProvider clock)
{
    /// <summary>What continuation tokens of this listing are marked with.</summary>
    public const string Listing = "versions";

    /// <summary>Makes a new draft, and the prompt where the request gives its type.</summary>
    public Task<VersionChanged> CreateAsync(string prompt, CreateVersionRequest request, ChangeContext context, CancellationToken cancellationToken)
    {
        var content = request.Validate(prompt);
        var variables = TemplateVariables.Of(content.Templates);
        var branchName = request.Branch ?? BranchRecord.Main;
        int stored = 0, skipped = 0;
        return changes.ApplyAsync(prompt, context, async (head, cancellation) =>
        {
            if (head is null) context.Preconditions.RequireAbsent();
            else context.Preconditions.Require(() => PromptView.TagOf(head));
            var now = clock.GetUtcNow();
            var before = head?.Prompt ?? (request.Type is { } type ? PromptService.New(prompt, type, now) : PromptHead.Require(null, prompt).Prompt);
            if (request.Type is not null && request.Type != before.Type) throw ProblemException.Invalid("type", $"is '{before.Type}' for this prompt.");
            RequireFormat(before, content);
            var branch = before.Branches.GetValueOrDefault(branchName)
                ?? throw new ProblemException(ProblemCodes.UnknownBranch, $"'{prompt}' has no branch '{branchName}'.");

            var onMain = branchName == BranchRecord.Main;
            var counter = branch.Counter + 1 + skipped;
            var number = onMain ? request.Version ?? NextOnMain(branch, request.Bump ?? VersionBump.Patch) : NextOnBranch(branch, branchName, counter);
            var isMajor = branch.Head is null || request.Bump == VersionBump.Major || number.Major > branch.Head.Major;
            var warnings = BreakingVariables.Check(branch.Head is null ? null : branch.HeadVariables, variables, isMajor, onMain && before.Settings.StrictVersions);
            var version = new VersionRecord
            {
                Prompt = prompt,
                Version = number,
                Branch = branchName,
                Parent = branch.Head,
                Status = VersionStatus.Draft,
                Format = content.Format,
                ContentHash = content.Hash,
                Variables = variables,
                Author = context.Actor,
                Description = request.Description,
                ChangeLog = request.ChangeLog ?? [],
                Metadata = request.Metadata ?? new Dictionary<string, System.Text.Json.JsonElement>(),
                Dependencies = request.Dependencies ?? [],
                Tags = request.Tags ?? [],
                CreatedAt = now,
                UpdatedAt = now,
                StatusHistory = [new(VersionStatus.Draft, now, context.Actor, null)],
            };
            var route = head?.Route ?? new RouteRecord { Prompt = prompt };
            var after = before.WithBranch(branchName, WithVersion(branch, version, counter)).WithCount(null, VersionStatus.Draft) with { Format = content.Format };

            if (head is null) await directory.PutAsync(DirectoryEntry.Of(after), cancellation);
            if (Interlocked.Exchange(ref stored, 1) == 0) await bodies.PutAsync(content, cancellation);
            var change = new PromptChange
            {
                Prompt = after,
                Route = head is null || route.Format != content.Format ? route.Next() with { Format = content.Format } : null,
                Added = [version],
                Audit = new() { At = now, By = context.Actor, Action = AuditActions.VersionCreated, Target = number.ToString(), After = AuditEntry.State(Summary(version)) },
            };
            return new Planned<VersionChanged>(change, new(new CreatedVersionView(version, content, warnings), VersionView.TagOf(version)))
            {
                // A branch's next number may have been taken by an explicit pre-release on main.
                OnVersionExists = onMain ? null : _ => skipped++,
            };
        }, cancellationToken);
    }

    /// <summary>A version with its entity tag, and its content where that is wanted of this tag; 404 where there is none.</summary>
    public async Task<VersionChanged> GetAsync(string prompt, string selector, Func<string, bool> withContent, CancellationToken cancellationToken)
    {
        var version = await reader.FindAsync(prompt, selector, cancellationToken);
        var tag = VersionView.TagOf(version);
        return new(new VersionView(version, withContent(tag) ? await reader.ContentAsync(version, cancellationToken) : null), tag);
    }

    /// <summary>A page of a prompt's history, highest version first, without bodies.</summary>
    public async Task<Page<VersionView>> ListAsync(string prompt, PageRequest page, VersionQuery filter, CancellationToken cancellationToken)
    {
        var head = PromptHead.Require(await store.ReadHeadAsync(prompt, cancellationToken), prompt);
        if (filter.Branch is not null && !head.Prompt.Branches.ContainsKey(filter.Branch))
            throw new ProblemException(ProblemCodes.UnknownBranch, $"'{prompt}' has no branch '{filter.Branch}'.");
        page.Require(key => VersionNumber.TryParse(key, out _));
        var query = filter with { After = page.After is null ? null : VersionNumber.Parse(page.After), AtOnce = filter.Tag is null ? page.AtOnce : PageRequest.MaximumLimit };
        return await page.FillAsync(store.ListVersionsAsync(prompt, query, cancellationToken), Listing, version => version.Version.ToString(), version => new VersionView(version), cancellationToken);
    }

    /// <summary>Changes a version's description, tags, metadata or change log, and the content of a draft that was never served.</summary>
    public Task<VersionChanged> PatchAsync(string prompt, string selector, PatchVersionRequest request, ChangeContext context, CancellationToken cancellationToken)
    {
        var content = request.Validate();
        return changes.ApplyAsync(prompt, context, async (head, cancellation) =>
        {
            var (prompts, route) = PromptHead.Require(head, prompt);
            var before = await reader.ReadAsync(head!, VersionReader.Resolve(head!, selector), cancellation);
            context.Preconditions.Require(() => VersionView.TagOf(before));
            var after = request.ApplyTo(before);
            RouteRecord? routed = null;
            if (content is not null && content.Hash != before.ContentHash)
            {
                after = await WithContentAsync(head!, before, after, content, cancellation);
                if (route.Labels.Values.Any(served => served.Version == after.Version)) routed = route.WithContent(after.Version, content.Hash);
                foreach (var (name, branch) in prompts.Branches.Where(branch => branch.Value.Head == after.Version))
                    prompts = prompts.WithBranch(name, branch with { HeadVariables = after.Variables });
                await bodies.PutAsync(content, cancellation);
            }

            var (was, becomes) = (Summary(before), Summary(after));
            var shown = content ?? await reader.ContentAsync(before, cancellation);
            if (EntityTag.Of(was) == EntityTag.Of(becomes)) return new(null, new VersionChanged(new VersionView(before, shown), VersionView.TagOf(before)));
            after = after with { UpdatedAt = clock.GetUtcNow() };
            var change = new PromptChange
            {
                Prompt = prompts,
                Route = routed,
                Updated = [after],
                Audit = new()
                {
                    At = after.UpdatedAt,
                    By = context.Actor,
                    Action = AuditActions.VersionUpdated,
                    Target = after.Version.ToString(),
                    Before = AuditEntry.State(was),
                    After = AuditEntry.State(becomes),
                },
            };
            return new Planned<VersionChanged>(change, new(new VersionView(after, shown), VersionView.TagOf(after)));
        }, cancellationToken);
    }

    /// <summary>A branch after a version was made on it.</summary>
    public static BranchRecord WithVersion(BranchRecord branch, VersionRecord version, int counter)
    {
        // Main's head is its highest version: an explicit lower one does not move it.
        var leads = version.Branch != BranchRecord.Main || branch.Head is null || version.Version > branch.Head;
        return branch with
        {
            Head = leads ? version.Version : branch.Head,
            HeadVariables = leads ? version.Variables : branch.HeadVariables,
            Counter = counter,
            Ahead = branch.Ahead + 1,
        };
    }

    /// <summary>The next version on main; 409 where there is no higher number.</summary>
    public static VersionNumber NextOnMain(BranchRecord main, VersionBump bump)
    {
        try
        {
            return (main.Head ?? VersionNumber.Zero).Next(bump);
        }
        catch (OverflowException e)
        {
            throw new ProblemException(ProblemCodes.VersionExists, $"There is no higher {WireName.Of(bump)} version than {main.Head}.", e);
        }
    }

    private static VersionNumber NextOnBranch(BranchRecord branch, string name, int counter)
    {
        try
        {
            return branch.Base!.NextOnBranch(name, counter);
        }
        catch (OverflowException e)
        {
            throw new ProblemException(ProblemCodes.VersionExists, $"There is no higher patch than {branch.Base}.", e);
        }
    }

    private static void RequireFormat(PromptRecord prompt, PromptContent content)
    {
        if (prompt.HasVersions && prompt.Format != content.Format)
            throw new ProblemException(ProblemCodes.FormatFixed, $"'{prompt.Name}' is {WireName.Of(prompt.Format)}; its format is fixed.");
    }

    private async Task<VersionRecord> WithContentAsync(
        PromptHead head, VersionRecord before, VersionRecord after, PromptContent content, CancellationToken cancellationToken)
    {
        var prompt = head.Prompt;
        if (before.Status != VersionStatus.Draft || before.Served)
        {
            throw new ProblemException(ProblemCodes.VersionImmutable,
                $"The content of {before.Id} is fixed: only a draft that was never served can change. Make a new version.");
        }
        head.RequireNotHeld(before.Version, clock.GetUtcNow()); // A gate may have seen it already.
        RequireFormat(prompt, content);
        var variables = TemplateVariables.Of(content.Templates);
        if (prompt.Settings.StrictVersions && before.Branch == BranchRecord.Main && before.Parent is { } parent)
        {
            var predecessor = await reader.ReadAsync(prompt.Name, parent, cancellationToken);
            BreakingVariables.Check(predecessor.Variables, variables, before.Version.Major > parent.Major, strict: true);
        }
        return after with { ContentHash = content.Hash, Variables = variables, Approvals = [] };
    }

    private static object Summary(VersionRecord version) => new
    {
        version.Status,
        version.ContentHash,
        version.Description,
        version.ChangeLog,
        version.Metadata,
        version.Dependencies,
        version.Tags,
    };
}
