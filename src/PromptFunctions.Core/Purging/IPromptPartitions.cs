namespace PromptFunctions.Core.Purging;

/// <summary>
/// All partitions in which prompts are kept, as they lie in storage: what died on its way to be a prompt, and keys of calls
/// without one, have partitions too, and no list of prompts tells of them.
/// </summary>
public interface IPromptPartitions
{
    /// <summary>The partitions in order, from after the given one on. One storage call each.</summary>
    IAsyncEnumerable<string> ListAsync(string? after, CancellationToken cancellationToken);

    /// <summary>What a partition's rows name. Two storage calls, and one more for each further thousand versions.</summary>
    Task<PartitionMarks> ReadMarksAsync(string partition, CancellationToken cancellationToken);

    /// <summary>Discards what an import left that was not committed; nothing happens where it was after all.</summary>
    Task DiscardAsync(string partition, StagedImport import, CancellationToken cancellationToken);
}
