using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Routing;

/// <summary>Names versions by labels.</summary>
public sealed class LabelService(IPromptStore store, VersionReader reader, PromptChanges changes, TimeProvider clock)
{
    /// <summary>What continuation tokens of this listing are marked with.</summary>
    public const string Listing = "labels";

    /// <summary>A page of a prompt's labels by name.</summary>
    public async Task<Page<LabelView>> ListAsync(string prompt, PageRequest page, CancellationToken cancellationToken)
    {
        var head = PromptHead.Require(await store.ReadHeadAsync(prompt, cancellationToken), prompt);
        var labels = head.Route.LabelVersions().Where(label => page.After is null || string.CompareOrdinal(label.Key, page.After) > 0);
        return await page.FillAsync(labels.ToAsyncEnumerable(), Listing, label => label.Key, label => new LabelView(label.Key, label.Value), cancellationToken);
    }

    /// <summary>Points a label at a version.</summary>
    public Task<LabelSaved> PutAsync(string prompt, string label, PutLabelRequest request, ChangeContext context, CancellationToken cancellationToken)
    {
        Names.RequireLabel(label);
        var number = request.Validate();
        return changes.ApplyAsync(prompt, context, async (head, cancellation) =>
        {
            var (before, route) = PromptHead.Require(head, prompt);
            var old = route.Labels.GetValueOrDefault(label);
            context.Preconditions.Require(() => PromptView.TagOf(head!), exists: old is not null);
            var version = await reader.ReadAsync(prompt, number, cancellation);
            var saved = new LabelSaved(new(label, version.Version), Created: old is null);
            if (old?.Version == version.Version) return new(null, saved);
            return new Planned<LabelSaved>(Change(before, route, label, old, new(version.Version, version.ContentHash), context), saved);
        }, cancellationToken);
    }

    /// <summary>Removes a label; 404 where there is none.</summary>
    public Task<LabelView> RemoveAsync(string prompt, string label, ChangeContext context, CancellationToken cancellationToken)
    {
        Names.RequireLabel(label);
        return changes.ApplyAsync(prompt, context, (head, _) =>
        {
            var (before, route) = PromptHead.Require(head, prompt);
            context.Preconditions.Require(() => PromptView.TagOf(head!));
            var old = route.Labels.GetValueOrDefault(label) ?? throw new ProblemException(ProblemCodes.UnknownLabel, $"'{prompt}' has no label '{label}'.");
            return Task.FromResult(new Planned<LabelView>(Change(before, route, label, old, null, context), new(label, old.Version)));
        }, cancellationToken);
    }

    private PromptChange Change(PromptRecord prompt, RouteRecord route, string label, ServedVersion? old, ServedVersion? version, ChangeContext context) => new()
    {
        Prompt = prompt,
        Route = route.WithLabel(label, version),
        Audit = new()
        {
            At = clock.GetUtcNow(),
            By = context.Actor,
            Action = version is null ? AuditActions.LabelRemoved : AuditActions.LabelSet,
            Target = label,
            Before = old is null ? null : AuditEntry.State(new { old.Version }),
            After = version is null ? null : AuditEntry.State(new { version.Version }),
        },
    };
}
