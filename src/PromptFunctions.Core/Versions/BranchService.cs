using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;

namespace PromptFunctions.Core.Versions;

/// <summary>Makes and lists branches.</summary>
public sealed class BranchService(IPromptStore store, VersionReader reader, PromptChanges changes, TimeProvider clock)
{
    /// <summary>What continuation tokens of this listing are marked with.</summary>
    public const string Listing = "branches";

    /// <summary>Makes a branch at a version; it has no version of its own yet.</summary>
    public Task<BranchView> CreateAsync(string prompt, CreateBranchRequest request, ChangeContext context, CancellationToken cancellationToken)
    {
        var (name, from) = request.Validate();
        return changes.ApplyAsync(prompt, context, async (head, cancellation) =>
        {
            var (before, _) = PromptHead.Require(head, prompt);
            context.Preconditions.Require(() => PromptView.TagOf(head!));
            if (before.Branches.ContainsKey(name)) throw new ProblemException(ProblemCodes.BranchExists, $"'{prompt}' has a branch '{name}' already.");
            if (before.Branches.Count > Limits.Branches) throw Limits.Exceeded("The prompt's branches", Limits.Branches, "branches");
            var version = await reader.ReadAsync(prompt, from, cancellation);
            var branch = new BranchRecord
            {
                Base = version.Version,
                BaseHash = version.ContentHash,
                Head = version.Version,
                HeadVariables = version.Variables,
                CreatedAt = clock.GetUtcNow(),
                CreatedBy = context.Actor,
            };
            var change = new PromptChange
            {
                Prompt = before.WithBranch(name, branch),
                Audit = new()
                {
                    At = branch.CreatedAt,
                    By = context.Actor,
                    Action = AuditActions.BranchCreated,
                    Target = name,
                    After = AuditEntry.State(new { From = version.Version }),
                },
            };
            var above = await MainAboveAsync(before, version.Version, cancellation);
            return new Planned<BranchView>(change, BranchView.Of(name, branch, above.Count));
        }, cancellationToken);
    }

    /// <summary>A page of a prompt's branches besides main, by name.</summary>
    public async Task<Page<BranchView>> ListAsync(string prompt, PageRequest page, CancellationToken cancellationToken)
    {
        var (record, _) = PromptHead.Require(await store.ReadHeadAsync(prompt, cancellationToken), prompt);
        var branches = record.Branches.Where(branch => branch.Key != BranchRecord.Main).OrderBy(branch => branch.Key, StringComparer.Ordinal).ToList();
        var lowest = branches.Select(branch => branch.Value.Base!).Min();
        var main = lowest is null ? [] : await MainAboveAsync(record, lowest, cancellationToken);
        var shown = branches.Where(branch => page.After is null || string.CompareOrdinal(branch.Key, page.After) > 0)
            .Select(branch => BranchView.Of(branch.Key, branch.Value, main.Count(version => version > branch.Value.Base!)));
        return await page.FillAsync(shown.ToAsyncEnumerable(), Listing, branch => branch.Branch, branch => branch, cancellationToken);
    }

    /// <summary>Main's versions above one.</summary>
    private async Task<List<VersionNumber>> MainAboveAsync(PromptRecord prompt, VersionNumber version, CancellationToken cancellationToken)
    {
        if (prompt.Main.Head is not { } highest || highest <= version) return [];
        return await store.ListVersionsAsync(prompt.Name, new(Branch: BranchRecord.Main), cancellationToken)
            .Select(main => main.Version).TakeWhile(main => main > version).ToListAsync(cancellationToken);
    }
}
