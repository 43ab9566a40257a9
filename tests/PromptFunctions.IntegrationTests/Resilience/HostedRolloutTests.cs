using PromptFunctions.Azurite;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

/// <summary>Rollouts that orchestrations drive in processes of their own, and what is left of them when those end.</summary>
public sealed class HostedRolloutTests : IAsyncLifetime
{
    private static readonly object[] Short = Deploying.Steps((10, "PT0.5S"), (20, "PT0.5S"), (30, "PT0.5S"), (40, "PT0.5S"), (50, "PT0.5S"));

    private AzuriteServer? azurite;

    private string Storage => azurite!.ConnectionString;

    public async Task InitializeAsync() => azurite = await AzuriteServer.StartAsync();

    public async Task DisposeAsync() => await azurite!.DisposeAsync();

    [Fact]
    public async Task A_rollout_whose_process_is_killed_finishes_in_the_next_one_with_each_step_once_and_in_order()
    {
        var shares = new List<decimal>();
        RolloutReference rollout;
        await using (var killed = await HostProcess.StartAsync(Storage))
        {
            rollout = await Deploying.CreateAsync(killed.Api, await Deploying.ImportAsync(killed.Api), "0.0.2", Short);
            await UntilAsync(killed.Api, rollout, 20, shares);
            killed.Kill();
        }
        await using var next = await HostProcess.StartAsync(Storage);

        await UntilAsync(next.Api, rollout, 100, shares);

        Assert.Equal(shares.Order(), shares);
        await CheckFinishedAsync(next.Api, rollout);
    }

    [Fact]
    public async Task A_rollout_runs_over_separate_processes()
    {
        await using var split = await HostProcess.StartAsync(Storage, "--split");
        var rollout = await Deploying.CreateAsync(split.Api, await Deploying.ImportAsync(split.Api), "0.0.2", Short);

        await UntilAsync(split.Api, rollout, 10, []);
        (await split.Api.SendAsync(Deploying.Command(rollout, "advance"))).Expect(200);
        await UntilAsync(split.Api, rollout, 100, []);

        Assert.Equal(1, (await AuditAsync(split.Api, rollout)).Count(entry => entry.StartsWith("deployment.advanced", StringComparison.Ordinal)));
        await PromptState.ReadAsync(split.Api, rollout.Prompt);
    }

    [Fact]
    public async Task An_emergency_rollback_needs_no_process_that_drives_and_holds_when_it_comes_back()
    {
        await using var http = await HostProcess.StartAsync(Storage, "--group", "http");
        RolloutReference rollout;
        await using (var durable = await HostProcess.StartAsync(Storage, "--group", "durable"))
        {
            rollout = await Deploying.CreateAsync(http.Api, await Deploying.ImportAsync(http.Api), "0.0.2", Short);
            await UntilAsync(http.Api, rollout, 10, []);
            durable.Kill();
        }

        (await http.Api.SendAsync(Deploying.Emergency(rollout.Prompt))).Expect(200);
        Assert.Equal(("0.0.1", "live"), await ServedAsync(http.Api, rollout));
        var rolledBack = await PromptState.ReadAsync(http.Api, rollout.Prompt);

        await using var back = await HostProcess.StartAsync(Storage, "--group", "durable");
        // A later rollout that ends shows that this process drives, so that it had its chance.
        var later = await Deploying.CreateAsync(http.Api, await Deploying.ImportAsync(http.Api), "0.0.2", Deploying.Steps((10, "PT1S")));
        await UntilAsync(http.Api, later, 100, []);
        Assert.Equal(rolledBack, await PromptState.ReadAsync(http.Api, rollout.Prompt));
        Assert.Equal(("0.0.1", "live"), await ServedAsync(http.Api, rollout));
    }

    private static async Task<(string?, string?)> ServedAsync(Api api, RolloutReference rollout)
    {
        var served = (await api.GetAsync($"prompts/{rollout.Prompt}/resolve?subject=me")).Expect(200);
        return (served["version"], served["reason"]);
    }

    /// <summary>Waits for a share of the traffic, or more, and notes every share that is seen.</summary>
    private static async Task UntilAsync(Api api, RolloutReference rollout, decimal share, List<decimal> shares)
    {
        for (var patience = 0; patience < 600; patience++)
        {
            var shown = (await api.GetAsync($"prompts/{rollout.Prompt}/deployments/{rollout.Id}")).Expect(200).Json;
            shares.Add(shown["percentage"]!.GetValue<decimal>());
            if (shares[^1] >= share) return;
            await Task.Delay(100);
        }
        Assert.Fail($"The rollout stays at {shares[^1]} %.");
    }

    private static async Task CheckFinishedAsync(Api api, RolloutReference rollout)
    {
        await PromptState.ReadAsync(api, rollout.Prompt);
        Assert.Equal("completed", (await api.GetAsync($"prompts/{rollout.Prompt}/deployments/{rollout.Id}"))["status"]);
        Assert.Equal(
            ["deployment.created 0", .. new[] { 10, 20, 30, 40, 50 }.Select(share => $"deployment.step {share}"), "deployment.completed 100"],
            await AuditAsync(api, rollout));
    }

    /// <summary>What was done to a deployment and the share that it then had, oldest first.</summary>
    private static async Task<List<string>> AuditAsync(Api api, RolloutReference rollout) =>
        [.. (await api.ListAsync($"prompts/{rollout.Prompt}/audit")).Where(entry => entry["target"]!.GetValue<string>() == rollout.Id)
            .Select(entry => $"{entry["action"]} {entry["after"]!["percentage"]}").Reverse()];
}
