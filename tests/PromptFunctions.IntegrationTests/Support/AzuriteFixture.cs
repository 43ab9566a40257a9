using Azure.Data.Tables;
using Azure.Storage.Blobs;
using PromptFunctions.Azurite;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>The one Azurite that all tests share. Each test takes names of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    /// <summary>The name for <c>[Collection(AzuriteFixture.Collection)]</c> on a class of tests.</summary>
    public const string Collection = "Azurite";

    private AzuriteServer? server;

    public AzuriteServer Server => server ?? throw new InvalidOperationException("Azurite is not started.");

    public string ConnectionString => Server.ConnectionString;

    /// <summary>A name that no other test has, valid for a table and for a container.</summary>
    public static string UniqueName(string prefix = "test") => $"{prefix}{Guid.NewGuid():N}";

    public TableServiceClient Tables(TableClientOptions? options = null) => new(ConnectionString, options);

    public BlobServiceClient Blobs(BlobClientOptions? options = null) => new(ConnectionString, options);

    /// <summary>A new, empty table.</summary>
    public async Task<TableClient> CreateTableAsync()
    {
        var table = Tables().GetTableClient(UniqueName());
        await table.CreateIfNotExistsAsync();
        return table;
    }

    /// <summary>A new, empty container.</summary>
    public async Task<BlobContainerClient> CreateContainerAsync()
    {
        var container = Blobs().GetBlobContainerClient(UniqueName());
        await container.CreateIfNotExistsAsync();
        return container;
    }

    public async Task InitializeAsync() => server = await AzuriteServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
