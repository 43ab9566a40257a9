using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>What becomes of the orchestrations of deployments that are over.</summary>
[Collection(ClockedGroup.Name)]
public sealed class HistoryPurgeTests(ClockedApi clocked)
{
    [Fact]
    public async Task Histories_that_are_over_go_and_running_ones_stay_and_the_deployments_are_told_of_as_before()
    {
        var (over, running) = (await clocked.Api.NewPrompt(), await clocked.Api.NewPrompt());
        foreach (var prompt in new[] { over, running })
        {
            await prompt.CreateLive("first");
            await prompt.Create("next");
        }
        var ended = await over.Deploy("0.0.2", "immediate");
        var waiting = await running.Deploy("0.0.2", "custom", [new { percentage = 10, hold = "P30D" }, new { percentage = 100 }]);
        var before = await ended.End();
        await waiting.Until(10m);
        await UntilAsync(ended.Id, instance => instance?.IsCompleted == true);

        clocked.Wait(TimeSpan.FromDays(6));
        await clocked.RunTimer("Purge");
        Assert.NotNull(await FindAsync(ended.Id));
        clocked.Wait(TimeSpan.FromDays(2));
        await clocked.RunTimer("Purge");

        Assert.Null(await FindAsync(ended.Id));
        Assert.False((await FindAsync(waiting.Id))!.IsCompleted);
        Assert.Equal(before.Text, (await ended.Get()).ShouldBe(200).Text);
        (await waiting.Tell("abort")).ShouldBe(200);
    }

    private Task<OrchestrationMetadata?> FindAsync(string id) => clocked.App.Services.GetRequiredService<DurableTaskClient>().GetInstanceAsync(id);

    private async Task UntilAsync(string id, Func<OrchestrationMetadata?, bool> isReached)
    {
        for (var i = 0; i < 300 && !isReached(await FindAsync(id)); i++) await Task.Delay(100);
        Assert.True(isReached(await FindAsync(id)));
    }
}
