using System.Globalization;
using Azure.Core.Pipeline;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.IntegrationTests.Support;
using PromptFunctions.LocalHost;
using PromptFunctions.LocalHost.Functions;

namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>One instance of the function app, with a client and a view on its storage calls.</summary>
public sealed class TestApp : IAsyncDisposable
{
    /// <summary><c>Rollouts:EvaluationSeconds</c>, the shortest that there is.</summary>
    public const double EvaluationSeconds = 0.1;

    private TestApp(LocalHostApp host)
    {
        Host = host;
        Storage = host.Services.GetRequiredService<StorageTap>();
        Api = new(host.ApiAddress, Storage);
    }

    public LocalHostApp Host { get; }

    public StorageTap Storage { get; }

    public Api Api { get; }

    /// <summary>What the orchestrations' activity does.</summary>
    public RolloutStepper Stepper => Host.Services.GetRequiredService<RolloutStepper>();

    /// <summary>Starts an instance. Nothing drives its deployments but the test, unless it has an engine.</summary>
    /// <param name="storage">The account's connection string.</param>
    /// <param name="cacheSeconds"><c>Routing:CacheSeconds</c>.</param>
    /// <param name="clock">The instance's clock; null for the system's.</param>
    /// <param name="withTimers">Whether its timers can be run.</param>
    /// <param name="withEngine">Whether orchestrations run in it.</param>
    /// <param name="policy">What else its storage calls pass through; null for nothing.</param>
    /// <param name="settings">Further settings.</param>
    public static async Task<TestApp> StartAsync(
        string storage, double cacheSeconds = 2, TimeProvider? clock = null, bool withTimers = false, bool withEngine = false, HttpPipelinePolicy? policy = null,
        Dictionary<string, string?>? settings = null)
    {
        var host = await LocalHostApp.StartAsync(new()
        {
            StorageConnectionString = storage,
            RunTimers = false,
            Group = withTimers || withEngine ? FunctionGroup.All : FunctionGroup.Http,
            Settings = new Dictionary<string, string?>(settings ?? [])
            {
                ["Routing:CacheSeconds"] = cacheSeconds.ToString(CultureInfo.InvariantCulture),
                ["Rollouts:EvaluationSeconds"] = EvaluationSeconds.ToString(CultureInfo.InvariantCulture),
            },
            ConfigureServices = services =>
            {
                services.AddHttpContextAccessor().AddSingleton<StorageTap>().AddSingleton<HttpPipelinePolicy>(provider => provider.GetRequiredService<StorageTap>());
                if (clock is not null) services.AddSingleton(clock);
                if (policy is not null) services.AddSingleton(policy);
                if (!withEngine) services.AddSingleton<DurableTaskClient, SilentEngine>();
            },
        });
        return new(host);
    }

    /// <summary>Makes a deployment's next move as its orchestration would, if it is due.</summary>
    public Task<RolloutProgress> AdvanceAsync(RolloutReference rollout) => Stepper.AdvanceAsync(rollout, CancellationToken.None);

    /// <summary>Makes a deployment's next moves until it waits or has ended.</summary>
    public async Task DriveAsync(RolloutReference rollout)
    {
        while (await AdvanceAsync(rollout) is { IsEnded: false, NextChange: { } next } && next <= DateTimeOffset.UtcNow)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Host.DisposeAsync();
    }
}
