namespace PromptFunctions.Core.Prompts;

/// <summary>
/// Lists prompts for paging. An entry is written before the prompt that it lists, so a prompt is never missing; an entry
/// without a prompt, or behind it, is repaired by a timer.
/// </summary>
public interface IPromptDirectory
{
    /// <summary>Writes an entry, whatever was there.</summary>
    Task PutAsync(DirectoryEntry entry, CancellationToken cancellationToken);

    /// <summary>Replaces an entry, unless it was written anew since this one was read.</summary>
    Task ReplaceAsync(DirectoryEntry entry, CancellationToken cancellationToken);

    /// <summary>Deletes an entry, unless it was written anew since it was read.</summary>
    Task DeleteAsync(DirectoryEntry entry, CancellationToken cancellationToken);

    /// <summary>Entries by name, from after the given name on.</summary>
    IAsyncEnumerable<DirectoryEntry> ListAsync(string? after, CancellationToken cancellationToken);
}
