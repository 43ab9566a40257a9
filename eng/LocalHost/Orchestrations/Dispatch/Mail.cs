using PromptFunctions.LocalHost.Orchestrations.History;
using PromptFunctions.LocalHost.Orchestrations.Storage;

namespace PromptFunctions.LocalHost.Orchestrations.Dispatch;

/// <summary>Sends messages to instances. Whoever drives the hub is told: here at once, elsewhere by a signal in storage.</summary>
internal sealed class Mail(Hub hub, HubSignals signals, LocalDriver driver, TimeProvider clock)
{
    private long _lastTicks;

    public async Task SendAsync(string id, HistoryEvent content, long generation, CancellationToken cancellationToken)
    {
        var message = new InboxMessage(HubKeys.Message(NextTicks()), generation, content);
        await hub.AddMessageAsync(id, message, cancellationToken);
        await TellAsync(id, message, cancellationToken);
    }

    /// <summary>Has an instance woken that storage has something for.</summary>
    public async Task TellAsync(string id, InboxMessage? message, CancellationToken cancellationToken)
    {
        // Asked after the message was stored: a driver that begins now reads it.
        if (driver.Current is { } here)
            here.Wake(id, message, hasUnread: message is null);
        else
            await signals.AddAsync(id, cancellationToken);
    }

    /// <summary>The time, but later each time: messages of one sender keep their order.</summary>
    private long NextTicks()
    {
        while (true)
        {
            var last = Interlocked.Read(ref _lastTicks);
            var next = Math.Max(clock.GetUtcNow().UtcTicks, last + 1);
            if (Interlocked.CompareExchange(ref _lastTicks, next, last) == last)
                return next;
        }
    }
}
