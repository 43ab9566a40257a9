using System.Globalization;
using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Prompts;

namespace PromptFunctions.Core.Webhooks;

/// <summary>Shows what could not be delivered, and has it delivered after all.</summary>
public sealed class DeadLetterService(IWebhookStore store, WebhookReader reader, PromptChanges changes, TimeProvider clock)
{
    /// <summary>What continuation tokens of this listing are marked with.</summary>
    public const string Listing = "dead-letters";

    /// <summary>A page of a webhook's dead letters, in the order in which the events happened; 404 where there is no such webhook.</summary>
    public async Task<Page<DeadLetterView>> ListAsync(string prompt, string id, PageRequest page, CancellationToken cancellationToken)
    {
        long after = 0;
        page.Require(key => long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out after));
        var (webhook, _) = await reader.RequireAsync(prompt, id, cancellationToken);
        return await page.FillAsync(
            store.ListDeadLettersAsync(webhook, after, page.AtOnce, cancellationToken), Listing,
            letter => letter.Delivery.Sequence.ToString(CultureInfo.InvariantCulture), letter => new DeadLetterView(letter), cancellationToken);
    }

    /// <summary>Has dead letters delivered, each before all that happened after it; 404 where there is no such webhook.</summary>
    public Task<ReplayView> ReplayAsync(string prompt, string id, ReplayDeadLettersRequest request, ChangeContext context, CancellationToken cancellationToken)
    {
        request.Validate();
        return changes.ApplyAsync(prompt, context, async (head, cancellation) =>
        {
            var (webhook, state) = await reader.RequireAsync(head, prompt, id, context, cancellation);
            var now = clock.GetUtcNow();
            var wanted = new WebhookReplay(Ulid.New(now), now, request.Ids);
            var count = await store.ListDeadLettersAsync(webhook, after: 0, DeadLetter.Most, cancellation).CountAsync(wanted.Means, cancellation);
            var result = new ReplayView(count);
            if (count == 0) return new(null, result);
            // What was asked for before and is not done yet, is done with it.
            if (webhook.ReplayAfter(state) is { } open) wanted = wanted with { Ids = wanted.Ids is null || open.Ids is null ? null : [.. wanted.Ids.Union(open.Ids)] };
            var change = new PromptChange
            {
                Prompt = head!.Prompt,
                Webhook = webhook with { Replay = wanted },
                Audit = new() { At = now, By = context.Actor, Action = AuditActions.WebhookReplayed, Target = id, After = AuditEntry.State(new { result.Replayed, request.Ids }), Reason = request.Reason },
            };
            return new Planned<ReplayView>(change, result);
        }, cancellationToken);
    }
}
