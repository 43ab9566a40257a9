namespace PromptFunctions.Core.Webhooks;

/// <summary>Deletes dead letters that were kept long enough. It may run anywhere, and twice.</summary>
public sealed class DeadLetterPurge(IWebhookStore store, IPendingWebhooks pending, TimeProvider clock)
{
    /// <summary>Goes through the prompts that have old ones; gives how many those were.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var looked = 0;
        var before = clock.GetUtcNow() - DeadLetter.Kept;
        await foreach (var (prompt, note) in pending.ListDeadAsync(before, cancellationToken))
        {
            await store.DeleteDeadLettersAsync(prompt, before, cancellationToken);
            await pending.RemoveDeadAsync(note, cancellationToken);
            looked++;
        }
        return looked;
    }
}
