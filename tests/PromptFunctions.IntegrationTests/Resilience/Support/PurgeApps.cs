using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptFunctions.Azurite;
using PromptFunctions.Core.Purging;

namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>Two instances with one clock on an account of their own, where all that is old may be purged.</summary>
public sealed class PurgeApps : IAsyncLifetime
{
    private AzuriteServer? azurite;
    private TestApp? first;
    private TestApp? second;

    public ShiftedClock Clock { get; } = new();

    public TestApp First => first!;

    public TestApp Second => second!;

    /// <summary>Starts another instance, whose clock is the system's.</summary>
    public Task<TestApp> StartUnshiftedAsync() => TestApp.StartAsync(azurite!.ConnectionString);

    /// <summary>A kind of purging in an instance, with bounds of its own where they are given.</summary>
    public static T Of<T>(TestApp app, PurgeOptions? options = null) where T : notnull => options is null
        ? app.Host.Services.GetRequiredService<T>()
        : ActivatorUtilities.CreateInstance<T>(app.Host.Services, Options.Create(options));

    /// <summary>The blobs of a container, with their tags.</summary>
    public async Task<Dictionary<string, string>> BlobsAsync(string container)
    {
        var blobs = new BlobServiceClient(azurite!.ConnectionString, null).GetBlobContainerClient(container);
        await blobs.CreateIfNotExistsAsync();
        return await blobs.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, CancellationToken.None).ToDictionaryAsync(blob => blob.Name, blob => blob.Properties.ETag!.Value.ToString());
    }

    /// <summary>A partition's keys with a prefix.</summary>
    public async Task<List<string>> KeysAsync(string partition, string prefix) =>
        await new TableServiceClient(azurite!.ConnectionString).GetTableClient("prompts")
            .QueryAsync<TableEntity>($"PartitionKey eq '{partition}' and RowKey ge '{prefix}' and RowKey lt '{prefix[..1]};'").Select(row => row.RowKey).ToListAsync();

    /// <summary>How many keys of calls without a prompt there are.</summary>
    public async Task<int> CallKeysAsync() => await new TableServiceClient(azurite!.ConnectionString).GetTableClient("prompts")
        .QueryAsync<TableEntity>("PartitionKey ge '$calls-' and PartitionKey lt '$calls.'").CountAsync();

    /// <summary>Lets a day and more go by.</summary>
    public void NextDay() => Clock.Ahead += TimeSpan.FromHours(25);

    /// <summary>Lets an hour go by.</summary>
    public void NextHour() => Clock.Ahead += TimeSpan.FromHours(1);

    /// <summary>Runs the purging of orphans once an hour, until it has read all rows anew; an hour later it would delete.</summary>
    public Task MarkAsync(TestApp app) => RunAsync(app, cursor => cursor.IsDone || cursor.Area is not null);

    /// <summary>Runs the purging of orphans once an hour, until it has read all rows anew and been through all blobs.</summary>
    public Task SweepAsync(TestApp app) => RunAsync(app, cursor => cursor.IsDone);

    public async Task InitializeAsync()
    {
        azurite = await AzuriteServer.StartAsync();
        var times = new BlobTimes(Clock);
        first = await TestApp.StartAsync(azurite.ConnectionString, cacheSeconds: 0, Clock, policy: times);
        second = await TestApp.StartAsync(azurite.ConnectionString, cacheSeconds: 0, Clock, policy: times);
    }

    public async Task DisposeAsync()
    {
        await Second.DisposeAsync();
        await First.DisposeAsync();
        await azurite!.DisposeAsync();
    }

    private async Task RunAsync(TestApp app, Func<PurgeCursor, bool> isReached)
    {
        var (begun, cursors) = (Clock.GetUtcNow(), Of<IPurgeCursors>(app == First ? Second : First));
        for (PurgeCursor? cursor = null; cursor is null || cursor.StartedAt < begun || !isReached(cursor); cursor = await cursors.ReadAsync("orphans", CancellationToken.None))
        {
            await Of<OrphanPurge>(app).RunAsync(CancellationToken.None);
            NextHour();
        }
    }
}
