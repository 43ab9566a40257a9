using Microsoft.Extensions.Logging;
using PromptFunctions.Core.Backups;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Storage.Prompts;

namespace PromptFunctions.Storage.Backups;

/// <summary>Restores prompts as large imports are made: staged, and seen at once.</summary>
internal sealed class RestoreStore(PromptTable table, PromptReads reads, PromptStaging staging, ILogger<RestoreStore> logger) : IRestoreStore
{
    /// <inheritdoc/>
    public async Task<IStagedRestore?> BeginAsync(PromptRecord prompt, CancellationToken cancellationToken)
    {
        // Without a route it is no prompt to anybody, but its name is taken.
        var isFirst = await table.Rows.TryAddAsync(PromptRow.Write(prompt), cancellationToken);
        var turn = await staging.TakeTurnAsync(prompt.Name, cancellationToken);
        // From here on nobody else completes it; somebody may have before.
        if (await reads.ReadHeadAsync(prompt.Name, cancellationToken) is not null) return null;
        if (!isFirst && !await staging.DiscardAsync(prompt.Name, turn, cancellationToken)) throw RestoreService.Overtaken(prompt.Name);
        return new StagedRestore(prompt.Name, turn, table, reads, staging, logger);
    }
}
