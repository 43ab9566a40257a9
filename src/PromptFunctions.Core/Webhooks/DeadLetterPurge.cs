using Microsoft.Extensions.Logging;
using PromptFunctions.Core.Purging;

namespace PromptFunctions.Core.Webhooks;

/// <summary>Deletes dead letters that were kept long enough. It may run anywhere, and twice.</summary>
public sealed class DeadLetterPurge(IWebhookStore store, IPendingWebhooks pending, ILogger<DeadLetterPurge> logger, TimeProvider clock)
{
    /// <summary>Goes through the prompts that have old ones, for a while; gives how many those were.</summary>
    /// <exception cref="AggregateException">Those of some prompts could not be deleted; all others were.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (now, looked, failures) = (clock.GetUtcNow(), 0, new List<Exception>());
        var (before, until) = (now - DeadLetter.Kept, now + Purger.Budget);
        await foreach (var (prompt, note) in pending.ListDeadAsync(before, cancellationToken))
        {
            if (clock.GetUtcNow() >= until) break;
            try
            {
                await store.DeleteDeadLettersAsync(prompt, before, cancellationToken);
                await pending.RemoveDeadAsync(note, cancellationToken);
                looked++;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                logger.LogError(e, "The old dead letters of {Prompt} could not be deleted.", prompt);
                failures.Add(e);
            }
        }
        return failures.Count == 0 ? looked : throw new AggregateException("Some old dead letters could not be deleted.", failures);
    }
}
