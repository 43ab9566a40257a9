using Microsoft.Extensions.Logging;
using PromptFunctions.Core.Changes;

namespace PromptFunctions.Core.Webhooks;

/// <summary>
/// Has what a change brought delivered at once, in the background: who made the change does not wait for it. What ends with the process, or
/// is too much, the timer does.
/// </summary>
public sealed class WebhookKick(WebhookDeliverer deliverer, ILogger<WebhookKick> logger, TimeProvider clock) : IChangeListener, IDisposable
{
    // A receiver that failed is tried again from here, where that is sooner than the timer comes.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(1);

    private const int Most = 1_000;
    private const int AtOnce = 64;

    private readonly Dictionary<(string Prompt, string Id), Run> runs = [];
    private readonly SemaphoreSlim turns = new(AtOnce);
    private readonly CancellationTokenSource stopping = new();

    /// <inheritdoc/>
    public void Changed(PromptChange change, long sent)
    {
        foreach (var webhook in change.Outgoing.Select(delivery => delivery.Webhook).Append(change.Webhook?.Id).OfType<string>().Distinct())
            Kick((change.Prompt.Name, webhook));
    }

    // What is under way still looks at the source and the turns, and neither holds anything that has to be given back.
    /// <inheritdoc/>
    public void Dispose() => stopping.Cancel();

    private void Kick((string Prompt, string Id) webhook)
    {
        Run run;
        lock (runs)
        {
            if (runs.TryGetValue(webhook, out var under)) under.Wake();
            if (under is not null || runs.Count >= Most || stopping.IsCancellationRequested) return;
            runs[webhook] = run = new();
        }
        // It goes on after the request that it began with.
        using (ExecutionContext.SuppressFlow()) _ = Task.Run(() => RunAsync(webhook, run));
    }

    private async Task RunAsync((string Prompt, string Id) webhook, Run run)
    {
        try
        {
            while (await IsToGoOnAsync(webhook, run, await DeliverAsync(webhook, run)))
            {
            }
        }
        catch (Exception e)
        {
            lock (runs) runs.Remove(webhook);
            if (!stopping.IsCancellationRequested) logger.LogWarning(e, "What waits for the webhook {Webhook} of {Prompt} could not be delivered now; the timer will.", webhook.Id, webhook.Prompt);
        }
    }

    private async Task<DateTimeOffset?> DeliverAsync((string Prompt, string Id) webhook, Run run)
    {
        await turns.WaitAsync(stopping.Token);
        try
        {
            lock (runs) run.Rest();
            return await deliverer.DeliverAsync(webhook.Prompt, webhook.Id, clock.GetUtcNow() + LongestTurn, stopping.Token);
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>Waits until there is to look again, if that is soon; false where it is not.</summary>
    private async Task<bool> IsToGoOnAsync((string Prompt, string Id) webhook, Run run, DateTimeOffset? next)
    {
        var pause = next - clock.GetUtcNow();
        Task woken;
        lock (runs)
        {
            woken = run.Woken;
            if (!woken.IsCompleted && (pause is null || pause > LongestPause)) return !runs.Remove(webhook);
        }
        try
        {
            if (pause > TimeSpan.Zero) await woken.WaitAsync(pause.Value, clock, stopping.Token);
        }
        catch (TimeoutException)
        {
            // Nothing new came meanwhile: what failed is tried again.
        }
        return true;
    }

    /// <summary>Deliveries to one webhook, and whether there came more since they began.</summary>
    private sealed class Run
    {
        private TaskCompletionSource woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Woken => woken.Task;

        public void Wake() => woken.TrySetResult();

        public void Rest()
        {
            if (woken.Task.IsCompleted) woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
