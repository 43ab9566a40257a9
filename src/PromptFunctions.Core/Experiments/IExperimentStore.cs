namespace PromptFunctions.Core.Experiments;

/// <summary>Keeps experiments. Their beginning and end are written by <see cref="Changes.PromptChanges"/>, with all that belongs to them.</summary>
public interface IExperimentStore
{
    /// <summary>One experiment; null where there is none. One storage call.</summary>
    Task<ExperimentRecord?> ReadAsync(string prompt, string id, CancellationToken cancellationToken);

    /// <summary>A prompt's experiments, newest first, from after the given id on.</summary>
    IAsyncEnumerable<ExperimentRecord> ListAsync(string prompt, string? after, int atOnce, CancellationToken cancellationToken);

    /// <summary>Writes what is noted in between, such as looks; false where the experiment has changed since it was read.</summary>
    Task<bool> TrySaveAsync(ExperimentRecord experiment, CancellationToken cancellationToken);
}
