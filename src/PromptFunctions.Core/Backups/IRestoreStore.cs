using PromptFunctions.Core.Prompts;

namespace PromptFunctions.Core.Backups;

/// <summary>Writes prompts as they were, of any size, and each all or nothing.</summary>
public interface IRestoreStore
{
    /// <summary>
    /// Begins to restore a prompt, in place of whoever does: what an unfinished restore left is discarded. From now on nobody
    /// else can make a prompt of that name. Null where there is one.
    /// </summary>
    Task<IStagedRestore?> BeginAsync(PromptRecord prompt, CancellationToken cancellationToken);
}
