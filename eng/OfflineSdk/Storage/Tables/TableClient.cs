using Azure.Data.Tables.Internal;
using Azure.Data.Tables.Models;
using Azure.Storage;

namespace Azure.Data.Tables;

/// <summary>One table.</summary>
public class TableClient
{
    private readonly TableRequests requests;

    internal TableClient(string name, string accountName, TableRequests requests)
    {
        Name = name;
        AccountName = accountName;
        this.requests = requests;
    }

    /// <summary>The table's name.</summary>
    public virtual string Name { get; }

    /// <summary>The account's name.</summary>
    public virtual string AccountName { get; }

    /// <summary>Writes a filter; each value in the text is quoted and escaped as its type needs.</summary>
    public static string CreateQueryFilter(FormattableString filter) => QueryFilter.Create(filter);

    /// <summary>Creates the table. One that exists is no error: the raw answer is 409 then.</summary>
    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        var response = await requests.SendAsync(requests.CreateTable(Name), cancellationToken, 201, 204, 409);
        if (response.Status == 409)
        {
            var conflict = new RequestFailedException(response);
            if (conflict.ErrorCode == TableErrorCode.TableBeingDeleted) throw conflict;
        }
        return Response.FromValue(new TableItem(Name), response);
    }

    /// <summary>Adds an entity. One that exists is 409, <c>EntityAlreadyExists</c>.</summary>
    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        RequireKeys(entity);
        return requests.SendAsync(requests.Insert(Name, entity), cancellationToken, 201, 204);
    }

    /// <summary>Adds an entity, or replaces or merges into the one that is there, whatever its ETag.</summary>
    public virtual Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        RequireKeys(entity);
        return requests.SendAsync(requests.Write(Name, entity, mode, ifMatch: default), cancellationToken, 204);
    }

    /// <summary>Changes an entity. Another ETag is 412, <c>UpdateConditionNotSatisfied</c>; no entity is 404.</summary>
    public virtual Task<Response> UpdateEntityAsync<T>(T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        RequireKeys(entity);
        if (ifMatch == default) throw new ArgumentException("Value cannot be empty.", nameof(ifMatch));
        return requests.SendAsync(requests.Write(Name, entity, mode, ifMatch), cancellationToken, 204);
    }

    /// <summary>Deletes an entity. One that is not there is no error; another ETag is 412.</summary>
    public virtual Task<Response> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return requests.SendAsync(requests.Delete(Name, partitionKey, rowKey, ifMatch), cancellationToken, 204, 404);
    }

    /// <summary>Reads an entity; 404 where there is none.</summary>
    public virtual async Task<Response<T>> GetEntityAsync<T>(string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await requests.SendAsync(requests.Get(Name, partitionKey, rowKey, select), cancellationToken, 200);
        return Response.FromValue(EntityJson.Read<T>(response.Content), response);
    }

    /// <summary>Reads an entity, or says that there is none.</summary>
    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await requests.SendAsync(requests.Get(Name, partitionKey, rowKey, select), cancellationToken, 200, 404);
        return response.Status == 404
            ? new NoValueResponse<T>(response)
            : Response.FromValue(EntityJson.Read<T>(response.Content), response);
    }

    /// <summary>Reads the entities that a filter lets through, in the order of their keys.</summary>
    public virtual AsyncPageable<T> QueryAsync<T>(string filter = null, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        return new ContinuedPages<T>(Fetch, maxPerPage, cancellationToken);

        async Task<Page<T>> Fetch(string token, int? pageSize, CancellationToken cancellation)
        {
            var from = ContinuationToken.Parse(token);
            var response = await requests.SendAsync(requests.Query(Name, filter, pageSize, select, from), cancellation, 200);
            return Page<T>.FromValues(EntityJson.ReadList<T>(response.Content), ContinuationToken.From(response)?.ToString(), response);
        }
    }

    /// <summary>Does up to 100 actions on one partition, all or nothing.</summary>
    /// <exception cref="TableTransactionFailedException">The service refused an action; nothing was done.</exception>
    /// <exception cref="InvalidOperationException">There is no action.</exception>
    public virtual Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        return Transaction.SubmitAsync(requests, Name, transactionActions, cancellationToken);
    }

    private static void RequireKeys(ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey);
        ArgumentNullException.ThrowIfNull(entity.RowKey);
    }
}
