using Azure.Data.Tables;
using PromptFunctions.Azurite;
using PromptFunctions.Core.Metrics;

namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>Two instances on one account of their own. Each test takes prompts of its own.</summary>
public sealed class TwoApps : IAsyncLifetime
{
    /// <summary>For how many seconds the instances serve a route without looking at storage.</summary>
    public const double CacheSeconds = 1;

    private AzuriteServer? azurite;
    private TestApp? first;
    private TestApp? second;
    private TestApp? fresh;

    public AzuriteServer Azurite => azurite!;

    public TestApp First => first!;

    public TestApp Second => second!;

    /// <summary>An instance without a memory: what it shows is what is stored.</summary>
    public Api Fresh => fresh!.Api;

    /// <summary>The rows of all prompts.</summary>
    public TableClient Prompts => new TableServiceClient(Azurite.ConnectionString).GetTableClient("prompts");

    /// <summary>The directory's rows.</summary>
    public TableClient Names => new TableServiceClient(Azurite.ConnectionString).GetTableClient("names");

    /// <summary>How many rows of a target wait to be folded.</summary>
    public async Task<int> UnfoldedAsync(MetricTarget target) => (await RowKeysAsync("metrics", $"PartitionKey eq '{target.Key}' and RowKey ge 'd:' and RowKey lt 'd;'")).Count;

    /// <summary>The keys with a prefix that the figures of a prompt's first version have.</summary>
    public Task<List<string>> KeysAsync(string prompt, string prefix) =>
        RowKeysAsync("metrics", $"PartitionKey eq '{prompt}|0.0.1' and RowKey ge '{prefix}' and RowKey lt '{prefix[..1]};'");

    /// <summary>How many batches a prompt's first version knows to be written.</summary>
    public async Task<int> SeenAsync(string prompt) => (await KeysAsync(prompt, "s:")).Count;

    /// <summary>The targets that are marked.</summary>
    public async Task<List<string>> MarkedAsync() => (await RowKeysAsync("intake", "RowKey ge 'd:' and RowKey lt 'd;'")).ConvertAll(key => key[2..]);

    /// <summary>Loses a target's marks.</summary>
    public async Task UnmarkAsync(MetricTarget target)
    {
        var intake = new TableServiceClient(Azurite.ConnectionString).GetTableClient("intake");
        await foreach (var row in intake.QueryAsync<TableEntity>($"RowKey eq 'd:{target.Key}'")) await intake.DeleteEntityAsync(row.PartitionKey, row.RowKey, Azure.ETag.All);
    }

    /// <summary>When the old rows of a prompt's targets are looked at.</summary>
    public async Task<List<string>> PlannedAsync(string prompt) =>
        (await RowKeysAsync("intake", "RowKey ge 'p:' and RowKey lt 'p;'")).FindAll(key => key.Contains($":{prompt}|", StringComparison.Ordinal));

    /// <summary>A name that no other test has.</summary>
    public static string UniqueName() => $"p{Guid.NewGuid():N}";

    /// <summary>One of the instances.</summary>
    public TestApp App(int number) => number % 2 == 0 ? First : Second;

    /// <summary>A client of one of the instances.</summary>
    public Api Api(int number) => App(number).Api;

    public async Task InitializeAsync()
    {
        azurite = await AzuriteServer.StartAsync();
        first = await TestApp.StartAsync(Azurite.ConnectionString, CacheSeconds);
        second = await TestApp.StartAsync(Azurite.ConnectionString, CacheSeconds);
        fresh = await TestApp.StartAsync(Azurite.ConnectionString, cacheSeconds: 0);
        // The first writes of a process make the tables and containers; later ones are counted.
        foreach (var app in new[] { First, Second })
        {
            (await app.Api.PostAsync("prompts/warm/versions", new { type = "warm", content = "x" })).Expect(201);
            (await app.Api.PostAsync("prompts/warm/versions", new { type = "warm", content = new string('x', 40_000) }, UniqueName())).Expect(201);
            var rollout = await Deploying.CreateAsync(app.Api, "warm", "0.0.1", Deploying.Manual);
            (await app.Api.PostAsync($"prompts/warm/deployments/{rollout.Id}/abort")).Expect(200);
        }
    }

    public async Task DisposeAsync()
    {
        await fresh!.DisposeAsync();
        await Second.DisposeAsync();
        await First.DisposeAsync();
        await Azurite.DisposeAsync();
    }

    private async Task<List<string>> RowKeysAsync(string table, string filter) =>
        await new TableServiceClient(Azurite.ConnectionString).GetTableClient(table).QueryAsync<TableEntity>(filter).Select(row => row.RowKey).ToListAsync();
}
