namespace PromptFunctions.Core.Prompts;

/// <summary>Brings the directory in line with the prompts, where a process died between the two.</summary>
public sealed class DirectoryRepair(IPromptStore store, IPromptDirectory directory, TimeProvider clock)
{
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    /// <summary>Goes through the whole directory; gives how many entries were put right.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var repaired = 0;
        await foreach (var entry in directory.ListAsync(null, cancellationToken))
        {
            var head = await store.ReadHeadAsync(entry.Name, cancellationToken);
            if (head is not null && entry.Matches(head.Prompt)) continue;
            // An entry without a prompt may belong to one that is just being made.
            if (head is null && clock.GetUtcNow() - entry.WrittenAt < Grace) continue;
            if (head is null) await directory.DeleteAsync(entry, cancellationToken);
            else await directory.PutAsync(DirectoryEntry.Of(head.Prompt), cancellationToken);
            repaired++;
        }
        return repaired;
    }
}
