using Azure.Data.Tables;
using PromptFunctions.Azurite;

namespace PromptFunctions.IntegrationTests.StorageSdk;

public sealed class AzuriteServerTests
{
    [Fact]
    public async Task A_restart_keeps_the_data_and_the_ports()
    {
        await using var server = await AzuriteServer.StartAsync();
        var before = (server.BlobPort, server.QueuePort, server.TablePort);
        var table = await Table(server);
        await table.AddEntityAsync(new TableEntity("p", "r"));

        await server.RestartAsync();

        Assert.Equal(before, (server.BlobPort, server.QueuePort, server.TablePort));
        Assert.True((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
        Assert.False(server.Exited.IsCompleted);
    }

    [Fact]
    public async Task A_killed_server_can_be_started_again()
    {
        await using var server = await AzuriteServer.StartAsync();
        server.Kill();
        await server.RestartAsync();

        await (await Table(server)).AddEntityAsync(new TableEntity("p", "r"));

        Assert.False(server.Exited.IsCompleted);
    }

    [Fact]
    public async Task A_given_folder_outlives_the_server()
    {
        var folder = Directory.CreateTempSubdirectory("azurite-test-").FullName;
        try
        {
            await using (var server = await AzuriteServer.StartAsync(new AzuriteOptions { DataDirectory = folder }))
            {
                await (await Table(server)).AddEntityAsync(new TableEntity("p", "r"));
            }

            await using var next = await AzuriteServer.StartAsync(new AzuriteOptions { DataDirectory = folder });
            Assert.True((await (await Table(next)).GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        await using var server = await AzuriteServer.StartAsync();

        var failure = await Assert.ThrowsAsync<AzuriteException>(() => AzuriteServer.StartAsync(new AzuriteOptions { TablePort = server.TablePort }));

        Assert.Contains("EADDRINUSE", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<TableClient> Table(AzuriteServer server)
    {
        var table = new TableServiceClient(server.ConnectionString, new TableClientOptions()).GetTableClient("restarted");
        await table.CreateIfNotExistsAsync();
        return table;
    }
}
