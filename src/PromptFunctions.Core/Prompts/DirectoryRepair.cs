namespace PromptFunctions.Core.Prompts;

/// <summary>Brings the directory in line with the prompts, where a process died between the two.</summary>
public sealed class DirectoryRepair(IPromptStore store, IPromptDirectory directory, TimeProvider clock)
{
    // An entry is written just before the prompt that it lists: a young one may belong to a change under way.
    private static readonly TimeSpan OfChange = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan OfNewPrompt = TimeSpan.FromDays(1);

    /// <summary>Goes through the whole directory; gives how many entries were put right.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var repaired = 0;
        await foreach (var entry in directory.ListAsync(null, cancellationToken))
        {
            var head = await store.ReadHeadAsync(entry.Name, cancellationToken);
            if (head is not null && entry.Matches(head.Prompt)) continue;
            if (clock.GetUtcNow() - entry.WrittenAt < (head is null ? OfNewPrompt : OfChange)) continue;
            if (head is null) await directory.DeleteAsync(entry, cancellationToken);
            else await directory.ReplaceAsync(DirectoryEntry.Of(head.Prompt) with { StoreTag = entry.StoreTag }, cancellationToken);
            repaired++;
        }
        return repaired;
    }
}
