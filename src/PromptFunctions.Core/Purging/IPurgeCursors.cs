namespace PromptFunctions.Core.Purging;

/// <summary>Keeps how far tasks came.</summary>
public interface IPurgeCursors
{
    /// <summary>How far a task came; null where it never ran. One storage call.</summary>
    Task<PurgeCursor?> ReadAsync(string task, CancellationToken cancellationToken);

    /// <summary>Keeps how far a task came, with its new tag; null, and nothing happens, where another run came first. One storage call.</summary>
    Task<PurgeCursor?> TrySaveAsync(PurgeCursor cursor, CancellationToken cancellationToken);
}
