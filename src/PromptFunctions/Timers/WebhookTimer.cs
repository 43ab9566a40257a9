using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PromptFunctions.Core.Webhooks;

namespace PromptFunctions.Timers;

/// <summary>Delivers what webhooks did not get at once.</summary>
public sealed class WebhookTimer(WebhookRun webhooks, DeadLetterPurge purge, ILogger<WebhookTimer> logger)
{
    /// <summary>Runs once a minute; it may run anywhere, and twice.</summary>
    [Function("DeliverWebhooks")]
    public Task DeliverWebhooks([TimerTrigger("15 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) => webhooks.RunAsync(cancellationToken);

    /// <summary>Runs once an hour; it may run anywhere, and twice.</summary>
    [Function("PurgeDeadLetters")]
    public async Task PurgeDeadLetters([TimerTrigger("0 23 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var prompts = await purge.RunAsync(cancellationToken);
        if (prompts > 0) logger.LogInformation("The old dead letters of {Prompts} prompts were deleted.", prompts);
    }
}
