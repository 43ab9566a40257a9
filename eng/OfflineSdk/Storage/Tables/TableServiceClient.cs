using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables.Internal;
using Azure.Storage;

namespace Azure.Data.Tables;

/// <summary>The tables of one account.</summary>
public class TableServiceClient
{
    private readonly TableRequests requests;

    /// <summary>Creates a client with a connection string's key.</summary>
    public TableServiceClient(string connectionString, TableClientOptions options = null)
        : this(AccountConnection.Parse(connectionString), options)
    {
    }

    /// <summary>Creates a client with an account's key.</summary>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options)
        : this(endpoint, credential.AccountName, new TableSharedKeyPolicy(() => credential.Key), options)
    {
    }

    /// <summary>Creates a client with tokens, such as a managed identity's.</summary>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions options = null)
        : this(endpoint, AccountEndpoint.AccountName(endpoint), StoragePipeline.BearerToken(tokenCredential), options)
    {
    }

    private TableServiceClient(AccountConnection connection, TableClientOptions options)
        : this(connection.Endpoint("Table"), connection.Key.AccountName, new TableSharedKeyPolicy(connection.Key), options)
    {
    }

    private TableServiceClient(Uri endpoint, string accountName, HttpPipelinePolicy authentication, TableClientOptions options)
    {
        options ??= new TableClientOptions();
        AccountName = accountName;
        requests = new TableRequests(StoragePipeline.Build(options, authentication, new TableErrorParser()), endpoint, options.Version);
    }

    /// <summary>The account's name.</summary>
    public virtual string AccountName { get; }

    /// <summary>The client of one table. Nothing is sent.</summary>
    public virtual TableClient GetTableClient(string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        return new TableClient(tableName, AccountName, requests);
    }
}
