using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Versions;
using PromptFunctions.Storage.Webhooks;

namespace PromptFunctions.Storage.Prompts;

/// <summary>Writes a change to a prompt as one entity group transaction.</summary>
internal sealed class PromptCommit(PromptTable table, AnswerStore answers, PromptStaging staging, PendingWebhooks pending, ILogger<PromptCommit> logger)
{
    /// <summary>Writes a change, or tells why it could not be written.</summary>
    public async Task<CommitOutcome> RunAsync(PromptChange change, IdempotencyKey? key, RecordedAnswer? answer, CancellationToken cancellationToken)
    {
        var added = change.Added.Select(VersionRow.Write).ToList();
        return added.Count > 0 && PromptStaging.IsNeeded(added, [.. change.Outgoing.Select(DeliveryRow.Write)])
            ? await CommitStagedAsync(change, added, key, answer, cancellationToken)
            : await CommitAsync(change, added, null, key, answer, cancellationToken);
    }

    private async Task<CommitOutcome> CommitStagedAsync(
        PromptChange change, List<TableEntity> added, IdempotencyKey? key, RecordedAnswer? answer, CancellationToken cancellationToken)
    {
        var turn = await staging.TakeTurnAsync(change.Prompt.Name, cancellationToken);
        if (await staging.StageAsync(turn.Import, added, cancellationToken) is not null) return new CommitOutcome.Conflict();
        var prompt = change.Prompt with { Imports = [.. change.Prompt.Imports, turn.Import] };
        var outcome = await CommitAsync(change with { Prompt = prompt, Added = [] }, [], turn, key, answer, cancellationToken);
        if (outcome is CommitOutcome.Committed) await SettleAsync(turn, added, cancellationToken);
        return outcome;
    }

    // From the commit on the versions are seen. That they stop being marked only saves reads, so a failure is no failure of the change.
    private async Task SettleAsync(StagingTurn turn, List<TableEntity> added, CancellationToken cancellationToken)
    {
        try
        {
            await staging.SettleAsync(added, cancellationToken);
        }
        catch (Exception e) when (e is ProblemException or RequestFailedException)
        {
            logger.LogWarning(e, "The versions of import {Import} stay marked.", turn.Import);
        }
    }

    private async Task<CommitOutcome> CommitAsync(
        PromptChange change, List<TableEntity> added, StagingTurn? turn, IdempotencyKey? key, RecordedAnswer? answer, CancellationToken cancellationToken)
    {
        var prompt = change.Prompt.Name;
        var audit = AuditRow.Write(prompt, change.Audit);
        var rows = new List<TableTransactionAction>();
        // The key comes first, so that a repeated request is told so, whatever else has changed since.
        if (key is not null && answer is not null) rows.Add(Add(await answers.RowAsync(prompt, key, answer, cancellationToken)));
        // Then the prompt: whoever lost a race learns that, and not that a version exists which another writer has just made.
        rows.Add(Replace(PromptRow.Write(change.Prompt), change.Prompt.StoreTag));
        var before = rows.Count;
        rows.AddRange(added.Select(Add));
        rows.AddRange(change.Updated.Select(version => Replace(VersionRow.Write(version), version.StoreTag)));
        if (change.Retired is { } retired) rows.Add(new(TableTransactionActionType.UpdateMerge, VersionRow.WriteRetired(prompt, retired), ETag.All));
        var deployments = change.Deployment is { } about ? change.EndedDeployments.Prepend(about) : change.EndedDeployments;
        rows.AddRange(deployments.Select(deployment => Replace(DeploymentRow.Write(deployment), deployment.StoreTag)));
        if (change.Experiment is { } experiment) rows.Add(Replace(ExperimentRow.Write(experiment), experiment.StoreTag));
        if (turn is not null) rows.Add(new(TableTransactionActionType.Delete, new TableEntity(prompt, RowKeys.Staging), new ETag(turn.Tag)));
        if (change.Route is not null) rows.Add(Replace(RouteRow.Write(change.Route), change.Route.StoreTag));
        rows.AddRange(WebhookRows(change));
        rows.Add(Add(audit));
        // The timer is to find what waits from then on, whatever becomes of this process. Nothing lies in between that could take long.
        if (change.Outgoing.Count > 0 || change.Webhook is not null || change.RemovedWebhook is not null) await pending.AddAsync(prompt, cancellationToken);
        try
        {
            await table.Rows.TransactAsync(rows, cancellationToken);
            return new CommitOutcome.Committed();
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            // When an answer is lost, the client sends the transaction again and meets its own rows: the audit entry tells.
            if (await table.Rows.GetAsync(prompt, audit.RowKey, cancellationToken) is not null) return new CommitOutcome.Committed();
            if (change.Prompt.StoreTag is null && await IsBeingRestoredAsync(prompt, cancellationToken))
                throw new ProblemException(ProblemCodes.ImportConflict, $"'{prompt}' is being restored from a backup. If that has ended, it was not completed: send the backup again.");
            var failed = (e as TableTransactionFailedException)?.FailedTransactionActionIndex ?? -1;
            if (failed >= 0 && failed < before - 1) return await KeyUsedAsync(prompt, key!, cancellationToken);
            if (failed >= before && failed < before + added.Count) return await VersionExistsAsync(change.Added[failed - before], cancellationToken);
            return new CommitOutcome.Conflict();
        }
    }

    private static IEnumerable<TableTransactionAction> WebhookRows(PromptChange change)
    {
        if (change.Webhook is { } set)
        {
            yield return Replace(WebhookRow.Write(set), set.StoreTag);
            if (set.StoreTag is null) yield return Add(WebhookStateRow.Write(new() { Prompt = set.Prompt, Id = set.Id, Key = set.Key }));
        }
        if (change.RemovedWebhook is { } removed)
        {
            yield return new(TableTransactionActionType.Delete, new TableEntity(removed.Prompt, RowKeys.Webhook(removed.Id)), new ETag(removed.StoreTag!));
            yield return new(TableTransactionActionType.Delete, new TableEntity(removed.Prompt, RowKeys.WebhookState(removed.Id)), ETag.All);
            yield return Add(new(removed.Prompt, RowKeys.RemovedWebhooks + removed.Key));
        }
        foreach (var delivery in change.Outgoing) yield return Add(DeliveryRow.Write(delivery));
    }

    private async Task<CommitOutcome> KeyUsedAsync(string prompt, IdempotencyKey key, CancellationToken cancellationToken) =>
        await answers.ReadAsync(prompt, key, cancellationToken) is { } first ? new CommitOutcome.KeyUsed(first) : new CommitOutcome.Conflict();

    private async Task<CommitOutcome> VersionExistsAsync(VersionRecord version, CancellationToken cancellationToken) =>
        await staging.DiscardAsync(version.Prompt, RowKeys.Version(version.Version), cancellationToken)
            ? new CommitOutcome.Conflict()
            : new CommitOutcome.VersionExists(version.Version);

    // A restore writes the prompt first, to keep its name, and the route last.
    private async Task<bool> IsBeingRestoredAsync(string prompt, CancellationToken cancellationToken) =>
        await table.Rows.GetAsync(prompt, RowKeys.Route, cancellationToken) is null && await table.Rows.GetAsync(prompt, RowKeys.Prompt, cancellationToken) is not null;

    private static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    private static TableTransactionAction Replace(TableEntity row, string? tag) =>
        tag is null ? Add(row) : new(TableTransactionActionType.UpdateReplace, row, new ETag(tag));
}
