using Microsoft.Extensions.Logging;

namespace PromptFunctions.Core.Webhooks;

/// <summary>Delivers all that waits for webhooks and was not delivered at once. It may run anywhere, twice at once, and end anywhere.</summary>
public sealed class WebhookRun(IWebhookStore store, IPendingWebhooks pending, WebhookDeliverer deliverer, ILogger<WebhookRun> logger, TimeProvider clock)
{
    // A prompt is marked just before its change is written: under a young mark there may come something.
    private static readonly TimeSpan OfChange = TimeSpan.FromMinutes(5);

    // The next run follows within a minute.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(50);

    // One with a long backlog and a slow receiver must not take the others' time.
    private static readonly TimeSpan Share = TimeSpan.FromSeconds(10);

    private const int AtOnce = 16;

    /// <summary>Goes through the prompts that have events for webhooks.</summary>
    /// <exception cref="AggregateException">Some could not be looked after; all others were.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + Budget;
        var failures = new List<Exception>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        // In another order each time: where a run's time is not enough for all, it is not always the same that go without.
        var all = await pending.ListAsync(cancellationToken).ToArrayAsync(cancellationToken);
        Random.Shared.Shuffle(all);
        await Parallel.ForEachAsync(all, parallel, async (marked, stopping) =>
        {
            try
            {
                await LookAfterAsync(marked, until, stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                // One that cannot be read must not keep the others from it.
                logger.LogError(e, "The webhooks of {Prompt} could not be looked after.", marked.Prompt);
                lock (failures) failures.Add(e);
            }
        });
        if (failures.Count > 0) throw new AggregateException("The webhooks of some prompts could not be looked after.", failures);
    }

    private async Task LookAfterAsync(PendingPrompt marked, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (isOld, end) = (now - marked.MarkedAt > OfChange, now + Share < until ? now + Share : until);
        var (webhooks, removed) = await store.ListAsync(marked.Prompt, cancellationToken);
        foreach (var key in removed) await store.ClearAsync(marked.Prompt, key, cancellationToken);
        var next = await Task.WhenAll(webhooks.Select(webhook => deliverer.DeliverAsync(webhook, end, cancellationToken)));
        if (isOld && next.All(one => one is null)) await pending.RemoveAsync(marked, cancellationToken);
    }
}
