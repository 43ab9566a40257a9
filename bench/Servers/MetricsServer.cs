using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.LocalHost;

namespace PromptFunctions.Bench.Servers;

/// <summary>The product under LocalHost, with storage that accepts everything in this process. It reads prompts from the account.</summary>
internal static class MetricsServer
{
    /// <summary>Asks for the storage calls so far.</summary>
    public const string Calls = "calls";

    /// <summary>Has everything folded and asks for the points that were folded so far.</summary>
    public const string Folded = "folded";

    /// <summary>Serves; what is recorded is gone.</summary>
    public static async Task<int> RunAsync(string storage)
    {
        await using var app = await StartAsync(storage, _ => { });
        var tap = app.Services.GetRequiredService<AnsweredStorage>();
        return await ServerConsole.ServeAsync(app.BaseAddress, (Calls, () => Task.FromResult(tap.Calls)));
    }

    /// <summary>Serves; what is recorded can be folded.</summary>
    public static async Task<int> RunFoldingAsync(string storage)
    {
        await using var app = await StartAsync(storage, services =>
        {
            var store = services.Last(service => service.ServiceType == typeof(IMetricStore)).ImplementationType!;
            services.AddSingleton(provider => new KeptFigures((IMetricStore)ActivatorUtilities.CreateInstance(provider, store)));
            services.AddSingleton<IMetricStore>(provider => provider.GetRequiredService<KeptFigures>());
        });
        var (figures, folder) = (app.Services.GetRequiredService<KeptFigures>(), app.Services.GetRequiredService<TargetFolder>());
        return await ServerConsole.ServeAsync(app.BaseAddress, (Folded, FoldAsync));

        async Task<long> FoldAsync()
        {
            foreach (var target in figures.Targets) await folder.FoldAsync(target, new(DateTimeOffset.UtcNow, DateTimeOffset.MaxValue), CancellationToken.None);
            return figures.Folded;
        }
    }

    private static Task<LocalHostApp> StartAsync(string storage, Action<IServiceCollection> configure) => LocalHostApp.StartAsync(new LocalHostOptions
    {
        StorageConnectionString = storage,
        RunTimers = false,
        ConfigureServices = services =>
        {
            services.AddSingleton<AnsweredStorage>().AddSingleton<HttpPipelinePolicy>(provider => provider.GetRequiredService<AnsweredStorage>());
            configure(services);
        },
    });
}
