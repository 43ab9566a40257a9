namespace PromptFunctions.Core.Purging;

/// <summary>How far a task came, so that its next run goes on there.</summary>
/// <param name="Task">The task.</param>
/// <param name="StartedAt">When it began to go through all there is.</param>
public sealed record PurgeCursor(string Task, DateTimeOffset StartedAt)
{
    // Less than a day, so that a run that comes a little early is not an hour late.
    private static readonly TimeSpan Day = TimeSpan.FromHours(23.5);

    /// <summary>After what it goes on: a partition, a time or a page, as the task has it; null at the beginning.</summary>
    public string? After { get; init; }

    /// <summary>The blobs that it goes through; null before it comes to blobs.</summary>
    public BlobArea? Area { get; init; }

    /// <summary>Where the names are kept that it has read off rows.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];

    /// <summary>Before when it does not go on; null for at any time.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Whether it went through all there is.</summary>
    public bool IsDone { get; init; }

    /// <summary>The store's token of the state that was read; null for one that is new.</summary>
    public string? StoreTag { get; init; }

    /// <summary>Where a task that goes through all there is once a day goes on; null where it has nothing to do yet.</summary>
    public static PurgeCursor? Daily(string task, PurgeCursor? last, DateTimeOffset now)
    {
        if (last is null) return new(task, now);
        if (!last.IsDone) return now >= (last.NotBefore ?? now) ? last : null;
        return now - last.StartedAt >= Day ? last.Restarted(now) : null;
    }

    /// <summary>The same task from the beginning.</summary>
    public PurgeCursor Restarted(DateTimeOffset now) => new(Task, now) { StoreTag = StoreTag };
}
