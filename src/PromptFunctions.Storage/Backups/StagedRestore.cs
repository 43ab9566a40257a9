using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PromptFunctions.Core.Backups;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Storage.Prompts;
using PromptFunctions.Storage.Testing;

namespace PromptFunctions.Storage.Backups;

/// <summary>A prompt's rows under an import's id, until the commit names the id.</summary>
internal sealed class StagedRestore(
    string prompt, StagingTurn turn, PromptTable table, PromptReads reads, PromptStaging staging, ILogger logger) : IStagedRestore
{
    private readonly List<TableEntity> staged = [];

    /// <inheritdoc/>
    public async Task StageAsync(IReadOnlyList<StagedRow> rows, CancellationToken cancellationToken)
    {
        List<TableEntity> written = [.. rows.Select(Write)];
        if (await staging.StageAsync(turn.Import, written, cancellationToken) is { } taken)
        {
            await RequireTurnAsync(cancellationToken);
            throw new ProblemException(ProblemCodes.ImportConflict, $"There is no prompt '{prompt}', but storage has its row {taken.RowKey}. Delete what is left of it first.");
        }
        staged.AddRange(written.Select(row => new TableEntity(row.PartitionKey, row.RowKey)));
    }

    /// <inheritdoc/>
    public async Task RequireTurnAsync(CancellationToken cancellationToken)
    {
        if (!await staging.HasTurnAsync(prompt, turn.Import, cancellationToken)) throw RestoreService.Overtaken(prompt);
    }

    /// <inheritdoc/>
    public async Task CommitAsync(PromptRecord record, RouteRecord route, CancellationToken cancellationToken)
    {
        TableTransactionAction[] actions =
        [
            // Whoever takes the turn writes a new tag, so this fails for all but the last.
            new(TableTransactionActionType.Delete, new TableEntity(prompt, RowKeys.Staging), new ETag(turn.Tag)),
            new(TableTransactionActionType.UpdateReplace, PromptRow.Write(record with { Imports = [turn.Import] }), ETag.All),
            new(TableTransactionActionType.Add, RouteRow.Write(route)),
        ];
        // When the answer is lost, the client sends the transaction again and does not find the turn: the prompt tells.
        if (!await table.Rows.TryTransactAsync(actions, cancellationToken) && (await reads.ReadHeadAsync(prompt, cancellationToken))?.Prompt.Imports.Contains(turn.Import) != true)
            throw RestoreService.Overtaken(prompt);
        await SettleAsync(cancellationToken);
    }

    // From the commit on the rows are seen. That they stop being marked only saves reads, so a failure is no failure of the restore.
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        try
        {
            await staging.SettleAsync(staged, cancellationToken);
        }
        catch (Exception e) when (e is ProblemException or RequestFailedException)
        {
            logger.LogWarning(e, "The rows of restore {Import} stay marked.", turn.Import);
        }
    }

    private TableEntity Write(StagedRow row) => row switch
    {
        StagedRow.OfVersion version => VersionRow.Write(version.Version),
        StagedRow.OfTestRun run => TestRunRow.Write(run.Run),
        StagedRow.OfAudit audit => AuditRow.Write(prompt, audit.Entry, audit.Id),
        StagedRow.OfDeployment deployment => DeploymentRow.Write(deployment.Deployment),
        StagedRow.OfExperiment experiment => ExperimentRow.Write(experiment.Experiment),
        _ => throw new ArgumentException($"{row.GetType()} has no row.", nameof(row)),
    };
}
