using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Json;

namespace PromptFunctions.Core.Webhooks;

/// <summary>
/// Delivers what waits for a webhook, strictly in order. It may run anywhere, twice at once, and end anywhere: an event is forgotten only
/// after its receiver took it, so it is delivered at least once.
/// </summary>
public sealed class WebhookDeliverer(
    IWebhookStore store, IPendingWebhooks pending, IWebhookSender sender, IOptions<WebhookOptions> options, ILogger<WebhookDeliverer> logger, TimeProvider clock)
{
    // What storage calls beside an attempt may take, and clocks may differ by.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    private const int AtOnce = 10;

    private readonly TimeSpan timeout = options.Value.Timeout;

    /// <summary>Delivers what waits for a webhook, until that time at the most; gives when to look again, null where nothing waits.</summary>
    public async Task<DateTimeOffset?> DeliverAsync(string prompt, string id, DateTimeOffset until, CancellationToken cancellationToken) =>
        await store.ReadAsync(prompt, id, cancellationToken) is { } found ? await DeliverAsync(found, until, cancellationToken) : null;

    /// <summary>Delivers what waits for a webhook as it was read.</summary>
    public async Task<DateTimeOffset?> DeliverAsync(StoredWebhook found, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var (webhook, state) = found;
        if (!webhook.Enabled) return null;
        var replay = webhook.ReplayAfter(state);
        if (replay is null && !await store.HasPendingAsync(webhook, cancellationToken)) return null;
        var now = clock.GetUtcNow();
        if (state.Lease?.Until > now) return now + LookAgain;
        if (state.DueAt(webhook) is { } due && due > now) return due;
        if (now >= until) return now;

        var held = await SaveAsync(state with { Lease = new(Ulid.New(now), LeasedUntil(now)) }, cancellationToken);
        if (held is not null && replay is not null) held = await ReviveAsync(webhook, held, replay, cancellationToken);
        return held is null ? now + LookAgain : await RunAsync(webhook, held, until, cancellationToken);
    }

    private async Task<DateTimeOffset?> RunAsync(WebhookRecord webhook, WebhookState held, DateTimeOffset until, CancellationToken cancellationToken)
    {
        while (await store.PendingAsync(webhook, AtOnce, cancellationToken) is { Count: > 0 } waiting)
        {
            foreach (var delivery in waiting)
            {
                var now = clock.GetUtcNow();
                if (now >= until) return await ReleaseAsync(held, now, cancellationToken);
                if (await RenewedAsync(held, now, cancellationToken) is not { } renewed) return now + LookAgain;
                held = renewed;
                var answer = await sender.SendAsync(webhook, WireName.Of(delivery.Type), delivery.EventId, delivery.Body, cancellationToken);
                now = clock.GetUtcNow();
                if (answer.Error is null)
                {
                    await store.DeleteAsync(delivery, cancellationToken);
                    held = held.Delivered(now);
                    continue;
                }
                held = held.Failed(webhook, delivery, answer.Error, now, Random.Shared.NextDouble());
                logger.LogWarning("The webhook {Webhook} of {Prompt} did not get the event {Event} at attempt {Attempt}: {Error}",
                    webhook.Id, webhook.Prompt, delivery.EventId, held.HeadAttempts, answer.Error);
                if (!held.IsOver(delivery, now)) return await ReleaseAsync(held, held.NextAttemptAt, cancellationToken);
                if (await BuryAsync(held, delivery, now, cancellationToken) is not { } buried) return now + LookAgain;
                held = buried;
            }
            // Somebody may have set another address meanwhile, or asked for a replay.
            if ((await store.ReadAsync(webhook.Prompt, webhook.Id, cancellationToken))?.Webhook.StoreTag != webhook.StoreTag)
                return await ReleaseAsync(held, clock.GetUtcNow(), cancellationToken);
        }
        return await ReleaseAsync(held, null, cancellationToken);
    }

    /// <summary>Takes back the dead letters that a replay means; null where the lease was lost.</summary>
    private async Task<WebhookState?> ReviveAsync(WebhookRecord webhook, WebhookState held, WebhookReplay replay, CancellationToken cancellationToken)
    {
        var meant = await store.ListDeadLettersAsync(webhook, after: 0, DeadLetter.Most, cancellationToken).Where(replay.Means).ToListAsync(cancellationToken);
        foreach (var some in meant.Chunk(store.RevivedAtOnce))
        {
            held = held with { Lease = held.Lease! with { Until = LeasedUntil(clock.GetUtcNow()) } };
            await store.TryReviveAsync(held, [.. some.Select(letter => letter.Delivery with { DueAt = replay.At })], cancellationToken);
            if (await ReadHeldAsync(held, cancellationToken) is not { } kept) return null;
            held = kept;
        }
        return await SaveAsync(held with { Replayed = replay.Id }, cancellationToken);
    }

    /// <summary>Gives an event up; null where the lease was lost.</summary>
    private async Task<WebhookState?> BuryAsync(WebhookState held, WebhookDelivery delivery, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await pending.AddDeadAsync(delivery.Prompt, now, cancellationToken);
        logger.LogError("The event {Event} of {Prompt} was given up: the webhook {Webhook} did not take it for {Hours} hours.",
            delivery.EventId, delivery.Prompt, delivery.Webhook, WebhookBackoff.Lifetime.TotalHours);
        await store.TryBuryAsync(held, new(delivery, now, held.HeadAttempts, held.LastFailure!.Error), cancellationToken);
        return await ReadHeldAsync(held, cancellationToken);
    }

    private async ValueTask<WebhookState?> RenewedAsync(WebhookState held, DateTimeOffset now, CancellationToken cancellationToken) =>
        held.Lease!.Until - now > timeout + (Margin / 2)
            ? held
            : await SaveAsync(held with { Lease = held.Lease with { Until = LeasedUntil(now) } }, cancellationToken);

    private async Task<DateTimeOffset?> ReleaseAsync(WebhookState held, DateTimeOffset? next, CancellationToken cancellationToken)
    {
        // Where it was replaced meanwhile, there is nothing to release.
        await store.TrySaveAsync(held with { Lease = null }, cancellationToken);
        return next;
    }

    /// <summary>Writes the state as its holder; null where another has it.</summary>
    private async Task<WebhookState?> SaveAsync(WebhookState state, CancellationToken cancellationToken) =>
        // When the answer was lost, the client wrote it again and met its own row.
        await store.TrySaveAsync(state, cancellationToken) ?? await ReadHeldAsync(state, cancellationToken);

    /// <summary>The state as it is stored, if it is what its holder wrote last.</summary>
    private async Task<WebhookState?> ReadHeldAsync(WebhookState state, CancellationToken cancellationToken) =>
        await store.ReadAsync(state.Prompt, state.Id, cancellationToken) is { State: var there } && there with { StoreTag = null } == state with { StoreTag = null } ? there : null;

    private DateTimeOffset LeasedUntil(DateTimeOffset now) => now + timeout + Margin;
}
