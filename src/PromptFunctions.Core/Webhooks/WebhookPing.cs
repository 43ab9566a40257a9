using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;

namespace PromptFunctions.Core.Webhooks;

/// <summary>Tries a webhook out.</summary>
public sealed class WebhookPing(WebhookReader reader, IWebhookSender sender, TimeProvider clock)
{
    /// <summary>Sends a test event, once and past all that waits; 404 where there is no such webhook.</summary>
    public async Task<WebhookPingView> RunAsync(string prompt, string id, ChangeContext context, CancellationToken cancellationToken)
    {
        var (webhook, _) = await reader.RequireAsync(prompt, id, cancellationToken);
        WebhookReader.Require(context.Preconditions, webhook);
        var now = clock.GetUtcNow();
        var sent = new WebhookEvent(Ulid.New(now), WebhookEvent.Ping, now, prompt, 0, context.Actor, id, null, new { });
        var started = clock.GetTimestamp();
        var answer = await sender.SendAsync(webhook, sent.Type, sent.Id, sent.ToBytes(), cancellationToken);
        return new(sent.Id, answer.Error is null, answer.Status, answer.Error, Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 3));
    }
}
