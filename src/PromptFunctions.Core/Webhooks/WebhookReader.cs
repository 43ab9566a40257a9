using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;

namespace PromptFunctions.Core.Webhooks;

/// <summary>Finds webhooks.</summary>
public sealed class WebhookReader(IPromptStore prompts, IWebhookStore store)
{
    /// <summary>A webhook; 404 where there is none.</summary>
    public async Task<StoredWebhook> RequireAsync(string prompt, string id, CancellationToken cancellationToken)
    {
        if (Common.Names.IsName(id) && await store.ReadAsync(prompt, id, cancellationToken) is { } found) return found;
        PromptHead.Require(await prompts.ReadHeadAsync(prompt, cancellationToken), prompt);
        throw Unknown(prompt, id);
    }

    /// <summary>A webhook that a change is about, which has to meet the change's conditions; 404 where there is none.</summary>
    public async Task<StoredWebhook> RequireAsync(PromptHead? head, string prompt, string id, ChangeContext context, CancellationToken cancellationToken)
    {
        if (!PromptHead.Require(head, prompt).Prompt.Webhooks.TryGetValue(id, out var known)) throw Unknown(prompt, id);
        var found = await store.ReadAsync(prompt, id, cancellationToken);
        if (found?.Webhook.Key != known.Key) throw new StaleReadException();
        Require(context.Preconditions, found.Webhook);
        return found;
    }

    /// <summary>Checks what a caller says of a webhook. Deliveries go on all the time, so it is about what was set: its tag comes first in that of the whole.</summary>
    public static void Require(Preconditions conditions, WebhookRecord webhook)
    {
        var view = new WebhookView(webhook);
        conditions.Require(() => conditions.IfMatch!.FirstOrDefault(view.HasTag) ?? view.Tag);
    }

    private static ProblemException Unknown(string prompt, string id) => new(ProblemCodes.UnknownWebhook, $"'{prompt}' has no webhook '{id}'.");
}
