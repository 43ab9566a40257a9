using System.Runtime.CompilerServices;
using System.Text.Json;
using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Routing;

namespace PromptFunctions.Core.Prompts;

/// <summary>Creates, changes and finds prompts.</summary>
public sealed class PromptService(IPromptStore store, IPromptDirectory directory, PromptChanges changes, TimeProvider clock)
{
    /// <summary>What continuation tokens of this listing are marked with.</summary>
    public const string Listing = "prompts";

    private const int ReadAtOnce = 32;

    /// <summary>Creates or changes a prompt.</summary>
    public Task<PromptSaved> PutAsync(string name, PutPromptRequest request, ChangeContext context, CancellationToken cancellationToken)
    {
        request.Validate();
        return changes.ApplyAsync(name, context, async (head, cancellation) =>
        {
            if (head is null) context.Preconditions.RequireAbsent();
            else context.Preconditions.Require(() => PromptView.TagOf(head));
            var now = clock.GetUtcNow();
            var before = head?.Prompt ?? New(name, request.Type ?? throw ProblemException.Invalid("type", "is required for a new prompt."), now);
            var after = request.ApplyTo(before) with { UpdatedAt = now };
            if (before.HasVersions && after.Format != before.Format)
                throw new ProblemException(ProblemCodes.FormatFixed, $"'{name}' has versions, so its format stays {WireName.Of(before.Format)}.");

            var route = head?.Route ?? new RouteRecord { Prompt = name };
            var (was, becomes) = Difference(before, after);
            if (head is not null && becomes.Count == 0) return new(null, new PromptSaved(new PromptView(head), Created: false));

            if (head is null || before.Type != after.Type || !before.Tags.SequenceEqual(after.Tags))
                await directory.PutAsync(DirectoryEntry.Of(before, after), cancellation);
            var routed = head is null || route.Format != after.Format ? route with { Format = after.Format, Revision = route.Revision + 1 } : null;
            var change = new PromptChange
            {
                Prompt = after,
                Route = routed,
                Audit = new()
                {
                    At = now,
                    By = context.Actor,
                    Action = head is null ? AuditActions.PromptCreated : AuditActions.PromptUpdated,
                    Target = name,
                    Before = head is null ? null : AuditEntry.State(was),
                    After = AuditEntry.State(becomes),
                },
            };
            return new Planned<PromptSaved>(change, new(new PromptView(new(after, routed ?? route)), head is null));
        }, cancellationToken);
    }

    /// <summary>A prompt; 404 where there is none.</summary>
    public async Task<PromptView> GetAsync(string name, CancellationToken cancellationToken) =>
        new(PromptHead.Require(await store.ReadHeadAsync(name, cancellationToken), name));

    /// <summary>A page of prompts by name.</summary>
    public Task<Page<PromptView>> ListAsync(PageRequest page, string? type, string? tag, CancellationToken cancellationToken) =>
        page.FillAsync(HeadsAsync(page.Require(Names.IsName), type, tag, cancellationToken), Listing, head => head.Prompt.Name, head => new PromptView(head), cancellationToken);

    /// <summary>A prompt that does not exist yet.</summary>
    public static PromptRecord New(string name, string type, DateTimeOffset now) => new() { Name = name, Type = type, CreatedAt = now, UpdatedAt = now };

    // The directory narrows the candidates down; what is answered comes from the prompts themselves.
    private async IAsyncEnumerable<PromptHead> HeadsAsync(PageRequest page, string? type, string? tag, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        bool Wanted(IReadOnlyList<string> types, IReadOnlyList<string> tags) => (type is null || types.Contains(type)) && (tag is null || tags.Contains(tag));

        var entries = directory.ListAsync(page.After, cancellationToken).Where(entry => Wanted(entry.Types, entry.Tags));
        await foreach (var some in entries.Chunk(Math.Min(page.Limit + 1, ReadAtOnce)).WithCancellation(cancellationToken))
        {
            foreach (var head in await Task.WhenAll(some.Select(entry => store.ReadHeadAsync(entry.Name, cancellationToken))))
            {
                if (head is not null && Wanted([head.Prompt.Type], head.Prompt.Tags)) yield return head;
            }
        }
    }

    /// <summary>The members of the user's own that differ, before and after.</summary>
    private static (Dictionary<string, JsonElement> Before, Dictionary<string, JsonElement> After) Difference(PromptRecord before, PromptRecord after)
    {
        static Dictionary<string, JsonElement> Members(PromptRecord prompt) => JsonSerializer.SerializeToElement(
            new { prompt.Type, prompt.Format, prompt.Description, prompt.Tags, prompt.Metrics, prompt.Settings }, CoreJson.Options)
            .EnumerateObject().ToDictionary(member => member.Name, member => member.Value);

        var (was, becomes) = (Members(before), Members(after));
        var changed = becomes.Keys.Where(name => !JsonElement.DeepEquals(was[name], becomes[name])).ToList();
        return (changed.ToDictionary(name => name, name => was[name]), changed.ToDictionary(name => name, name => becomes[name]));
    }
}
