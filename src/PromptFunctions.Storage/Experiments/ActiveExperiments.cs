using PromptFunctions.Core.Experiments;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Experiments;

/// <summary>The experiments that there is something to do for.</summary>
internal sealed class ActiveExperiments(StorageClients clients) : IActiveExperiments
{
    private readonly WorkList rows = new(clients, "experiments");

    /// <inheritdoc/>
    public Task AddAsync(ExperimentReference experiment, CancellationToken cancellationToken) => rows.AddAsync(experiment.Prompt, experiment.Id, cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(ExperimentReference experiment, CancellationToken cancellationToken) => rows.RemoveAsync(experiment.Id, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<(ExperimentReference Experiment, DateTimeOffset AddedAt)> ListAsync(CancellationToken cancellationToken) =>
        rows.ListAsync(cancellationToken).Select(entry => (new ExperimentReference(entry.Prompt, entry.Id), entry.AddedAt));
}
