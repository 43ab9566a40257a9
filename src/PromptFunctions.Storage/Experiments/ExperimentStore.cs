using PromptFunctions.Core.Experiments;
using PromptFunctions.Storage.Prompts;

namespace PromptFunctions.Storage.Experiments;

/// <summary>Experiments, in the partition of their prompt.</summary>
internal sealed class ExperimentStore(PromptTable table) : IExperimentStore
{
    private readonly PromptDocuments<ExperimentRecord> rows = new(table, RowKeys.Experiments, ExperimentRow.Write, ExperimentRow.Read);

    /// <inheritdoc/>
    public Task<ExperimentRecord?> ReadAsync(string prompt, string id, CancellationToken cancellationToken) => rows.ReadAsync(prompt, id, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ExperimentRecord> ListAsync(string prompt, string? after, int atOnce, CancellationToken cancellationToken) => rows.ListAsync(prompt, after, atOnce, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TrySaveAsync(ExperimentRecord experiment, CancellationToken cancellationToken) => rows.TrySaveAsync(experiment, experiment.StoreTag, cancellationToken);
}
