using System.Runtime.CompilerServices;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Storage.Prompts;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Experiments;

/// <summary>Experiments, in the partition of their prompt.</summary>
internal sealed class ExperimentStore(PromptTable table) : IExperimentStore
{
    /// <inheritdoc/>
    public async Task<ExperimentRecord?> ReadAsync(string prompt, string id, CancellationToken cancellationToken) =>
        await table.Rows.GetAsync(prompt, RowKeys.Experiment(id), cancellationToken) is { } row ? ExperimentRow.Read(row) : null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ExperimentRecord> ListAsync(string prompt, string? after, int atOnce, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = RowFilter.Listing(prompt, RowKeys.Experiments, after is null ? null : RowKeys.Experiment(after));
        await foreach (var row in table.Rows.QueryAsync(filter, atOnce, cancellationToken)) yield return ExperimentRow.Read(row);
    }

    /// <inheritdoc/>
    public Task<bool> TrySaveAsync(ExperimentRecord experiment, CancellationToken cancellationToken) =>
        table.Rows.TryReplaceAsync(ExperimentRow.Write(experiment), experiment.StoreTag ?? throw new ArgumentException("The experiment was not read from the store.", nameof(experiment)), cancellationToken);
}
