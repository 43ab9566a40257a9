using Microsoft.Azure.Functions.Worker;
using PromptFunctions.Core.Webhooks;

namespace PromptFunctions.Timers;

/// <summary>Delivers what webhooks did not get at once.</summary>
public sealed class WebhookTimer(WebhookRun webhooks)
{
    /// <summary>Runs once a minute; it may run anywhere, and twice.</summary>
    [Function("DeliverWebhooks")]
    public Task DeliverWebhooks([TimerTrigger("15 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) => webhooks.RunAsync(cancellationToken);
}
