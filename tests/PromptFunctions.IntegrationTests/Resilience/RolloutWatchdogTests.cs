using Azure.Data.Tables;
using PromptFunctions.Azurite;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

/// <summary>What is left behind when a process dies around the start of a deployment, and what becomes of it.</summary>
public sealed class RolloutWatchdogTests : IAsyncLifetime
{
    private readonly ShiftedClock clock = new();
    private AzuriteServer? azurite;
    private TestApp? dying;
    private TestApp? watching;

    private TestApp Dying => dying!;

    private TestApp Watching => watching!;

    public async Task InitializeAsync()
    {
        azurite = await AzuriteServer.StartAsync();
        dying = await TestApp.StartAsync(azurite.ConnectionString);
        watching = await TestApp.StartAsync(azurite.ConnectionString, cacheSeconds: 0, clock, withTimers: true, withEngine: true);
    }

    public async Task DisposeAsync()
    {
        await Watching.DisposeAsync();
        await Dying.DisposeAsync();
        await azurite!.DisposeAsync();
    }

    [Fact]
    public async Task A_deployment_whose_process_died_before_its_orchestration_began_is_driven_once_the_watchdog_has_looked()
    {
        var prompt = await CreateAsync(isCommitted: true);
        var rollout = new RolloutReference(prompt, (await Dying.Api.GetAsync($"prompts/{prompt}"))["rollout"]!);
        await WatchAsync();
        Assert.Equal("pending", (await ShowAsync(rollout))["status"]);

        clock.Ahead = TimeSpan.FromMinutes(2);
        await WatchAsync();
        Assert.Equal("completed", (await ShowAsync(rollout, "?wait=60"))["status"]);

        Assert.Equal("0.0.2", (await Watching.Api.GetAsync($"prompts/{prompt}/resolve")).Expect(200)["version"]);
        await PromptState.ReadAsync(Watching.Api, prompt);
        Assert.Equal(["deployment.completed", "deployment.step", "deployment.created", "imported"], (await Watching.Api.ListAsync($"prompts/{prompt}/audit")).Select(entry => entry["action"]!.GetValue<string>()));
        await WatchAsync();
        Assert.Empty(await EntriesAsync(prompt));
    }

    [Fact]
    public async Task An_entry_of_a_deployment_that_has_ended_is_removed()
    {
        var prompt = await CreateAsync(isCommitted: true);
        (await Dying.Api.SendAsync(Deploying.Emergency(prompt))).Expect(200);

        await WatchAsync();

        Assert.Empty(await EntriesAsync(prompt));
    }

    [Fact]
    public async Task An_entry_whose_deployment_never_came_is_removed_after_ten_minutes_and_not_before()
    {
        var prompt = await CreateAsync(isCommitted: false);

        clock.Ahead = TimeSpan.FromMinutes(9);
        await WatchAsync();
        Assert.Single(await EntriesAsync(prompt));

        clock.Ahead = TimeSpan.FromMinutes(11);
        await WatchAsync();
        Assert.Empty(await EntriesAsync(prompt));
    }

    /// <summary>Creates a deployment in a process that dies just before the last storage call takes effect, or just after.</summary>
    private async Task<string> CreateAsync(bool isCommitted)
    {
        var undisturbed = new StorageScript();
        // The first one makes the table.
        foreach (var script in new[] { new StorageScript(), undisturbed })
            (await Dying.Api.SendAsync(Create(await Deploying.ImportAsync(Dying.Api)) with { Script = script })).Expect(202);
        var prompt = await Deploying.ImportAsync(Dying.Api);
        (await Dying.Api.SendAsync(Create(prompt) with { Script = new() { DieAfter = undisturbed.Calls - (isCommitted ? 0 : 1) } })).Expect(500);
        Assert.Equal(isCommitted ? "pending" : null, (await Dying.Api.GetAsync($"prompts/{prompt}/deployments")).Items.SingleOrDefault(item => item["endedAt"] is null)?["status"]?.GetValue<string>());
        Assert.Single(await EntriesAsync(prompt));
        return prompt;
    }

    private static ApiRequest Create(string prompt) => Deploying.Create(prompt, "0.0.2", Deploying.Steps((10, "PT0S")));

    private Task WatchAsync() => Watching.Host.RunTimerAsync("WatchRollouts");

    private async Task<Answer> ShowAsync(RolloutReference rollout, string query = "") =>
        (await Watching.Api.GetAsync($"prompts/{rollout.Prompt}/deployments/{rollout.Id}{query}")).Expect(200);

    private async Task<List<string>> EntriesAsync(string prompt) =>
        await new TableServiceClient(azurite!.ConnectionString).GetTableClient("rollouts").QueryAsync<TableEntity>($"Prompt eq '{prompt}'").Select(row => row.RowKey).ToListAsync();
}
