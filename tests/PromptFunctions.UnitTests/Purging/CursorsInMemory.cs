using PromptFunctions.Core.Purging;

namespace PromptFunctions.UnitTests.Purging;

/// <summary>Cursors of one process.</summary>
internal sealed class CursorsInMemory : IPurgeCursors
{
    private PurgeCursor? kept;
    private int tag;

    /// <summary>What happens before a cursor is kept.</summary>
    public Func<Task>? Saving { get; set; }

    public Task<PurgeCursor?> ReadAsync(string task, CancellationToken cancellationToken) => Task.FromResult(kept);

    public async Task<PurgeCursor?> TrySaveAsync(PurgeCursor cursor, CancellationToken cancellationToken)
    {
        if (Saving is not null) await Saving();
        return cursor.StoreTag == kept?.StoreTag ? kept = cursor with { StoreTag = $"{++tag}" } : null;
    }
}
