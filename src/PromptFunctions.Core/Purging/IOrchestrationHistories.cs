namespace PromptFunctions.Core.Purging;

/// <summary>The histories that the orchestration engine keeps.</summary>
public interface IOrchestrationHistories
{
    /// <summary>Deletes orchestrations that are over and were created between two times; gives how many, and whether these were all.</summary>
    Task<(int Deleted, bool IsComplete)> PurgeAsync(DateTimeOffset after, DateTimeOffset before, CancellationToken cancellationToken);
}
