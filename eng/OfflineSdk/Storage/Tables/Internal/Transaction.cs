using Azure.Core;

namespace Azure.Data.Tables.Internal;

/// <summary>An entity group transaction: one request that holds the requests of its actions.</summary>
internal static class Transaction
{
    public static async Task<Response<IReadOnlyList<Response>>> SubmitAsync(
        TableRequests requests, string table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        var parts = actions.Select(action => Part(requests, table, action)).ToList();
        if (parts.Count == 0) throw new InvalidOperationException("Transaction must contain at least one action.");

        var boundary = $"batch_{Guid.NewGuid()}";
        var content = ChangeSet.Write(boundary, parts);
        var response = await requests.SendAsync(requests.Batch(content, boundary), cancellationToken, 202);

        var answers = MultipartAnswer.Read(response.Content.ToString(), response.Headers.ContentType);
        return answers.FirstOrDefault(answer => answer.Status >= 400) is { } failed
            ? throw new TableTransactionFailedException(new RequestFailedException(failed, null, new TableErrorParser()))
            : Response.FromValue(answers, response);
    }

    private static Request Part(TableRequests requests, string table, TableTransactionAction action)
    {
        var entity = action.Entity;
        return action.ActionType switch
        {
            TableTransactionActionType.Add => requests.Insert(table, entity),
            TableTransactionActionType.Delete => requests.Delete(table, entity.PartitionKey, entity.RowKey, action.ETag),
            TableTransactionActionType.UpdateMerge => requests.Write(table, entity, TableUpdateMode.Merge, action.ETag),
            TableTransactionActionType.UpdateReplace => requests.Write(table, entity, TableUpdateMode.Replace, action.ETag),
            TableTransactionActionType.UpsertMerge => requests.Write(table, entity, TableUpdateMode.Merge, default),
            TableTransactionActionType.UpsertReplace => requests.Write(table, entity, TableUpdateMode.Replace, default),
            _ => throw new InvalidOperationException("Unknown request type."),
        };
    }
}
