using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.LocalHost;

namespace PromptFunctions.IntegrationTests.Orchestrations.Support;

/// <summary>What tests do with a host's client.</summary>
internal static class LocalHostAppClient
{
    public static DurableTaskClient Client(this LocalHostApp app) => app.Services.GetRequiredService<DurableTaskClient>();

    /// <summary>Starts the scripted orchestrator.</summary>
    public static Task<string> StartScriptAsync(this LocalHostApp app, object? input = null) =>
        app.Client().ScheduleNewOrchestrationInstanceAsync("Scripted", input);

    /// <summary>Waits for its end.</summary>
    public static Task<OrchestrationMetadata> EndAsync(this LocalHostApp app, string id) =>
        app.Client().WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(TestHub.Patience);

    /// <summary>Waits for its end, and gives its output.</summary>
    public static async Task<T?> OutputAsync<T>(this LocalHostApp app, string id)
    {
        var ended = await app.EndAsync(id);
        Assert.True(ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{ended} {ended.FailureDetails?.ErrorMessage}");
        return ended.ReadOutputAs<T>();
    }

    /// <summary>Waits until an instance is as it should be.</summary>
    public static async Task<OrchestrationMetadata> UntilAsync(this LocalHostApp app, string id, Func<OrchestrationMetadata, bool> isReached)
    {
        using var patience = new CancellationTokenSource(TestHub.Patience);
        while (true)
        {
            if (await app.Client().GetInstanceAsync(id, getInputsAndOutputs: true, patience.Token) is { } instance && isReached(instance))
                return instance;
            await Task.Delay(20, patience.Token);
        }
    }
}
