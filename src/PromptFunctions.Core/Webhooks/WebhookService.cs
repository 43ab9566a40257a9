using System.Text.Json;
using Microsoft.Extensions.Logging;
using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;

namespace PromptFunctions.Core.Webhooks;

/// <summary>Sets, shows and removes webhooks.</summary>
public sealed class WebhookService(
    IPromptStore prompts, IWebhookStore store, WebhookReader reader, IWebhookSender sender, PromptChanges changes, ILogger<WebhookService> logger, TimeProvider clock)
{
    /// <summary>What continuation tokens of this listing are marked with.</summary>
    public const string Listing = "webhooks";

    /// <summary>A page of a prompt's webhooks by name; 404 where there is no such prompt.</summary>
    public async Task<Page<WebhookView>> ListAsync(string prompt, PageRequest page, CancellationToken cancellationToken)
    {
        page.Require(Names.IsName);
        var all = (await store.ListAsync(prompt, cancellationToken)).Webhooks;
        if (all.Count == 0) PromptHead.Require(await prompts.ReadHeadAsync(prompt, cancellationToken), prompt);
        var views = await Task.WhenAll(all.Where(one => page.After is null || string.CompareOrdinal(one.Webhook.Id, page.After) > 0)
            .OrderBy(one => one.Webhook.Id, StringComparer.Ordinal).Take(page.Limit + 1).Select(one => ViewAsync(one, cancellationToken)));
        return await page.FillAsync(views.ToAsyncEnumerable(), Listing, view => view.Id, view => view, cancellationToken);
    }

    /// <summary>A webhook, and how deliveries to it go; 404 where there is none.</summary>
    public async Task<WebhookView> GetAsync(string prompt, string id, CancellationToken cancellationToken) =>
        await ViewAsync(await reader.RequireAsync(prompt, id, cancellationToken), cancellationToken);

    /// <summary>Sets a webhook.</summary>
    public async Task<WebhookSaved> PutAsync(string prompt, string id, PutWebhookRequest request, ChangeContext context, CancellationToken cancellationToken)
    {
        Names.RequireName("id", id);
        // Looked up before the prompt's turn, because that takes its time.
        if (request.Validate() is { } url) await sender.RequireAllowedAsync(url, cancellationToken);
        return await changes.ApplyAsync(prompt, context, async (head, cancellation) =>
        {
            var before = PromptHead.Require(head, prompt).Prompt;
            var old = before.Webhooks.ContainsKey(id) ? (await reader.RequireAsync(head, prompt, id, context, cancellation)).Webhook : null;
            if (old is null) context.Preconditions.RequireAbsent();
            var now = clock.GetUtcNow();
            var after = request.ApplyTo(old, prompt, id, context.Actor, now);
            if (old?.AsksTheSame(after) == true) return new(null, new WebhookSaved(new(old), Created: false));
            if (old is null && before.Webhooks.Count >= Limits.Webhooks) throw Limits.Exceeded("The prompt's webhooks", Limits.Webhooks, "webhooks");
            var change = new PromptChange
            {
                Prompt = before with { Webhooks = new Dictionary<string, WebhookSubscription>(before.Webhooks) { [id] = after.Subscription } },
                Webhook = after,
                Audit = Audit(AuditActions.WebhookSet, id, State(old), State(after, isSecretNew: old?.Secret != after.Secret), context, now),
            };
            return new Planned<WebhookSaved>(change, new(new(after), Created: old is null));
        }, cancellationToken);
    }

    /// <summary>Removes a webhook, with all that is on its way to it and all dead letters; 404 where there is none.</summary>
    public async Task<WebhookRecord> RemoveAsync(string prompt, string id, ChangeContext context, CancellationToken cancellationToken)
    {
        var removed = await changes.ApplyAsync(prompt, context, async (head, cancellation) =>
        {
            var old = (await reader.RequireAsync(head, prompt, id, context, cancellation)).Webhook;
            var before = head!.Prompt;
            var change = new PromptChange
            {
                Prompt = before with { Webhooks = before.Webhooks.Where(webhook => webhook.Key != id).ToDictionary() },
                RemovedWebhook = old,
                Audit = Audit(AuditActions.WebhookRemoved, id, State(old), null, context, clock.GetUtcNow()),
            };
            return new Planned<WebhookRecord>(change, old);
        }, cancellationToken);
        try
        {
            await store.ClearAsync(prompt, removed.Key, cancellationToken);
        }
        catch (ProblemException e)
        {
            logger.LogWarning(e, "The events of the webhook {Webhook} of {Prompt}, which was removed, could not be deleted now; the timer will.", id, prompt);
        }
        return removed;
    }

    private async Task<WebhookView> ViewAsync(StoredWebhook found, CancellationToken cancellationToken) =>
        new(found.Webhook, new(found, await store.BacklogAsync(found.Webhook, cancellationToken)));

    private static AuditEntry Audit(string action, string id, JsonElement? before, JsonElement? after, ChangeContext context, DateTimeOffset now) => new()
    {
        At = now,
        By = context.Actor,
        Action = action,
        Target = id,
        Before = before,
        After = after,
    };

    private static JsonElement? State(WebhookRecord? webhook, bool isSecretNew = false) =>
        webhook is null ? null : AuditEntry.State(new { webhook.Url, webhook.Events, webhook.Enabled, webhook.Description, Secret = isSecretNew ? "new" : "kept" });
}
