using System.Diagnostics;
using Azure.Data.Tables;
using PromptFunctions.Azurite;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

public sealed class SplitGroupsTests
{
    [Fact]
    public async Task Groups_serve_http_and_run_a_timer_on_demand_in_processes_of_their_own()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        await using var host = await HostProcess.StartAsync(azurite.ConnectionString, "--split");
        (await host.Api.PostAsync("prompts/split/versions", new { type = "report", content = "x" })).Expect(201);
        Assert.Equal("x", (await host.Api.GetAsync("prompts/split/resolve?version=latest")).Expect(200)["content"]);
        (await host.Api.GetAsync("health")).Expect(200);
        var names = new TableServiceClient(azurite.ConnectionString).GetTableClient("names");
        // An entry that nobody can read: the timer says so, in the output of the process that runs it.
        await names.AddEntityAsync(new TableEntity("names", "unreadable"));

        using var client = new HttpClient { BaseAddress = new Uri(host.Address, "/") };
        using var unknown = await client.PostAsync("admin/functions/NoSuchTimer", null);
        using var run = await client.PostAsync("admin/functions/RepairDirectory", null);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, run.StatusCode);
        for (var watch = Stopwatch.StartNew(); !host.Output.Any(IsFailureOfTimer); await Task.Delay(100))
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "The timer did not run.");
    }

    private static bool IsFailureOfTimer(string line) =>
        line.StartsWith("[timer:RepairDirectory]", StringComparison.Ordinal) && line.Contains("RepairDirectory failed", StringComparison.Ordinal);
}
