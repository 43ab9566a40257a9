namespace PromptFunctions.Core.Experiments;

/// <summary>
/// Lists the experiments that there is something to do for, so that the timer finds them without reading every prompt. An
/// entry is written before its experiment and removed when nothing is left to do: none is missing.
/// </summary>
public interface IActiveExperiments
{
    /// <summary>Adds an entry.</summary>
    Task AddAsync(ExperimentReference experiment, CancellationToken cancellationToken);

    /// <summary>Removes an entry, if it is there.</summary>
    Task RemoveAsync(ExperimentReference experiment, CancellationToken cancellationToken);

    /// <summary>All entries, with when each was added.</summary>
    IAsyncEnumerable<(ExperimentReference Experiment, DateTimeOffset AddedAt)> ListAsync(CancellationToken cancellationToken);
}
