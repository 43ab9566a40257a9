using PromptFunctions.Core.Purging;

namespace PromptFunctions.UnitTests.Purging;

/// <summary>Cursors of one process.</summary>
internal sealed class CursorsInMemory : IPurgeCursors
{
    private PurgeCursor? kept;
    private int tag;

    /// <summary>What happens before a cursor is kept.</summary>
    public Action? Saving { get; set; }

    public Task<PurgeCursor?> ReadAsync(string task, CancellationToken cancellationToken) => Task.FromResult(kept);

    public Task<PurgeCursor?> TrySaveAsync(PurgeCursor cursor, CancellationToken cancellationToken)
    {
        Saving?.Invoke();
        return Task.FromResult(cursor.StoreTag == kept?.StoreTag ? kept = cursor with { StoreTag = $"{++tag}" } : null);
    }
}
